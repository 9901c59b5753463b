// Reads a form: a PDF file, or what an OCR program leaves (ALTO, hOCR, PAGE) → the text of its pages, and
// where its lines stand.

import { cmaps } from "#forms-data";
import { formError } from "./form-errors.js";
import { givenUp, whileWanted, withHost } from "./form-host.js";

/** @import { FormRemark } from "../types.js" */
/** @import { Call } from "./form-host.js" */

/**
 * The pages that have text. A sheet is what `banmian::form::Sheet` is as JSON, with one page.
 *
 * @typedef {{ pages: { text: string, sheet: import("../types.js").Sheet }[], remarks: FormRemark[] }} FormDocument
 */

/**
 * @typedef {object} FormOptions
 * @property {string} [form] `pdf`, `alto`, `hocr` or `page`, whatever the bytes look like
 * @property {(done: number, count: number) => void} [onProgress] hears how many pages are read
 * @property {() => boolean} [isStale] whether nobody wants the document any more; reading then ends with
 *   an `AbortError`
 */

/** @type {Promise<unknown>} the reading that was asked for last */
let last = Promise.resolve();

/**
 * Reads bytes of a form, one document after the other; null where they are of none. What is wrong is a
 * `FormError`.
 *
 * @param {Uint8Array} bytes
 * @param {FormOptions} [options]
 * @returns {Promise<FormDocument | null>}
 */
export const readForm = (bytes, options = {}) => {
  const reading = last.then(() => read(bytes, options));
  last = reading.catch(() => {});
  return reading;
};

/** @type {(bytes: Uint8Array, options: FormOptions) => Promise<FormDocument | null>} */
const read = async (bytes, { form = "", onProgress = () => {}, isStale = () => false }) => {
  if (isStale()) throw givenUp();
  /** @type {any} */
  let error;
  const attempt = (/** @type {Uint8Array} */ bytes) => withHost((call) => steps(call, bytes, form, onProgress, isStale), isStale);
  try {
    return await attempt(bytes);
  } catch (thrown) {
    error = thrown;
  }
  // the module has no tables of encodings, as every browser has them
  const converted = error.kind === "encoding" && inUtf8(bytes, error.encoding);
  if (converted) {
    const document = await attempt(converted.bytes);
    if (converted.damaged && !document.remarks.some(({ kind }) => kind === REPAIRED.kind)) document.remarks.unshift(REPAIRED);
    return document;
  }
  if (error.kind === "unknown-form") return null;
  throw error;
};

/** @type {(call: Call, bytes: Uint8Array, form: string, onProgress: (done: number, count: number) => void, isStale: () => boolean) => Promise<FormDocument>} */
const steps = async (call, bytes, form, onProgress, isStale) => {
  await call("open", bytes, form);
  for (;;) {
    if (isStale()) throw givenUp();
    const { error, needs, pages: count = 0, remarks, ...progress } = JSON.parse(await call("step"));
    if (error) throw formError(error.kind, error.message, error);
    // without them, what only they tell is unreadable, and a remark says so
    if (needs) await call("give", needs, await whileWanted(cmaps(needs).catch(() => new Uint8Array()), isStale));
    else if (remarks) {
      const pages = [];
      for (let i = 0; i < count; i += 1) pages.push(JSON.parse(await call("page", i)));
      return { pages, remarks };
    } else onProgress(progress.done, progress.count);
  }
};

// What the module says of malformed bytes, which it does not see where they are converted before.
/** @type {FormRemark} */
const REPAIRED = { kind: "repaired", message: "the file is damaged; what could be found of it was read" };

/** @type {(bytes: Uint8Array, encoding: string) => { bytes: Uint8Array, damaged: boolean } | null} */
const inUtf8 = (bytes, encoding) => {
  for (const fatal of [true, false]) {
    try {
      const text = new TextDecoder(encoding, { fatal }).decode(bytes);
      return { bytes: new TextEncoder().encode(text), damaged: !fatal };
    } catch {
      // malformed, or in no encoding that there is
    }
  }
  return null;
};
