// The “Save” button and its choice of forms.

import { formats as loadFormats, full, saveChoices, saving } from "../../lazy.js";
import { disclosure } from "../../ui/disclosure.js";

/** @import { Context, Translate } from "../../model/types.js" */
/** @import { Notes } from "../notes/controller.js" */

/**
 * @param {Context} context
 * @param {Notes} notes
 */
export const createExport = (context, notes) => {
  const { store, ui } = context;
  // there from the first, so that nothing beside it moves
  const button = Object.assign(document.createElement("button"), { type: "button", disabled: true });
  button.dataset.act = "save";
  const panel = document.createElement("div");
  panel.part = "save";
  panel.id = "save";
  ui.bar.open.before(button);
  ui.top.append(panel);
  /** @type {((t: Translate) => void) | undefined} */
  let choices;
  const fill = () => {
    choices?.(store.state.t);
    notes.offer(panel);
  };
  const furnished = () => {
    const wait = ui.furnished();
    if (choices) return wait;
    const load = async () => {
      await wait;
      choices ??= (await saveChoices())(context, panel, save);
    };
    return load();
  };
  const { open, toggle, elsewhere } = disclosure(button, panel, { furnished, opening: fill, first: "button" });

  const formats = async () => (await loadFormats())(context, full);

  const save = async (/** @type {string} */ name) => {
    toggle(false);
    try {
      const [saveAs, all] = await Promise.all([saving(), formats()]);
      await saveAs(context, all[name]);
    } catch (error) {
      ui.note(store.state.t("save.failed", { why: /** @type {Error} */ (error).message }));
    }
  };

  return {
    /** What is open as one HTML file. */
    html: async () => {
      const parts = [];
      for await (const part of (await formats()).html.write()) parts.push(part);
      return parts.join("");
    },

    save,

    /** Opens the choice of forms. */
    open: () => button.disabled || open(),

    listen: (/** @type {AbortSignal} */ signal) => addEventListener("pointerdown", elsewhere, { signal }),
    setWords: (/** @type {Translate} */ t) => {
      button.textContent = t("save");
      panel.setAttribute("aria-label", t("save"));
      if (!panel.hidden) fill();
    },
    moved: () => {
      button.disabled = !store.state.edition.entries.some(({ reading }) => reading?.page);
    },
  };
};
