// Writes pages as one file in a form that has all of them: a book, a feed, a list of references.

import { strToU8, zipSync } from "fflate";
import { takingTurns } from "../../scheduling.js";

/** @import { Engine } from "../../engine/engine.js" */
/** @import { Page } from "../../model/types.js" */

/** The forms that pages have together. */
export const EDITION_FORMS = ["epub", "atom", "ris", "csl-json", "bibtex"];

let last = /** @type {Promise<unknown>} */ (Promise.resolve());

/**
 * The file: bytes of a book, otherwise a text. The module writes one at a time, so that another waits for
 * it. `made` is the time at which pages were made that name no day, in RFC 3339.
 *
 * @param {Engine} engine
 * @param {string} form
 * @param {{ title: string, pages: { name: string, page: Page }[], made?: string }} given
 * @returns {Promise<string | Uint8Array<ArrayBuffer>>}
 */
export const editionFile = (engine, form, given) => {
  const written = last.then(() => write(engine, form, given));
  last = written.catch(() => {});
  return written;
};

/** @type {typeof editionFile} */
const write = async (engine, form, { title, pages, made = `${new Date().toISOString().slice(0, 19)}Z` }) => {
  if (pages.length === 0) throw new Error("there is no page to write");
  const turn = takingTurns();
  const files = [];
  for (const [i, { name, page }] of pages.entries()) {
    await turn();
    // a page by itself is called what it says of itself
    const part = { page, name: pages.length > 1 ? name : "", made };
    files.push(...(engine.writeEdition(i === 0 ? { form, title, ...part } : part) ?? []));
  }
  const end = engine.writeEdition({});
  return form === "epub" ? archive([...files, ...end]) : end;
};

// Files by path and text as an archive, the same bytes for the same files.
/** @type {(files: [string, string][]) => Uint8Array<ArrayBuffer>} */
const archive = (files) => {
  // the first file of a book must stand in it as it is, by which readers tell one
  const packed = files.map(([name, text]) => [name, [strToU8(text), { level: name === "mimetype" ? 0 : 6 }]]);
  return zipSync(Object.fromEntries(packed), { mtime: new Date(1980, 0, 1) });
};
