// Builds the entry of a story in the overviews of an edition.

import { toHash } from "../reading/route.js";
import { isEastAsian } from "../typography/choices.js";
import { create, link, paragraph } from "./elements.js";
import { minutesOf } from "./filtering.js";
import { pageReference } from "./page-names.js";

/** @import { Edition, Translate } from "../model/types.js" */
/** @import { Story } from "../model/stories.js" */
/** @import { ShownText } from "./shown-text.js" */

/**
 * What the entries of an edition are made with.
 *
 * @typedef {object} Makings
 * @property {Edition} edition
 * @property {Translate} t
 * @property {ShownText} words what shows the words of stories
 * @property {(index: number, story: string) => boolean} isRead whether a story of a page is read
 */

/** @typedef {ReturnType<typeof createEntries>} Entries */

/** @param {Makings} makings */
export const createEntries = ({ edition, t, words, isRead }) => {
  const langOf = (/** @type {Story} */ { index }) => edition.entries[index].reading?.page?.source.language ?? "und";
  const shown = (/** @type {Story} */ story, /** @type {string} */ text) => words.show(text, langOf(story));

  const titleOf = (/** @type {Story} */ story) => shown(story, story.title) || t("css.untitled");

  // A headline breaks between its lines first.
  const titled = (/** @type {Story} */ story) => {
    const { id, index } = story;
    const node = link(toHash({ view: "story", story: id, index }), "");
    const phrases = titleOf(story).split(" ");
    if (!isEastAsian(langOf(story)) || phrases.length < 2) node.append(titleOf(story));
    else node.append(...phrases.flatMap((phrase, i) => [i > 0 ? " " : "", create("span", "bm-phrase", phrase)]));
    return node;
  };

  // Whether it is seen is for the style to say: nothing is unread before something is read.
  const unread = () => create("span", "bm-unread", create("span", "bm-unseen", t("contents.unread")));

  /** @type {(story: Story, tag: string, level: "h3" | "h4", ...children: (Node | null | false)[]) => HTMLElement} */
  const entry = (story, tag, level, ...children) => {
    const { index, id } = story;
    const node = create(tag, "bm-entry", ...children.slice(0, 1), create(level, "bm-headline", titled(story), unread()), ...children.slice(1));
    Object.assign(node.dataset, { page: String(index), article: id });
    node.lang = words.lang(langOf(story));
    if (isRead(index, id)) node.dataset.read = "";
    return node;
  };

  const names = (/** @type {Story} */ story) => paragraph("bm-names", [...new Set(story.names)].map((name) => shown(story, name)).join(t("contents.between")));
  const lede = (/** @type {Story} */ story) => paragraph("bm-lede", shown(story, story.lede));
  const reference = (/** @type {Story} */ { index }) => paragraph("bm-reference", pageReference(edition.entries[index], index, t));

  const facts = (/** @type {Story} */ story) => {
    const { article: { kind }, doubts } = story;
    const doubtful = doubts.length > 0 && create("span", "bm-doubtful", t("contents.doubts", { count: doubts.length }));
    return create("p", "bm-facts", kind !== "news" && create("span", "bm-kind", t(`kind.${kind}`)), doubtful, create("span", "", t("story.time", { minutes: minutesOf(story) })));
  };

  return {
    langOf, shown, entry, names, lede, reference,

    /** An entry of the contents, which names its page where it does not stand below that. */
    listed: (/** @type {Story} */ story, /** @type {boolean} */ alone) =>
      entry(story, "li", alone ? "h3" : "h4", create("span", "bm-number", String(story.number)), names(story), lede(story), facts(story), alone && reference(story)),
  };
};
