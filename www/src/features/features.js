// What a reader can do beyond reading: find, link and quote, note, listen, save.

import { createEdition } from "../edition/controller.js";
import { createExport } from "./export/controller.js";
import { createFind } from "./find/controller.js";
import { createLinks } from "./links/controller.js";
import { createNotes } from "./notes/controller.js";
import { createSpeech } from "./speech/controller.js";

/** @import { Context, Translate } from "../model/types.js" */
/** @import { Navigation } from "../reading/navigation.js" */

/** @typedef {ReturnType<typeof createFeatures>} Features */

/**
 * What features have in common: `setWords` hears of other words, `refresh` of another page, or the
 * same written anew, `moved` of another place. `key` returns whether a key was for it.
 *
 * @typedef {object} Feature
 * @property {(t: Translate) => void} [setWords]
 * @property {() => void} [refresh]
 * @property {() => void} [moved]
 * @property {(event: KeyboardEvent) => boolean} [key]
 * @property {(signal: AbortSignal) => void} listen
 */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createFeatures = (context, navigation) => {
  const { host, store } = context;
  const find = createFind(context, navigation);
  const notes = createNotes(context, navigation, (form) => saving.save(form));
  const links = createLinks(context, navigation, notes);
  const speech = createSpeech(context, navigation);
  const saving = createExport(context, notes);
  const edition = createEdition(context, navigation);
  /** @type {Feature[]} */
  const all = [find, links, speech, saving, edition, notes];
  const moved = () => all.forEach((feature) => feature.moved?.());

  store.subscribe(["t"], ({ t }) => all.forEach((feature) => feature.setWords?.(t)));
  store.subscribe(["reading"], () => all.forEach((feature) => feature.refresh?.()));
  store.subscribe(["shown"], moved);
  // what is shown has been written anew
  host.addEventListener("banmian-type", moved);

  const isTyping = (/** @type {Event} */ event) => {
    const node = /** @type {HTMLElement} */ (event.composedPath()[0]);
    return node.isContentEditable || /^(?:input|textarea|select)$/i.test(node.tagName ?? "");
  };

  // Keys of ours: in the viewer, or where nothing has the focus and there is one viewer only.
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const inside = event.composedPath().includes(host);
    const alone = event.target === document.body && document.querySelectorAll("banmian-viewer").length === 1;
    const plain = event.key !== "F3" && !event.ctrlKey && !event.metaKey;
    if (event.defaultPrevented || event.isComposing || !(inside || alone) || store.state.status !== "ready" || (plain && isTyping(event))) return;
    if (all.some((feature) => feature.key?.(event))) event.preventDefault();
  };

  return {
    find, links, saving, edition, notes,

    /** Hears of keys, and whatever else happens in the document, until it is told to stop. */
    listen: (/** @type {AbortSignal} */ signal) => {
      document.addEventListener("keydown", onKey, { signal });
      all.forEach((feature) => feature.listen(signal));
    },
  };
};
