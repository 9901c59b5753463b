// The front page of an edition: its lead and second leads, then the stories of each page by rank.

import { toHash } from "../reading/route.js";
import { takingTurns } from "../scheduling.js";
import { create, link, paragraph, spare } from "./elements.js";
import { createLazyParts } from "./lazy-parts.js";
import { opening, ranked } from "./ranking.js";
import { pageName } from "./page-names.js";
import { createPageStates } from "./page-states.js";

/** @import { Story } from "../model/stories.js" */
/** @import { Page } from "../model/types.js" */
/** @import { Entries, Makings } from "./entries.js" */
/** @import { Weigh } from "./ranking.js" */

// How many stories of a page stand below its name; the others are a link away.
const MOST = 4;
// How many paragraphs of a text stand at most above the pages, as far as there is room: of the lead, of a second.
const PARAGRAPHS = { lead: 8, second: 3 };
const DATE = /\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{2}-\d{2}|[A-Z][a-z]+ \d{1,2}, \d{4}/;

/**
 * The front page, built a slice at a time. `plate` is the paper's name where a page has it. `fill` takes
 * what has been read of a page, and returns whether the whole is to be made anew for it.
 *
 * @param {Makings} makings
 * @param {Entries} entries
 * @param {{ weigh: Weigh, plate: string }} parts
 */
export const createFrontPage = ({ edition, t, words }, entries, { weigh, plate }) => {
  const node = create("section", "bm-edition bm-front");
  node.setAttribute("aria-label", [t("view.front"), edition.title].filter(Boolean).join(" · "));
  spare(node, edition.entries.length);
  const lazy = createLazyParts(node, edition.entries.length);
  const states = createPageStates(edition, t);
  const top = create("div", "bm-top", create("p", "bm-state", t("contents.reading")));
  const pages = create("div", "bm-pages");

  /** @type {() => HTMLElement} the paper's name and the date, as far as the edition or a folio tells them */
  const createHead = () => {
    const [title, ...rest] = edition.title.split(" · ");
    const page = edition.entries[0].reading?.page;
    const said = page?.furniture.map(({ text }) => DATE.exec(text.normalize("NFKC"))?.[0]).find(Boolean) ?? "";
    const name = title || plate;
    return create("header", name ? "bm-plate" : "bm-plate bm-nameless", create("h2", "", name || t("view.front")), paragraph("bm-date", rest.join(" · ") || said));
  };
  node.append(createHead(), top, pages);

  /** @type {ReturnType<typeof opening>} */
  let opened = null;
  /** @type {{ node: HTMLElement, body: HTMLElement | null, page: Page | null, isFilled: boolean }[]} */
  const strips = [];

  const part = (/** @type {Story} */ story, /** @type {"kicker" | "deck"} */ role) => {
    const blocks = role === "kicker" ? [story.article.kicker] : story.article.decks;
    return paragraph(`bm-${role}`, blocks.map((block) => (block ? entries.shown(story, block.text) : "")).join(" ").trim());
  };

  const leading = (/** @type {Story} */ story, /** @type {"lead" | "second"} */ rank) => {
    const made = entries.entry(story, "div", "h3", part(story, "kicker"), part(story, "deck"), entries.names(story), create("div", "bm-text", ...textOf(story, PARAGRAPHS[rank])), entries.reference(story));
    made.dataset.rank = rank;
    return made;
  };

  // The beginning of a text, which the style cuts to some lines.
  const textOf = (/** @type {Story} */ story, /** @type {number} */ most) => {
    const paragraphs = story.article.blocks.filter(({ role }) => role === "paragraph").slice(0, most);
    return paragraphs.length > 0 ? paragraphs.map(({ text }) => create("p", "", entries.shown(story, text.trim()))) : [entries.lede(story)];
  };

  const item = (/** @type {Story} */ story) => {
    const { kind } = story.article;
    const made = entries.entry(story, "div", "h4", kind !== "news" && create("p", "bm-kind", t(`kind.${kind}`)), entries.lede(story));
    made.dataset.kind = kind;
    return made;
  };

  // The stories of a page that do not stand above, and whether it has any.
  const below = (/** @type {number} */ index) => {
    const all = ranked(edition.entries[index], index, weigh);
    const above = opened?.index === index ? [opened.lead, ...opened.seconds] : [];
    return { stories: all.filter((story) => !above.includes(story)), isEmpty: all.length === 0 };
  };

  const drawStrip = (/** @type {number} */ index) => {
    const strip = strips[index];
    const { stories, isEmpty } = below(index);
    const more = stories.length > MOST && create("p", "bm-more", link(toHash({ view: "page", story: null, index }), t("front.more", { count: stories.length - MOST })));
    strip.body = isEmpty ? states.of(index) : create("div", "", create("div", "bm-items", ...stories.slice(0, MOST).map(item)), more);
    strip.node.append(strip.body);
  };

  const fillStrip = (/** @type {number} */ index) => {
    const strip = strips[index];
    const entry = edition.entries[index];
    const page = entry.reading?.page ?? null;
    if (!strip || (strip.isFilled && strip.page === page && !entry.error)) return;
    Object.assign(strip, { page, isFilled: true });
    strip.node.lang = words.lang(page?.source.language ?? t.tag);
    strip.node.querySelector("a")?.replaceChildren(pageName(entry, index, t));
    lazy.update(strip.node, MOST);
    // all that its page has may stand above
    const { stories, isEmpty } = opened?.index === index ? below(index) : { stories: [null], isEmpty: false };
    strip.node.hidden = !isEmpty && stories.length === 0;
  };

  /** @type {() => boolean} whether it is known what opens the edition */
  const open = () => {
    if (opened) return true;
    opened = opening(edition.entries, weigh);
    if (!opened) return false;
    const { lead, seconds } = opened;
    top.replaceChildren(...(lead ? [leading(lead, "lead")] : []), ...(seconds.length > 0 ? [create("div", "bm-beside", ...seconds.map((story) => leading(story, "second")))] : []));
    top.hidden = !lead;
    node.querySelector(".bm-plate")?.replaceWith(createHead());
    return true;
  };

  const addStrip = (/** @type {number} */ index) => {
    const heading = create("h3", "bm-page-name", link(toHash({ view: "page", story: null, index }), ""));
    const node = create("section", "bm-leaf", heading);
    node.dataset.leaf = String(index);
    strips.push({ node, body: null, page: null, isFilled: false });
    fillStrip(index);
    lazy.append(pages, { node, draw: () => drawStrip(index), clear: () => strips[index].body?.remove() }, MOST);
  };

  const build = async () => {
    const turn = takingTurns();
    open();
    for (let index = 0; index < edition.entries.length; index += 1) {
      addStrip(index);
      await turn();
    }
  };

  return {
    node, lazy,
    built: build(),

    /** The part that has a story of a page. */
    partOf: (/** @type {number} */ index) => strips[index]?.node,

    /** Takes what has been read of a page, or that it cannot be read. */
    fill: (/** @type {number} */ index) => {
      const wasOpen = opened !== null;
      const strip = strips[index];
      const page = edition.entries[index].reading?.page ?? null;
      if (wasOpen && opened?.index === index && strip?.page && strip.page !== page) return true;
      // which stories of its page stand above is known by now
      if (open() && !wasOpen && opened && strips[opened.index]) Object.assign(strips[opened.index], { page: null });
      if (!wasOpen && opened && opened.index >= 0 && opened.index !== index) fillStrip(opened.index);
      fillStrip(index);
      return false;
    },
  };
};
