// The “Find” button. Finding itself is loaded when it is first used, or some time after a page is shown.

import { finder, hitsFile, saving } from "../../lazy.js";
import { once } from "../../once.js";

/** @import { Context } from "../../model/types.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { Feature } from "../features.js" */

// How long after a page is shown what finds is loaded: the page does not wait for it, nor does who
// asks later.
const REST_MS = 1500;

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createFind = (context, navigation) => {
  const { store, ui } = context;
  const opener = Object.assign(document.createElement("button"), { type: "button" });
  opener.dataset.act = "find";
  ui.bar.space.after(opener);
  /** @type {import("./find.js").Finder | null} */
  let found = null;

  const load = once(async () => {
    const [create] = await Promise.all([finder(), ui.furnish()]);
    found = create(context, navigation, { hitsFile, saving });
    found.setWords(store.state.t);
    return found;
  });
  const open = async () => {
    const find = await load().catch((error) => ui.note(error.message));
    await find?.open();
  };
  opener.addEventListener("click", open);

  let resting = 0;
  /** @satisfies {Feature & Record<string, unknown>} */
  const feature = {
    open,
    /** For scripts: every hit there is, the bar shown with them. */
    find: async (/** @type {string} */ query, /** @type {{ role?: string }} */ options) => (await load()).find(query, options),
    key: (/** @type {KeyboardEvent} */ event) => {
      if (found?.again(event)) return true;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return false;
      open();
      return true;
    },
    // who is taken out of the document is kept by nothing
    listen: (/** @type {AbortSignal} */ signal) => signal.addEventListener("abort", () => clearTimeout(resting)),
    setWords: (/** @type {import("../../model/types.js").Translate} */ t) => {
      opener.textContent = t("find");
      found?.setWords(t);
    },
    refresh: () => {
      clearTimeout(resting);
      if (!found && store.state.reading.page) resting = setTimeout(() => load().catch(() => {}), REST_MS);
      found?.refresh();
    },
    moved: () => found?.moved(),
  };
  return feature;
};
