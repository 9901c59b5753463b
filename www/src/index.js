// The library: reads a text as a page and renders its articles, with or without a viewer.

import { start } from "./engine/engine.js";
import { readerFor } from "./engine/reader.js";
import { opened } from "./input/bytes.js";
import { decoded, isLikeDocument } from "./input/decoding.js";
import { editionFile as loadEditionFile, full, readDocument } from "./lazy.js";
import { adoptStyle } from "./ui/adopted-style.js";

/** @import { Edits } from "../types/edits.js" */
/** @import { Page } from "../types/page.js" */
/** @import { Conflict, Form, FormRemark, ParseOptions, PdfJsText, RenderOptions, Sheet } from "./types.js" */

/**
 * Starts the module, from `source` where it is given; needed only to choose where it comes from, or
 * when: what follows starts it. `banmian/wasm` is what reads; columns side by side are found by
 * `banmian/wasm/columns`, and what `cues`, `replay` and `write` need besides is in
 * `banmian/wasm/full`, which does all. Both are loaded from beside this script where the whole was
 * not given.
 * @param {string | URL | Response | BufferSource | WebAssembly.Module} [source]
 * @returns {Promise<void>}
 */
export const init = async (source) => {
  await start(source);
};

/**
 * Bytes as text, in the encoding they look like or the one named; `doubtful` where they may as well
 * be another text in another encoding. A PDF, what an OCR program leaves, what pdf.js gives and Markdown
 * have a `sheet`, too: where the lines of the text stand on paper, or which are headings. `remarks` is what
 * somebody should know of how it was read, such as that the file is damaged; `parse`, which gives the page
 * alone, reads such a `text` with `{ encoding, sheet }` as it reads the bytes.
 * @param {Blob | ArrayBuffer | ArrayBufferView | PdfJsText | PdfJsText[]} bytes
 * @param {{ encoding?: string, form?: Form }} [options]
 * @returns {Promise<{ text: string, encoding: string, doubtful: boolean, remarks: FormRemark[], sheet?: Sheet }>}
 */
export const decode = async (bytes, { encoding, form } = {}) => {
  const { text = "", encoding: found = "", doubtful = false, remarks = [], sheet } = await textOf(await opened(bytes, encoding), await start(), form);
  return { text, encoding: found, doubtful, remarks: /** @type {FormRemark[]} */ (remarks), ...(sheet ? { sheet } : {}) };
};

/** @type {(source: import("./model/types.js").Source, engine: any, form?: string) => Promise<import("./model/types.js").Source>} */
const textOf = async (source, engine, form) => {
  const given = { form, ...source };
  return isLikeDocument(given) ? readDocument(given, engine) : decoded(source, engine);
};

/**
 * Text or bytes → the page, as plain objects.
 * @param {string | Blob | ArrayBuffer | ArrayBufferView | PdfJsText | PdfJsText[]} given
 * @param {ParseOptions} [options]
 * @returns {Promise<Page>}
 */
export const parse = async (given, { encoding, language, cues, sheet, form } = {}) => {
  const packs = [cues ?? []].flat();
  const engine = await readerFor(packs);
  /** @type {import("./model/types.js").Source} */
  const source = await textOf(typeof given === "string" ? { text: given, encoding, sheet } : await opened(given, encoding), engine, form);
  return engine.parse(source.text, { encoding: source.encoding, doubtfulEncoding: source.doubtful, language, cues: packs, sheet: sheet ?? source.sheet });
};

/**
 * A text with the edits of a list made on it: the page, what could not be made, and the list as it is
 * to be kept.
 * @param {string} text
 * @param {Edits | undefined} edits
 * @param {ParseOptions} [options]
 * @returns {Promise<{ page: Page, conflicts: Conflict[], edits: Edits }>}
 */
export const replay = async (text, edits, { encoding, language, cues, sheet } = {}) => {
  const options = { encoding, language, cues: [cues ?? []].flat(), sheet };
  const [page, , conflicts, list] = (await full()).replay(text, options, edits);
  return { page, conflicts, edits: list };
};

/**
 * A page in another form; a list of pages as one book (`epub`), feed (`atom`) or list of references
 * (`ris`, `csl-json`, `bibtex`), or one page so. `title` is that of the book or the feed, `names` what
 * pages of a book are called that say nothing of themselves, `made` the time in RFC 3339 at which pages
 * were made that name no day: now, where nothing is said. TEI says what was corrected where the `edits` are
 * given.
 * @template {"markdown" | "text" | "ndjson" | "json-ld" | "ninjs" | "tei" | "epub" | "atom" | "ris" | "csl-json" | "bibtex"} Form
 * @param {Form extends "epub" | "atom" | "ris" | "csl-json" | "bibtex" ? Page | Page[] : Page} page
 * @param {Form} form
 * @param {{ title?: string, names?: string[], made?: string, edits?: Edits }} [options]
 * @returns {Promise<Form extends "epub" ? Uint8Array<ArrayBuffer> : string>}
 */
export const write = async (page, form, { title = "", names = [], made, edits } = {}) => {
  const [engine, { editionFile, EDITION_FORMS }] = await Promise.all([full(), loadEditionFile()]);
  if (!EDITION_FORMS.includes(form)) return engine.write(page, form, edits);
  const pages = [page].flat().map((page, i) => ({ page, name: names[i] ?? "" }));
  return /** @type {any} */ (await editionFile(engine, form, { title, pages, made }));
};

/**
 * Puts a page's articles into `element`, instead of what it holds, and gives back the node they stand
 * in.
 * @param {Page} page
 * @param {Element} element
 * @param {RenderOptions} [options]
 * @returns {Promise<HTMLElement>}
 */
export const render = async (page, element, { prefix = "", style = true } = {}) => {
  const articles = (await start()).render(page, prefix);
  const main = document.createElement("div");
  main.className = "bm-main";
  main.append(articles);
  const host = document.createElement("banmian-page");
  host.append(main);
  element.replaceChildren(host);
  if (style) await adoptStyle(host);
  return host;
};
