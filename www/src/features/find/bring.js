// Brings a hit into sight, on whatever page and in whatever story it is.

import { rangesOf } from "../../model/search.js";
import { isBeside, isOverview } from "../../model/views.js";
import { isShown, reveal } from "../../reading/highlights.js";
import { storyOf } from "./described.js";

/** @import { Context, View } from "../../model/types.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { PageHit } from "./hits.js" */

/**
 * What brings hits into sight: `isWanted` is whether the reader has not gone elsewhere meanwhile, `paint`
 * highlights the hit where it is shown. Returns whether it came to be seen.
 *
 * @param {Pick<Context, "host" | "store" | "ui">} context
 * @param {Navigation} navigation
 * @returns {(hit: PageHit, act: { isWanted: () => boolean, paint: () => Range[] }) => Promise<boolean>}
 */
export const createBring = ({ host, store, ui }, navigation) => async (hit, { isWanted, paint }) => {
  const focused = /** @type {HTMLElement | null} */ (ui.root.activeElement);
  const story = storyOf(hit);
  const isHere = (/** @type {View} */ view, /** @type {string | null} */ story) => {
    const { state } = store;
    return state.index === hit.page && state.view === view && state.story === story && state.status === "ready";
  };
  // whether the place has come to be shown: the page may fail, too
  const goTo = async (/** @type {View} */ view, /** @type {string | null} */ story) => {
    if (!isHere(view, story)) await navigation.show(view, story, hit.page);
    return isHere(view, story) && isWanted();
  };
  const { view, story: shown } = store.state;
  const isThere = await (view !== "story" ? goTo(view, shown) : story ? goTo("story", story) : goTo("page", null));
  if (!isThere) return false;
  let ranges = paint();
  if (isOverview(store.state.view) && story && !ranges.some(isShown)) {
    if (!(await goTo("story", story))) return false;
    ranges = paint();
  }
  if (isBeside(store.state.view)) host.select(rangesOf(hit.index, hit)[0][0]);
  const visible = ranges.filter(isShown);
  const sideOf = (/** @type {Range} */ { startContainer }) => startContainer.parentElement?.closest(".bm-source, .bm-page");
  const first = visible.filter((range, i) => visible.findIndex((other) => sideOf(other) === sideOf(range)) === i);
  for (const range of first) reveal(range, ui.scroller);
  if (focused?.isConnected && ui.root.contains(focused)) focused.focus({ preventScroll: true });
  return true;
};
