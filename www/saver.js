// What is open, taken along: as one file, as the model, as the text it was read from.

import { disclosure } from "./disclosure.js";
import { oneFile } from "./save.js";

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

  // Every page, read where it is not yet: a page that cannot be is saved as its text.
  const all = async () => {
    await desk.readAll();
    const pages = desk.pages().filter(({ page }) => page);
    if (pages.length === 0) throw new Error("there is no page to save");
    return pages;
  };
  const html = async () => {
    const pages = await all();
    const articles = await Promise.all(pages.map(({ page }, i) => desk.render(page, i === 0 ? "" : `p${i + 1}-`)));
    const graphs = await Promise.all(pages.map(({ page }) => desk.write(page, "json-ld")));
    return oneFile({ pages, articles, graphs, title: desk.title() });
  };
  const several = (values) => (values.length === 1 ? values[0] : values);
  const written = (form, between) => async () => (await Promise.all((await all()).map(({ page }) => desk.write(page, form)))).join(between);
  const forms = {
    html: ["html", "text/html", html],
    json: ["json", "application/json", async () => JSON.stringify(several((await all()).map(({ page }) => page)), null, 2)],
    markdown: ["md", "text/markdown", written("markdown", "\n")],
    clean: ["txt", "text/plain", written("text", "\n")],
    ndjson: ["ndjson", "application/x-ndjson", written("ndjson", "")],
    ninjs: ["ninjs.json", "application/json", written("ninjs", "\n")],
    tei: ["xml", "application/tei+xml", written("tei", "\n")],
    text: ["txt", "text/plain", async () => (await all()).map(({ text }) => text).join("\f")],
  };

  const save = async (form) => {
    toggle(false);
    const [extension, type, write] = forms[form];
    try {
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
    html,
    listen: (signal) => addEventListener("pointerdown", elsewhere, { signal }),
    open: () => button.disabled || toggle(true),
    label: (t) => {
      button.textContent = t("save");
      panel.setAttribute("aria-label", t("save"));
      panel.replaceChildren(...Object.keys(forms).map((form) => {
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
