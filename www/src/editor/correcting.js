// Applies corrections to the page that is shown, and loads the editor when it is first opened. Loaded
// with the first correction, or the editor.

import { style } from "../assets.js";
import { emit } from "../events.js";
import { readEdits } from "../input/edits-file.js";
import { isBeside } from "../model/views.js";
import { takePrefix } from "../reading/id-prefix.js";
import { reportEditsError, reportNoEditor } from "../ui/notices.js";

/** @import { Conflict, Context, Edits, Page } from "../model/types.js" */
/** @import { Selection } from "../reading/selection.js" */

/** @typedef {ReturnType<typeof createCorrecting>} Correcting */

/**
 * What it is given.
 *
 * @typedef {object} Means
 * @property {Selection} selection
 * @property {() => Promise<unknown>} render shows the place of the store anew
 * @property {typeof import("../lazy.js").full} full
 * @property {typeof import("../lazy.js").editor} loadEditor
 * @property {typeof import("../model/corrections.js").keepCorrections} keep
 */

/** @typedef {{ page: Page, fragment: DocumentFragment, conflicts: Conflict[], edits: Edits }} Replayed */

/**
 * @param {Context} context
 * @param {Means} means
 */
export const createCorrecting = (context, { selection, render, full, loadEditor, keep }) => {
  const { host, store, ui, content, loader } = context;
  /** @type {Promise<{ show: (on: boolean) => void, showEdits: () => void } | null> | null} */
  let editor = null;

  const isOn = () => {
    const { correcting, view, reading } = store.state;
    return correcting && isBeside(view) && reading.page !== null;
  };

  /**
   * What comes of corrections of the page that is shown, made instead of those it has.
   *
   * @param {Edits | null | undefined} edits
   * @returns {Promise<Replayed>}
   */
  const replay = async (edits) => {
    const [engine] = await Promise.all([full(), ui.furnish()]);
    const { source } = store.state.reading;
    const { cues } = await loader.loadPacks();
    const [page, fragment, conflicts, list] = engine.replay(source.text, loader.optionsFor(source, cues), edits ?? undefined, takePrefix(host));
    return { page, fragment, conflicts, edits: list };
  };

  /** @type {(fragment: DocumentFragment) => Promise<unknown>} */
  const redraw = (fragment) => {
    content.setPage(fragment);
    loader.replace({ ...store.state.reading });
    return render();
  };

  /**
   * Shows the page as corrected.
   *
   * @param {Replayed} replayed
   */
  const apply = ({ page, fragment, conflicts, edits }) => {
    const { reading, index, t } = store.state;
    const before = reading.corrections;
    const made = { carried: null, unused: null, ...before, edits: edits.edits.length > 0 ? edits : null, conflicts, error: null };
    const kept = !loader.keeps() || keep(reading.source.text ?? "", made);
    content.setPage(fragment);
    loader.replace({ ...reading, page, corrections: kept ? { ...made, unused: null } : made });
    const rendered = render();
    if (!kept) ui.note(t("correct.unkept"));
    emit(host, "banmian-edit", { edits: made.edits, conflicts, page, index });
    return rendered;
  };

  const load = async () => {
    try {
      const [createEditor, engine, css] = await Promise.all([loadEditor(), full(), style("editor.css"), ui.furnish()]);
      return createEditor(context, {
        engine, css, selection, replay, apply, openFile,
        redraw: () => redraw(engine.render(store.state.reading.page, takePrefix(host))),
      });
    } catch (error) {
      editor = null;
      host.correcting = false;
      reportNoEditor(context, error);
      return null;
    }
  };

  /** Makes the corrections of a file, which are of the page that is shown. */
  const openFile = async (/** @type {File} */ file) => {
    try {
      const replayed = await replay(await readEdits(file));
      await apply(replayed);
      const lost = replayed.conflicts.filter(({ applied }) => !applied).length;
      const { t } = store.state;
      const isListed = isOn();
      if (isListed && lost > 0) (await editor)?.showEdits();
      const where = lost === 0 || !host.hasAttribute("corrections") ? "" : t(isListed ? "correct.why.listed" : "correct.why.open");
      ui.note(`${t(lost > 0 ? "correct.some" : "correct.all", { count: replayed.edits.edits.length - lost, lost })}${where}`);
    } catch (error) {
      reportEditsError(context, error);
    }
  };

  return {
    openFile,

    /** Makes corrections instead of those that the page has. */
    set: async (/** @type {Edits | null} */ edits) => {
      try {
        if (store.state.reading.page) await apply(await replay(edits));
      } catch (error) {
        reportEditsError(context, error);
      }
    },

    /** Opens or closes the editor, as the state wants it. */
    show: async () => {
      if (!isOn() && editor === null) return;
      editor ??= load();
      (await editor)?.show(isOn());
    },
  };
};
