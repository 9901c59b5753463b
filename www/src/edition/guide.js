// What leads a reader through an edition: on from story to story, and in a document that is nothing but
// the viewer back to where they were, and to files of their own.

import { createOffers } from "../ui/offer.js";
import { createOwnFiles } from "./own-files.js";
import { createReadingOn } from "./reading-on.js";
import { createResuming } from "./resuming.js";

/** @import { Context } from "../model/types.js" */
/** @import { Navigation } from "../reading/navigation.js" */

/** @typedef {ReturnType<typeof createGuide>} Guide */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createGuide = (context, navigation) => {
  const { host, store, ui, track } = context;
  const readingOn = createReadingOn(context, navigation);
  const offers = createOffers(context);
  const resuming = createResuming(context, navigation, offers);
  const ownFiles = createOwnFiles(context, offers, resuming.resume);
  const isAlone = () => host.hasAttribute("hash");
  let isBegun = false;

  const remembered = async () => {
    if (!isAlone() || !["ready", "empty"].includes(store.state.status)) return;
    const isFirst = !isBegun;
    isBegun = true;
    const isOffered = isFirst && (await ownFiles.offerKept());
    await resuming.moved(isOffered);
  };

  return {
    step: readingOn.step,
    key: readingOn.key,

    /** Hears that the page that is shown is another, or other words are wanted. */
    refresh: readingOn.moved,

    /** Hears that another place is shown, or the same written anew. */
    moved: () => {
      readingOn.moved();
      track(remembered().catch((error) => ui.note(error.message)));
    },

    /** Hears what the reader has opened. */
    opened: ownFiles.opened,

    /** Keeps the place when the document is left, until it is told to stop. */
    listen: (/** @type {AbortSignal} */ signal) => {
      const leave = () => isAlone() && document.visibilityState === "hidden" && resuming.left();
      document.addEventListener("visibilitychange", leave, { signal });
      addEventListener("pagehide", () => isAlone() && resuming.left(), { signal });
    },
  };
};
