// The settings in the panel of the type, loaded when a panel is first opened.

import { choose, forget, lookUp, NAMES, setting, SETTINGS } from "./settings.js";
import { choicesFor } from "./choices.js";

/** @import { BanmianViewer } from "../element.js" */
/** @import { Translate } from "../model/types.js" */
/** @import { SettingName } from "./settings.js" */

/** @type {Partial<Record<SettingName, [number, number, number]>>} lowest, highest, step */
const STEPS = { size: [80, 200, 10], leading: [1.4, 2.4, 0.1], measure: [20, 60, 2] };

/**
 * What fills the panel: with the settings as they are, and those that the pages in an element give
 * reason for.
 *
 * @param {HTMLElement} panel
 * @param {BanmianViewer} viewer
 * @param {() => void} close
 * @returns {(t: Translate, shown: Element | null) => void}
 */
export const createTypeFields = (panel, viewer, close) => {
  panel.addEventListener("input", ({ target }) => {
    const { name, type, checked, value } = /** @type {HTMLInputElement & { name: SettingName }} */ (target);
    choose(viewer, name, type === "checkbox" ? (checked ? "full" : "source") : value);
  });

  const createFoot = (/** @type {Translate} */ t) => {
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: t("type.reset") });
    again.addEventListener("click", () => forget(viewer));
    const print = Object.assign(document.createElement("button"), { type: "button", textContent: t("print") });
    print.addEventListener("click", () => {
      close();
      globalThis.print();
    });
    const foot = document.createElement("p");
    foot.append(again, print);
    return foot;
  };

  /** @type {Translate | null} */
  let filled = null;
  return (t, shown) => {
    if (filled !== t) panel.replaceChildren(...NAMES.map((name) => createField(name, t)), createFoot(t));
    filled = t;
    lookUp(viewer);
    const use = shown && choicesFor(shown);
    for (const input of panel.querySelectorAll("input")) {
      const name = /** @type {SettingName} */ (input.name);
      const value = setting(viewer, name);
      if (input.type === "radio") input.checked = input.value === value;
      else if (input.type === "checkbox") input.checked = value !== "source";
      else {
        input.value = value;
        /** @type {HTMLOutputElement} */ (input.nextElementSibling).value = name === "size" ? `${value} %` : value;
      }
      if (use) /** @type {HTMLElement} */ (input.closest("[data-field]")).hidden = use[name] === false;
    }
  };
};

/** @type {(name: SettingName, t: Translate) => HTMLElement} */
const createField = (name, t) => {
  if (name === "punctuation") return createCheckbox(name, t);
  const steps = STEPS[name];
  if (steps) return createSlider(name, steps, t);
  const set = document.createElement("fieldset");
  set.dataset.field = name;
  const legend = document.createElement("legend");
  legend.textContent = t(`type.${name}`);
  const choices = document.createElement("div");
  choices.append(...SETTINGS[name].values.map((value) => {
    const label = document.createElement("label");
    label.dataset.value = value;
    const words = /\d/.test(value) ? value : t(`type.${name}.${value}`);
    label.append(Object.assign(document.createElement("input"), { type: "radio", name, value }), words);
    return label;
  }));
  set.append(legend, choices);
  return set;
};

/** @type {(name: SettingName, steps: [number, number, number], t: Translate) => HTMLElement} */
const createSlider = (name, [min, max, step], t) => {
  const label = document.createElement("label");
  label.dataset.field = name;
  const input = Object.assign(document.createElement("input"), { type: "range", name, min: String(min), max: String(max), step: String(step) });
  label.append(Object.assign(document.createElement("span"), { textContent: t(`type.${name}`) }), input, document.createElement("output"));
  return label;
};

/** @type {(name: SettingName, t: Translate) => HTMLElement} */
const createCheckbox = (name, t) => {
  const label = document.createElement("label");
  label.dataset.field = name;
  label.className = "tick";
  label.append(Object.assign(document.createElement("input"), { type: "checkbox", name }), t("type.punctuation"));
  return label;
};
