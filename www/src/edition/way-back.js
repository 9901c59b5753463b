// Leads back to where the reader was in an overview.

import { isOfEdition } from "../model/views.js";

/** @import { Context, Place, View } from "../model/types.js" */

// In how many frames all is drawn that is near to an entry which is gone to.
const SETTLING = 4;

/**
 * `draw` has the entry of a story stand in the overview that is shown.
 *
 * @param {Pick<Context, "store" | "ui" | "content">} context
 * @param {(index: number, story: string) => void} draw
 */
export const createWayBack = ({ store, ui, content }, draw) => {
  /** @type {Map<View, number>} how far each overview was scrolled last */
  const positions = new Map();
  /** @type {Place} */
  let last = store.state.shown;
  /** @type {View} */
  let opener = "page";

  const focusEntry = (/** @type {Place} */ { story, index = 0 }) => {
    draw(index, story ?? "");
    const entry = content.main?.querySelector(`.bm-edition:not([hidden]) .bm-entry[data-page="${index}"][data-article="${story}"] a`);
    if (!(entry instanceof HTMLElement)) return;
    entry.focus({ preventScroll: true });
    bring(entry, SETTLING);
  };

  // What comes near is drawn then, and may push the entry away.
  const bring = (/** @type {HTMLElement} */ entry, /** @type {number} */ frames) => {
    if (!ui.isInSight(entry)) ui.scroller.bring(entry, "center");
    if (frames > 0) requestAnimationFrame(() => entry.matches(":focus") && bring(entry, frames - 1));
  };

  return {
    /**
     * Keeps how far the overview that is shown is scrolled, while it is scrolled: once the view is another, to
     * ask for it is to lay out all that is about to go.
     */
    keep: () => {
      const { shown: { view }, edition } = store.state;
      if (isOfEdition(view, edition)) positions.set(view, ui.scroller.position);
    },

    /** The view that the story was opened from that is open. */
    get view() { return opener; },

    /** Hears that another place is shown, and goes to where the reader was in it. */
    arrive: () => {
      const { shown, edition, t } = store.state;
      const { view } = shown;
      const isFrom = (/** @type {View} */ view) => view === "front" || isOfEdition(view, edition);
      if (view === "story" && last.view !== "story") opener = isFrom(last.view) ? last.view : "page";
      if (isOfEdition(view, edition) && (last.view !== view || last.index !== shown.index)) {
        ui.scroller.position = positions.get(view) ?? 0;
        if (last.view === "story") focusEntry(last);
        ui.say(t(`view.${view}`));
      } else if (view === "page" && isOfEdition(last.view, edition)) ui.scroller.toTop();
      last = shown;
    },

    /** Hears that another edition is open. */
    reset: () => positions.clear(),
  };
};
