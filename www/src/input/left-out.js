// Takes what is no text out of the files that are opened together.

import { start } from "../engine/engine.js";
import { beginsLikeDocument } from "./decoding.js";
import { savedIn } from "./saved-file.js";

/** @import { Edition, Entry } from "../model/types.js" */

// What tells by its beginning that it is no text.
const HEAD = 1 << 12;

/**
 * Leaves the files that are no texts out of an edition, unless nothing else is in it, and has it say
 * which they are. What calls itself a text is taken for one.
 *
 * @param {Edition} edition
 */
export const leaveOut = async (edition) => {
  /** @type {Map<Entry, string>} */
  const out = new Map();
  for (const entry of edition.entries) {
    const why = entry.given instanceof Blob && !/\.te?xt$/i.test(entry.name) ? await whyNoPage(entry.given) : "";
    if (why) out.set(entry, why);
  }
  const rest = edition.entries.filter((entry) => !out.has(entry));
  if (rest.length === 0) return;
  edition.entries = rest;
  edition.leftOut.push(...[...out].map(([{ name }, why]) => ({ name, why })));
};

// A file that cannot be read is opened all the same, and its error says so.
const bytesOf = async (/** @type {Blob} */ blob) => new Uint8Array(await blob.arrayBuffer().catch(() => new ArrayBuffer(0)));

/** @type {(file: Blob) => Promise<string>} */
const whyNoPage = async (file) => {
  const engine = await start().catch(() => null);
  const head = await bytesOf(file.slice(0, HEAD));
  if (beginsLikeDocument(head)) return "";
  try {
    engine?.encoding(head);
    return "";
  } catch (error) {
    const saved = savedIn(await bytesOf(file));
    if (!saved) return /** @type {Error} */ (error).message;
    return saved.pages ? "left.edition" : "";
  }
};
