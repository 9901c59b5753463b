// Reads documents, such as PDF files and what OCR programs leave, as texts with the places of their lines.

import { readForm } from "../engine/forms.js";
import { decoded } from "./decoding.js";
import { rethrowAtStage } from "./errors.js";

/** @import { Part, Source } from "../model/types.js" */
/** @import { Detector } from "./decoding.js" */

/**
 * A source with its text, whatever it is of.
 *
 * @param {Source} source
 * @param {Detector | null | undefined} engine
 * @param {string} [preferred] the encoding to read a text in
 * @param {{ onProgress?: (done: number, count: number) => void, isStale?: () => boolean }} [hooks]
 * @returns {Promise<Source>}
 */
export const readDocument = async (source, engine, preferred, hooks = {}) => {
  const { bytes = new Uint8Array(), form } = source;
  const document = await readForm(bytes, { form, ...hooks }).catch(rethrowAtStage("form"));
  if (!document) return decoded(source, engine, preferred);
  const { pages, remarks } = document;
  const textless = remarks.filter(({ kind }) => kind === "no-text").map(({ page }) => page);
  const indices = Array.from({ length: pages.length + textless.length }, (_, i) => i).filter((i) => !textless.includes(i + 1));
  const parts = pages.map((page, i) => ({ ...page, index: indices[i] }));
  return { ...source, bytes: undefined, encoding: "UTF-8", parts, remarks, ...joined(parts) };
};

/**
 * Pages as one text, with a form feed between two.
 *
 * @param {Part[]} parts
 * @returns {Pick<Part, "text" | "sheet">}
 */
const joined = (parts) => {
  if (parts.length === 1) return { text: parts[0].text, sheet: parts[0].sheet };
  const encoder = new TextEncoder();
  let start = 0;
  const pages = parts.flatMap(({ text, sheet }) => {
    const offset = start;
    start += encoder.encode(text).length + 1;
    return sheet.pages.map((page) => ({
      ...page,
      runs: page.runs.map((run) => ({ ...run, bytes: { start: run.bytes.start + offset, end: run.bytes.end + offset } })),
    }));
  });
  return { text: parts.map(({ text }) => text).join("\f"), sheet: { pages } };
};
