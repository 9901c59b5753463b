// How to ask: a panel with a line for each sign that a query may have.

/** @import { Translate } from "../../model/types.js" */

const SIGNS = ["words", "exact", "any", "near", "without", "or"];

/** The button and its panel, in which the choice of where to look stands in a narrow viewer. */
export const createAsking = (/** @type {HTMLSelectElement} */ role) => {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.dataset.act = "ask";
  button.setAttribute("aria-controls", "asking");
  const panel = Object.assign(document.createElement("div"), { id: "asking", className: "asking" });
  const help = document.createElement("dl");
  panel.append(role, help);

  const toggle = (/** @type {boolean} */ open) => button.setAttribute("aria-expanded", String(open));
  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  button.addEventListener("click", () => toggle(!isOpen()));
  toggle(false);

  return {
    button, panel, toggle, isOpen,

    setWords: (/** @type {Translate} */ t) => {
      button.setAttribute("aria-label", t("find.ask"));
      button.title = t("find.ask");
      help.setAttribute("aria-label", t("find.ask"));
      help.replaceChildren(...SIGNS.map((sign) => {
        const line = document.createElement("div");
        const typed = document.createElement("dt");
        typed.append(Object.assign(document.createElement("code"), { textContent: t(`find.ask.${sign}`) }));
        line.append(typed, Object.assign(document.createElement("dd"), { textContent: t(`find.ask.${sign}.means`) }));
        return line;
      }));
    },
  };
};
