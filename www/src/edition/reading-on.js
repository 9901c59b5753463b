// Leads from a story to the next one, over the pages of an edition: by the pager, by keys, by a finger.

import { heading } from "../reading/heading.js";
import { withoutExtension } from "../ui/page-strip.js";
import { holdStop } from "../ui/toolbar.js";
import { beyond, storiesAt } from "./neighbours.js";
import { createPager } from "./pager.js";
import { createShownText } from "./shown-text.js";

/** @import { Context } from "../model/types.js" */
/** @import { Navigation } from "../reading/navigation.js" */
/** @import { Offered } from "./pager.js" */

/** @typedef {ReturnType<typeof createReadingOn>} ReadingOn */

/**
 * A story to go to. There is no `id` where its page is yet to be read.
 *
 * @typedef {{ index: number, id: string | null }} Near
 */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createReadingOn = ({ host, store, ui, content, loader, track }, navigation) => {
  const words = createShownText(host);
  let generation = 0;

  // The page that is shown may stand there without being read, as the document has brought it.
  /** @type {(by: number) => Near | null} */
  const near = (by) => {
    const { edition, index, story } = store.state;
    const articles = content.articles();
    const at = articles.findIndex(({ dataset }) => dataset.article === story);
    if (at < 0) return null;
    const own = articles[at + by]?.dataset.article;
    if (own) return { index, id: own };
    const found = beyond(edition, index, by);
    return found && { index: found.index, id: found.story?.id ?? null };
  };

  const step = async (/** @type {number} */ by) => {
    const { story, index, view } = store.state;
    if (view !== "story") return;
    for (let to = near(by); to; to = near(by)) {
      if (to.id) return navigation.open(to.id, to.index);
      await loader.readPage(to.index);
      // the reader may have gone elsewhere meanwhile
      if (store.state.story !== story || store.state.index !== index) return;
    }
  };

  /** @type {(near: Near, by: number) => Promise<Offered>} */
  const offer = async ({ index, id }, by) => {
    const { edition, index: here, t } = store.state;
    const name = withoutExtension(edition.entries[index]?.name ?? "");
    const number = t("pages.number", { number: index + 1 });
    const nothing = { by, page: index === here ? "" : number, kicker: "", title: "", byline: "", lede: "", lang: "" };
    if (!id) return { ...nothing, title: name };
    const found = storiesAt(edition, index).find((story) => story.id === id);
    const article = content.articles().find(({ dataset }) => dataset.article === id);
    if (!found) return { ...nothing, title: article ? heading(article) : "" };
    await words.follow();
    const own = edition.entries[index].reading?.page?.source.language ?? "";
    const show = (/** @type {string} */ text) => words.show(text, own);
    const brief = { ...nothing, lang: words.lang(own), title: show(found.title) };
    if (by < 0) return brief;
    const { kicker, headline, bylines } = found.article;
    const byline = bylines.map(({ text }) => text.trim()).join(" ");
    return { ...brief, kicker: headline && kicker ? show(kicker.text) : "", byline: show(byline), lede: show(found.lede) };
  };

  const show = async () => {
    const mine = ++generation;
    const { view, t } = store.state;
    if (view !== "story") return;
    const [next, before] = [near(1), near(-1)];
    const { bar } = ui;
    bar.previous.disabled = !before;
    bar.next.disabled = !next;
    holdStop(bar.bar);
    const offered = await Promise.all([next && offer(next, 1), before && offer(before, -1)]);
    if (mine === generation) pager.show(offered.filter((story) => story !== null), t);
  };

  const moved = () => void track(show().catch((error) => ui.note(error.message)));
  const stepTracked = (/** @type {number} */ by) => void track(step(by).catch((error) => ui.note(error.message)));
  const pager = createPager(ui, stepTracked);
  // a page that the pager could but name may have its stories now
  host.addEventListener("banmian-read", moved);

  /** @type {(event: KeyboardEvent) => boolean} whether a key that scrolls is the viewer's, and there is nothing left to scroll to */
  const isKeyAtEnd = (event) => {
    const scrolls = event.key === "PageDown" || (event.key === " " && !event.shiftKey);
    if (!scrolls || event.repeat || event.ctrlKey || event.metaKey || event.altKey || store.state.view !== "story") return false;
    const path = event.composedPath();
    const target = /** @type {Element} */ (path[0]);
    if (!host.hasAttribute("hash") && !path.includes(host)) return false;
    if (target.closest?.(event.key === " " ? "button, summary, dialog, [role=listbox]" : "dialog, [role=listbox]")) return false;
    return pager.isInSight();
  };

  return {
    step,
    moved,

    /** Goes on with a key that scrolls, where the story is at its end; returns whether it did. */
    key: (/** @type {KeyboardEvent} */ event) => {
      if (!isKeyAtEnd(event) || !near(1)) return false;
      stepTracked(1);
      return true;
    },
  };
};
