// Remembers the scroll position of each view, and scrolls to the place that is shown next.

import { isBeside } from "../model/views.js";
import { textKey } from "../model/text-key.js";
import { keepPosition, keptPosition } from "./reading-position.js";
import { heading } from "./heading.js";

/** @import { Context, View } from "../model/types.js" */
/** @import { Selection } from "./selection.js" */

/** @typedef {ReturnType<typeof createScrollMemory>} ScrollMemory */

/**
 * @param {Pick<Context, "store" | "ui" | "content">} context
 * @param {Selection} selection
 */
export const createScrollMemory = ({ store, ui, content }, selection) => {
  /** @type {{ view: View, story: string | null, index: number }} */
  let shown = { view: "page", story: null, index: 0 };
  /** @type {Partial<Record<View, [number, number]>>} */
  let offsets = {};
  let leaving = false;

  const keyOf = (/** @type {string | null} */ story) => textKey(store.state.reading.source.text ?? "", story);
  /** @type {() => [number, number]} */
  const current = () => [ui.scroller.position, ui.reading.scrollLeft];

  /** @type {(story: string | null, article: HTMLElement) => string} what is said of it */
  const openStory = (story, article) => {
    const { t } = store.state;
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
    ui.scroller.toTop();
    ui.reading.scrollLeft = 0;
    const start = keptPosition(keyOf(story));
    const piece = start && article.querySelector(`[data-start="${start}"]`);
    if (piece) ui.scrollToStart(piece);
    return [t("said.opened", { headline: heading(article) }), piece && t("said.resumed")].filter(Boolean).join(" ");
  };

  /** @type {(view: View, story: string | null) => void} */
  const returnFromStory = (view, story) => {
    const [top, left] = offsets[view] ?? current();
    ui.scroller.position = top;
    ui.reading.scrollLeft = left;
    const article = content.articles().find(({ dataset }) => dataset.article === story);
    const headline = /** @type {HTMLElement | null | undefined} */ (article?.querySelector("h2 a"));
    headline?.focus({ preventScroll: true });
    // a story that was come to from another may stand elsewhere than where the reader was
    if (headline && !ui.isInSight(headline)) ui.scrollToStart(headline);
  };

  return {
    get shown() { return shown; },

    // A view that is left may be longer than the one that is shown instead: its place is kept
    // while it is scrolled, not when it is left.
    keep: () => {
      if (leaving) return;
      offsets[shown.view] = current();
      const { view, story } = store.state;
      const article = view === "story" && content.main?.querySelector("article[data-current]");
      if (article) keepPosition(keyOf(story), article, ui.seen());
    },

    /** Keeps nothing more until another view is shown, as the document may scroll by itself before. */
    leave: () => (leaving = true),

    /** Brings the place that has come to be shown into sight, and says so, where it is another. */
    arrive: (/** @type {HTMLElement | undefined} */ article) => {
      leaving = false;
      const { view, story, index, edition, t } = store.state;
      const from = shown;
      if (view === from.view && story === from.story && index === from.index) return;
      offsets = from.index === index ? { [from.view]: current(), ...offsets } : {};
      shown = { view, story, index };
      content.main?.querySelectorAll(".bm-continued").forEach((old) => old.remove());
      let said = view === "story" ? "" : t(`view.${view}`);
      if (view === "story" && article) said = openStory(story, article);
      else if (isBeside(view)) {
        ui.scroller.toTop();
        // what is chosen stays where the same is shown otherwise
        const chosen = isBeside(from.view) && story === from.story && content.main?.querySelector("[aria-current]");
        const first = chosen || article?.querySelector("[data-start]");
        if (first) selection.chooseAt(first, null);
      } else if (from.view === "story") returnFromStory(view, from.story);
      if (from.index !== index) {
        // a story is where its reader left it, on whatever page
        if (view !== "story") ui.scroller.toTop();
        const turned = t("said.turned", { number: index + 1, count: edition.entries.length, name: edition.entries[index].name.replace(/\.te?xt$/i, "") });
        said = [turned, view === "story" && said].filter(Boolean).join(" ");
      }
      // one message, as of two a screen reader may say the later one alone
      if (said) ui.say(said);
    },
  };
};
