// Handles keys pressed in the viewer.

import { commandFor } from "./keys.js";

/** @import { Context, View } from "../model/types.js" */
/** @import { Features } from "../features/features.js" */
/** @import { Selection } from "../reading/selection.js" */
/** @import { Commands } from "./frame.js" */

/**
 * @param {Context} context
 * @param {Commands} commands
 * @param {Selection} selection
 * @param {Features} features
 * @returns {(event: KeyboardEvent) => void}
 */
export const createShortcuts = ({ host, store, ui }, commands, selection, features) => {
  const has = (/** @type {string} */ name) => host.hasAttribute(name);

  /** @type {Record<string, () => unknown>} */
  const acts = {
    keys: commands.showKeys,
    correct: () => has("corrections") && commands.toggleCorrecting(),
    find: features.find.open,
    next: () => commands.step(1),
    previous: () => commands.step(-1),
    "pages.next": () => commands.turnBy(1),
    "pages.previous": () => commands.turnBy(-1),
    open: () => has("files") && ui.pickFiles(),
    save: features.saving.open,
    "zoom.in": () => selection.zoom(1),
    "zoom.out": () => selection.zoom(-1),
    "zoom.fit": () => selection.zoom(0),
    "open.folder": () => has("files") && ui.pickFolder(),
  };

  const runCommand = (/** @type {KeyboardEvent} */ event) => {
    const command = commandFor(event);
    if (!command) return;
    event.preventDefault();
    const [, view] = command.split("view.");
    if (view) commands.show(/** @type {View} */ (view));
    else acts[command]?.();
  };

  return (event) => {
    const piece = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("[data-piece]"));
    if (event.key === "Escape" && store.state.view === "story") return commands.leaveStory();
    if (!piece) return runCommand(event);
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      selection.chooseAt(piece);
      return;
    }
    const to = selection.next(piece, event.key);
    if (!to) return runCommand(event);
    event.preventDefault();
    piece.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
};
