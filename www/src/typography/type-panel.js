// The panel of type settings, opened from the tool bar.

import { disclosure } from "../ui/disclosure.js";

/** @import { BanmianViewer } from "../element.js" */
/** @import { Translate } from "../model/types.js" */

/** @typedef {typeof import("./type-fields.js").createTypeFields} CreateFields */

/**
 * @param {HTMLButtonElement} button
 * @param {BanmianViewer} viewer
 * @param {() => Promise<void> | null} furnished
 */
export const createTypePanel = (button, viewer, furnished) => {
  const panel = document.createElement("div");
  panel.part = "type";
  panel.id = "type";
  // Filled when it is first open: what nobody sees need not be made.
  /** @type {ReturnType<CreateFields> | null} */
  let show = null;
  /** @type {Translate | null} */
  let words = null;
  /** @type {Element | null} */
  let shown = null;
  const fill = () => words && show?.(words, shown);
  const { toggle, elsewhere } = disclosure(button, panel, { furnished, opening: fill, first: "input:checked" });

  return {
    panel,
    elsewhere,

    setFields: (/** @type {CreateFields} */ create) => void (show = create(panel, viewer, () => toggle(false))),

    setWords: (/** @type {Translate} */ t) => {
      panel.setAttribute("aria-label", t("type"));
      button.textContent = t("type");
      words = t;
      if (!panel.hidden) fill();
    },

    /** Offers what can be chosen for the pages in an element. */
    showFor: (/** @type {Element | null} */ main) => {
      shown = main;
      if (!panel.hidden) fill();
    },
  };
};
