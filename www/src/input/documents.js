// Reads documents, such as PDF files, what OCR programs leave and Markdown, as texts with what is known of
// their lines.

import { opened } from "./bytes.js";
import { beginsLikeDocument, decoded, isLikeDocument, isMarkdownFile } from "./decoding.js";
import { rethrowAtStage } from "./errors.js";

/** @import { FormDocument } from "../engine/forms.js" */
/** @import { Part, Remark, Source } from "../model/types.js" */
/** @import { Detector } from "./decoding.js" */

/** @typedef {{ onProgress?: (done: number, count: number) => void, isStale?: () => boolean }} Hooks */

// The forms that a module of their own reads.
const CONVERTED = ["markdown", "pdfjs"];

/**
 * A source with its text, whatever it is of.
 *
 * @param {Source} source
 * @param {Detector | null | undefined} engine
 * @param {string} [preferred] the encoding to read a text in
 * @param {Hooks} [hooks]
 * @returns {Promise<Source>}
 */
export const readDocument = async (source, engine, preferred, hooks = {}) => {
  /** @type {Remark[]} */
  const instead = [];
  /** @type {FormDocument | null} */
  let document;
  try {
    document = await documentOf(source, hooks, instead);
  } catch (error) {
    const { others: [other, ...others] = [], form, named } = source;
    if (!other || form || /** @type {Error} */ (error).name === "AbortError") return rethrowAtStage("form")(error);
    return readInstead({ ...source, ...(await opened(other, named)), others }, source, engine, preferred, hooks);
  }
  if (!document) return { ...decoded(source, engine, preferred), remarks: instead };
  const { pages, remarks } = document;
  const textless = remarks.filter(({ kind }) => kind === "no-text").map(({ page }) => page);
  const indices = Array.from({ length: pages.length + textless.length }, (_, i) => i).filter((i) => !textless.includes(i + 1));
  const parts = pages.map((page, i) => ({ ...page, index: indices[i] }));
  return { ...source, bytes: undefined, encoding: "UTF-8", parts, remarks, ...joined(parts) };
};

/**
 * A page in another form than the one that could not be read, with what there is to say of that.
 *
 * @param {Source} source
 * @param {Source} unread
 * @param {Detector | null | undefined} engine
 * @param {string} [preferred]
 * @param {Hooks} [hooks]
 * @returns {Promise<Source>}
 */
const readInstead = async (source, { name: unread }, engine, preferred, hooks) => {
  const read = isLikeDocument(source) ? await readDocument(source, engine, preferred, hooks) : decoded(source, engine, preferred);
  const remark = { kind: "instead", message: `${source.name} was read, as ${unread} has no text or could not be opened`, name: source.name, unread };
  return { ...read, remarks: [remark, ...(read.remarks ?? [])] };
};

/**
 * The document that a source is; null where it is a text, of which there may be something to say `instead`.
 *
 * @param {Source} source
 * @param {Hooks} hooks
 * @param {Remark[]} instead
 * @returns {Promise<FormDocument | null>}
 */
const documentOf = async ({ bytes, text, form = "", name }, hooks, instead) => {
  const given = bytes ?? new TextEncoder().encode(text);
  const begins = beginsLikeDocument(given);
  const isJson = /^\s*[[{]/.test(new TextDecoder().decode(given.subarray(0, 64)));
  if (form ? !CONVERTED.includes(form) : begins && !isJson) {
    const { readForm } = await import("../engine/forms.js");
    const document = await readForm(given, { form, ...hooks });
    if (document || form) return document;
  }
  try {
    const { readConverted } = await import("../engine/converted.js");
    return (await readConverted(given, form)) ?? (isMarkdownFile(name) ? readConverted(given, "markdown") : null);
  } catch (thrown) {
    const { kind, message } = /** @type {any} */ (thrown);
    // a text may have such marks of its own, and is to be read all the same
    if (form || begins || isMarkdownFile(name) || kind !== "unavailable") throw thrown;
    instead.push({ kind: "marks", message });
    return null;
  }
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
