// The panel of type settings, opened from the tool bar.

import { disclosure } from "../ui/disclosure.js";
import { choose, forget, lookUp, NAMES, setting, SETTINGS } from "./settings.js";
import { choicesFor } from "./choices.js";

/** @import { BanmianViewer } from "../element.js" */
/** @import { Translate } from "../model/types.js" */
/** @import { SettingName } from "./settings.js" */

/** @type {Partial<Record<SettingName, [number, number, number]>>} lowest, highest, step */
const STEPS = { size: [80, 200, 10], leading: [1.4, 2.4, 0.1], measure: [20, 60, 2] };

/**
 * @param {HTMLButtonElement} button
 * @param {BanmianViewer} viewer
 * @param {() => Promise<void> | null} furnished
 */
export const createTypePanel = (button, viewer, furnished) => {
  const panel = document.createElement("div");
  panel.part = "type";
  panel.id = "type";
  panel.addEventListener("input", ({ target }) => {
    const { name, type, checked, value } = /** @type {HTMLInputElement & { name: SettingName }} */ (target);
    choose(viewer, name, type === "checkbox" ? (checked ? "full" : "source") : value);
  });
  // Filled when it is first open: what nobody sees need not be made.
  /** @type {Translate | null} */
  let words = null;
  /** @type {Translate | null} */
  let filled = null;
  /** @type {Element | null} */
  let shown = null;
  const fill = () => {
    if (!words) return;
    if (filled !== words) {
      const t = filled = words;
      panel.replaceChildren(...NAMES.map((name) => createField(name, t)), createFoot(t));
    }
    lookUp(viewer);
    showSettings();
  };

  const { toggle, elsewhere } = disclosure(button, panel, { furnished, opening: () => fill(), first: "input:checked" });

  const createFoot = (/** @type {Translate} */ t) => {
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: t("type.reset") });
    again.addEventListener("click", () => forget(viewer));
    const print = Object.assign(document.createElement("button"), { type: "button", textContent: t("print") });
    print.addEventListener("click", () => {
      toggle(false);
      globalThis.print();
    });
    const foot = document.createElement("p");
    foot.append(again, print);
    return foot;
  };

  // The settings as they are, and those that the pages give reason for.
  const showSettings = () => {
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

  return {
    panel,
    elsewhere,

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
