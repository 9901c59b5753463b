// The “Save” button and its choice of forms.

import { formats as loadFormats, full, saving } from "../../lazy.js";
import { disclosure } from "../../ui/disclosure.js";

/** @import { Context, Translate } from "../../model/types.js" */
/** @import { Notes } from "../notes/controller.js" */

const NAMES = ["html", "json", "markdown", "clean", "ndjson", "ninjs", "tei", "text"];

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
  const fill = () => {
    const { t } = store.state;
    panel.replaceChildren(...NAMES.map((name) => {
      const choice = Object.assign(document.createElement("button"), { type: "button", textContent: t(`save.${name}`) });
      choice.dataset.form = name;
      choice.addEventListener("click", () => save(name));
      return choice;
    }));
    notes.offer(panel);
  };
  const { open, toggle, elsewhere } = disclosure(button, panel, { furnished: ui.furnished, opening: fill, first: "button" });

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
