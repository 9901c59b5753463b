// Opens what the reader drops on the viewer or pastes into it.

import { transferredFiles } from "./dropped-files.js";
import { rethrowAtStage } from "./errors.js";

/** @import { Context } from "../model/types.js" */
/** @import { StagedError } from "./errors.js" */

/**
 * `open` opens files or texts.
 *
 * @param {Context} context
 * @param {(given: any[]) => Promise<unknown>} open
 */
export const createTransfers = ({ host, store, ui, loader, track }, open) => {
  const take = async (/** @type {DataTransfer} */ transfer) => {
    try {
      const files = await transferredFiles(transfer);
      if (files.length > 0) await open(files);
      else ui.showNotice(store.state.t("error.none"), "");
    } catch (error) {
      await loader.load(async () => rethrowAtStage("file", /** @type {StagedError} */ (error).file)(error));
    }
  };

  return {
    // Files over the viewer, dropped on it, or carried away again.
    drop: (/** @type {DragEvent} */ event) => {
      const { dataTransfer, relatedTarget } = event;
      if (!host.hasAttribute("files") || !dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      const inside = relatedTarget instanceof Node && host.contains(relatedTarget);
      ui.showDropping(event.type === "dragover" || (event.type === "dragleave" && inside));
      if (event.type === "drop") track(take(dataTransfer));
    },

    // What is pasted into a field is the field's.
    paste: (/** @type {ClipboardEvent} */ event) => {
      const field = /** @type {Element} */ (event.composedPath()[0])?.closest?.("input, textarea, select, [contenteditable]");
      const { clipboardData } = event;
      if (!clipboardData || !host.hasAttribute("files") || field || event.defaultPrevented) return;
      if (clipboardData.types.includes("Files")) {
        event.preventDefault();
        track(take(clipboardData));
      } else if (clipboardData.getData("text/plain").trim()) {
        event.preventDefault();
        track(open([{ name: "", text: clipboardData.getData("text/plain") }]));
      }
    },
  };
};
