// Writes what is open in a form, and has the browser save that.

import { download } from "../../ui/download.js";

/** @import { Context } from "../../model/types.js" */

/** @typedef {{ extension: string, type: string, write: () => AsyncIterable<string | Uint8Array<ArrayBuffer>> }} Form */

/** @type {(context: Pick<Context, "store" | "ui">, form: Form) => Promise<void>} */
export const save = async ({ store, ui }, { extension, type, write }) => {
  const { t, edition } = store.state;
  const file = `${stem(edition)}.${extension}`;
  download(await blob(write(), type.endsWith("zip") ? type : `${type};charset=utf-8`), file);
  ui.say(t("save.done", { name: file }));
};

// How many characters are handed to the browser at once.
const CHUNK = 1 << 20;

/**
 * The parts as one file. What is in a `Blob` is the browser's to keep, on disk if need be, so that
 * only what is written just now lies in memory.
 *
 * @param {AsyncIterable<string | Uint8Array<ArrayBuffer>>} parts
 * @param {string} type
 */
const blob = async (parts, type) => {
  const chunks = [];
  let [waiting, length] = [/** @type {(string | Uint8Array<ArrayBuffer>)[]} */ ([]), 0];
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
