// Leads back to where the reader was in an overview.

import { isOfEdition } from "../model/views.js";

/** @import { Context, Place, View } from "../model/types.js" */

/** @param {Pick<Context, "store" | "ui" | "content">} context */
export const createWayBack = ({ store, ui, content }) => {
  /** @type {Map<View, number>} how far each overview was scrolled last */
  const positions = new Map();
  /** @type {Place} */
  let last = store.state.shown;
  /** @type {View} */
  let opener = "page";

  const focusEntry = (/** @type {Place} */ { story, index }) => {
    const entry = content.main?.querySelector(`.bm-edition:not([hidden]) .bm-entry[data-page="${index}"][data-article="${story}"] a`);
    if (!(entry instanceof HTMLElement)) return;
    entry.focus({ preventScroll: true });
    if (!ui.isInSight(entry)) ui.scroller.bring(entry, "center");
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
