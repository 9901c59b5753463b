// Leads through an edition: what does so is loaded when a story is opened.

import { edition } from "../lazy.js";
import { once } from "../once.js";

/** @import { Context } from "../model/types.js" */
/** @import { Feature } from "../features/features.js" */
/** @import { Navigation } from "../reading/navigation.js" */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createEdition = (context, navigation) => {
  const { store, ui, track } = context;
  /** @type {ReturnType<Awaited<ReturnType<typeof edition>>> | undefined} */
  let made;
  const load = once(async () => (made = (await edition())(context, navigation)));
  const tell = (/** @type {(made: any) => unknown} */ what) => track(load().then(what).catch((error) => ui.note(error.message)));
  const moved = () => void (store.state.view === "story" && tell(({ moved }) => moved()));

  /** @satisfies {Feature & Record<string, unknown>} */
  const feature = {
    setWords: moved,
    refresh: moved,
    moved,
    key: (/** @type {KeyboardEvent} */ event) => made?.key(event) ?? false,
    listen: () => {},

    /** Goes to the next story, or the one before. */
    step: (/** @type {number} */ by) => tell(({ step }) => step(by)),
  };
  return feature;
};
