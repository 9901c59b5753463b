// Corrections. What makes them, and the editor, are loaded when they are first asked for.

import { correcting, editor, full } from "../lazy.js";
import { keepCorrections } from "../model/corrections.js";
import { isBeside } from "../model/views.js";
import { once } from "../once.js";
import { reportEditsError, reportNoEditor } from "../ui/notices.js";

/** @import { Context, Edits } from "../model/types.js" */
/** @import { Selection } from "../reading/selection.js" */

/**
 * `render` shows the place of the store anew.
 *
 * @param {Context} context
 * @param {Selection} selection
 * @param {() => Promise<unknown>} render
 */
export const createCorrecting = (context, selection, render) => {
  const { host, store, loader } = context;
  /** @type {import("./correcting.js").Correcting | null} */
  let made = null;
  const load = once(async () => {
    const create = await correcting();
    return (made = create(context, { selection, render, full, loadEditor: editor, keep: keepCorrections }));
  });

  /** @type {(act: (made: import("./correcting.js").Correcting) => Promise<unknown>) => Promise<void>} */
  const correct = async (act) => {
    await loader.ready;
    const parts = await load().catch((error) => reportEditsError(context, error));
    if (parts) await act(parts);
  };

  return {
    /** Makes the corrections of a file, which are of the page that is shown. */
    openFile: (/** @type {File} */ file) => correct((made) => made.openFile(file)),

    /** Makes corrections instead of those that the page has. */
    set: (/** @type {Edits | null} */ edits) => correct((made) => made.set(edits)),

    /** Opens or closes the editor, as the state wants it. */
    show: async () => {
      const { correcting, view, reading } = store.state;
      if (!made && !(correcting && isBeside(view) && reading.page)) return;
      try {
        await (await load()).show();
      } catch (error) {
        host.correcting = false;
        reportNoEditor(context, error);
      }
    },
  };
};
