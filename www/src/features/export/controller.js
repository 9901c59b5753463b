// The “Save” button and its choice of forms.

import { formats as loadFormats, full } from "../../lazy.js";
import { disclosure } from "../../ui/disclosure.js";
import { download } from "../../ui/download.js";

/** @import { Context, Translate } from "../../model/types.js" */

const NAMES = ["html", "json", "markdown", "clean", "ndjson", "ninjs", "tei", "text"];

/** @param {Context} context */
export const createExport = (context) => {
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
  };
  const { open, toggle, elsewhere } = disclosure(button, panel, { furnished: ui.furnished, opening: fill, first: "button" });

  const formats = async () => (await loadFormats())(context, full);

  const save = async (/** @type {string} */ name) => {
    toggle(false);
    const { t, edition } = store.state;
    try {
      const { extension, type, write } = (await formats())[name];
      const file = `${stem(edition)}.${extension}`;
      download(await blob(write(), `${type};charset=utf-8`), file);
      ui.say(t("save.done", { name: file }));
    } catch (error) {
      ui.note(t("save.failed", { why: /** @type {Error} */ (error).message }));
    }
  };

  return {
    /** What is open as one HTML file. */
    html: async () => {
      const parts = [];
      for await (const part of (await formats()).html.write()) parts.push(part);
      return parts.join("");
    },

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

// How many characters are handed to the browser at once.
const CHUNK = 1 << 20;

/**
 * The parts as one file. What is in a `Blob` is the browser's to keep, on disk if need be, so that
 * only what is written just now lies in memory.
 *
 * @param {AsyncIterable<string>} parts
 * @param {string} type
 */
const blob = async (parts, type) => {
  const chunks = [];
  let [waiting, length] = [/** @type {string[]} */ ([]), 0];
  for await (const part of parts) {
    waiting.push(part);
    length += part.length;
    if (length < CHUNK) continue;
    chunks.push(new Blob(waiting));
    [waiting, length] = [[], 0];
  }
  return new Blob([...chunks, ...waiting], { type });
};

// A name for files, from the page's own.
const stem = (/** @type {import("../../model/types.js").Edition} */ { title, entries: [first] }) => {
  const name = title || first?.name.replace(/\.[a-z]+$/i, "") || first?.reading?.page?.articles[0]?.headline?.text || "banmian";
  return name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim().slice(0, 60) || "banmian";
};
