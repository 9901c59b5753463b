// The panel of type settings, opened from the tool bar.

import { disclosure } from "../ui/disclosure.js";
import { choose, forget, look, NAMES, offered, setting, SETTINGS } from "./settings.js";

const STEPS = { size: [80, 200, 10], leading: [1.4, 2.4, 0.1], measure: [20, 60, 2] };

export const typePanel = (button, viewer) => {
  const panel = document.createElement("div");
  panel.part = "type";
  panel.id = "type";
  panel.addEventListener("input", ({ target }) => {
    const { name, type, checked, value } = target;
    choose(viewer, name, type === "checkbox" ? (checked ? "full" : "source") : value);
  });
  // Filled when it is first open: what nobody sees need not be made.
  let words = null;
  let filled = null;
  let shown = null;
  const fill = () => {
    if (filled !== words) {
      filled = words;
      panel.replaceChildren(...NAMES.map((name) => field(name, words)), foot());
    }
    look(viewer);
    set(shown);
  };

  const { toggle, elsewhere } = disclosure(button, panel, { opening: () => fill(), first: "input:checked" });

  const foot = () => {
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: words("type.reset") });
    again.addEventListener("click", () => forget(viewer));
    const print = Object.assign(document.createElement("button"), { type: "button", textContent: words("print") });
    print.addEventListener("click", () => {
      toggle(false);
      globalThis.print();
    });
    const foot = document.createElement("p");
    foot.append(again, print);
    return foot;
  };

  const dress = (t) => {
    panel.setAttribute("aria-label", t("type"));
    button.textContent = t("type");
    words = t;
    if (!panel.hidden) fill();
  };

  const show = (main) => {
    shown = main;
    if (!panel.hidden) fill();
  };

  // The settings as they are, and those that the pages give reason for.
  const set = (main) => {
    const use = main && offered(main);
    for (const input of panel.querySelectorAll("input")) {
      const value = setting(viewer, input.name);
      if (input.type === "radio") input.checked = input.value === value;
      else if (input.type === "checkbox") input.checked = value === "full";
      else {
        input.value = value;
        input.nextElementSibling.value = input.name === "size" ? `${value} %` : value;
      }
      if (use) input.closest("[data-field]").hidden = use[input.name] === false;
    }
  };

  return { panel, dress, show, elsewhere };
};

const field = (name, t) => {
  if (name === "punctuation") return tick(name, t);
  if (STEPS[name]) return slide(name, t);
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

const slide = (name, t) => {
  const label = document.createElement("label");
  label.dataset.field = name;
  const [min, max, step] = STEPS[name];
  const input = Object.assign(document.createElement("input"), { type: "range", name, min, max, step });
  label.append(Object.assign(document.createElement("span"), { textContent: t(`type.${name}`) }), input, document.createElement("output"));
  return label;
};

const tick = (name, t) => {
  const label = document.createElement("label");
  label.dataset.field = name;
  label.className = "tick";
  label.append(Object.assign(document.createElement("input"), { type: "checkbox", name }), t("type.punctuation"));
  return label;
};
