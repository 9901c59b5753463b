// Leads through an edition: what does so is loaded when a story is opened, and where the document is
// nothing but the viewer once a page stands.

import { guide } from "../lazy.js";
import { once } from "../once.js";

/** @import { Context } from "../model/types.js" */
/** @import { Feature } from "../features/features.js" */
/** @import { Navigation } from "../reading/navigation.js" */
/** @import { Guide } from "./guide.js" */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createEdition = (context, navigation) => {
  const { host, store, ui, track } = context;
  /** @type {Guide | undefined} */
  let made;
  /** @type {AbortSignal} */
  let listening;
  const load = once(async () => {
    made = (await guide())(context, navigation);
    made.listen(listening);
    return made;
  });
  const tell = (/** @type {(made: Guide) => unknown} */ what) => track(load().then(what).catch((error) => ui.note(error.message)));
  const isAlone = () => host.hasAttribute("hash");
  const moved = () => void ((store.state.view === "story" || isAlone()) && tell((made) => made.moved()));

  /** @satisfies {Feature & Record<string, unknown>} */
  const feature = {
    setWords: () => made?.refresh(),
    refresh: () => made?.refresh(),
    moved,
    key: (/** @type {KeyboardEvent} */ event) => made?.key(event) ?? false,
    listen: (/** @type {AbortSignal} */ signal) => {
      listening = signal;
      made?.listen(signal);
      // where there is nothing to show, nothing else tells of it
      if (isAlone()) setTimeout(() => host.settled.then(moved));
    },

    /** Goes to the next story, or the one before. */
    step: (/** @type {number} */ by) => tell((made) => made.step(by)),

    /** Hears what the reader has opened. */
    opened: (/** @type {any[]} */ list) => isAlone() && tell((made) => made.opened(list)),
  };
  return feature;
};
