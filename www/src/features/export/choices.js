// Fills the panel of “Save” with the forms there are, in groups by what they are for.

import css from "../../../styles/save.css";

/** @import { Context, Translate } from "../../model/types.js" */

/** What the forms are for, with the names of the forms. */
const GROUPS = {
  read: ["html", "epub"],
  words: ["markdown", "clean", "text"],
  cite: ["ris", "bibtex", "csl"],
  follow: ["atom"],
  data: ["json", "ndjson", "ninjs", "tei"],
};

const STEPS = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });

/**
 * What fills the panel, in the words it is given. `save` is called with the form that is chosen.
 *
 * @param {Pick<Context, "ui">} context
 * @param {HTMLElement} panel
 * @param {(form: string) => unknown} save
 * @returns {(t: Translate) => void}
 */
export const createChoices = ({ ui }, panel, save) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  ui.root.adoptedStyleSheets.push(sheet);
  panel.addEventListener("keydown", (event) => {
    const buttons = [...panel.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : at + STEPS[event.key];
    if (at < 0 || Number.isNaN(to)) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[(to + buttons.length) % buttons.length].focus();
  });
  return (t) => {
    const choice = (/** @type {string} */ form) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: t(`save.${form}`) });
      button.dataset.form = form;
      button.addEventListener("click", () => save(form));
      return button;
    };
    panel.replaceChildren(...Object.entries(GROUPS).map(([name, forms]) => createGroup(name, t(`save.to.${name}`), forms.map(choice))));
  };
};

/**
 * A group of the panel.
 *
 * @param {string} name
 * @param {string} title
 * @param {HTMLElement[]} choices
 */
export const createGroup = (name, title, choices) => {
  const group = document.createElement("div");
  const heading = Object.assign(document.createElement("p"), { id: `save-${name}`, textContent: title });
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", heading.id);
  group.append(heading, ...choices);
  return group;
};
