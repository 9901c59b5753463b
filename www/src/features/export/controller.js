// What is open, taken along: as one file, as the model, as the text it was read from.

import { disclosure } from "../../ui/disclosure.js";
import { forms } from "../../lazy.js";

const FORMS = ["html", "json", "markdown", "clean", "ndjson", "ninjs", "tei", "text"];

export const saver = (desk) => {
  // there from the first, so that nothing beside it moves
  const button = Object.assign(document.createElement("button"), { type: "button", disabled: true });
  button.dataset.act = "save";
  const panel = document.createElement("div");
  panel.part = "save";
  panel.id = "save";
  desk.bar.insertBefore(button, desk.bar.querySelector("[data-act=type]"));
  desk.top.append(panel);
  const { toggle, elsewhere } = disclosure(button, panel, { first: "button" });

  const save = async (form) => {
    toggle(false);
    try {
      const [extension, type, write] = (await forms())(desk)[form];
      const file = new Blob([await write()], { type: `${type};charset=utf-8` });
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `${stem(desk)}.${extension}` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      desk.say(desk.t("save.done", { name: link.download }));
    } catch (error) {
      desk.note(desk.t("save.failed", { why: error.message }));
    }
  };

  return {
    html: async () => (await forms())(desk).html[2](),
    listen: (signal) => addEventListener("pointerdown", elsewhere, { signal }),
    open: () => button.disabled || toggle(true),
    label: (t) => {
      button.textContent = t("save");
      panel.setAttribute("aria-label", t("save"));
      panel.replaceChildren(...FORMS.map((form) => {
        const choice = Object.assign(document.createElement("button"), { type: "button", textContent: t(`save.${form}`) });
        choice.dataset.form = form;
        choice.addEventListener("click", () => save(form));
        return choice;
      }));
    },
    fresh: () => {},
    moved: () => {
      button.disabled = !desk.pages().some(({ page }) => page);
    },
  };
};

// A name for files, from the page's own.
const stem = (desk) => {
  const name = desk.title() || desk.pages()[0]?.name.replace(/\.[a-z]+$/i, "") || desk.pages()[0]?.page?.articles[0]?.headline?.text || "banmian";
  return name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim().slice(0, 60) || "banmian";
};
