// Writes the open pages in the forms they can be saved in, page by page: a large edition is never
// one string on its way to a file, and the browser has its turn between pages.

import { start } from "../../engine/engine.js";
import { takingTurns } from "../../scheduling.js";
import { keepingOf } from "../notes/keeping.js";
import { annotations, markdown } from "../notes/writing.js";
import { editionFile } from "./edition-file.js";
import { oneFile } from "./html-file.js";

/** @import { Context, Page, Reading } from "../../model/types.js" */

/** @typedef {{ extension: string, type: string, write: () => AsyncIterable<string | Uint8Array<ArrayBuffer>> }} Format */
/** @typedef {Reading & { page: Page, name: string, notes: import("../../types.js").Note[] }} ReadPage */

/**
 * The forms by name; `full` starts the module that writes them. `write` gives the parts of the file
 * in order.
 *
 * @param {Pick<Context, "host" | "store" | "loader">} context
 * @param {() => Promise<import("../../engine/engine.js").Engine>} full
 * @returns {Record<string, Format>}
 */
export const formats = ({ host, store, loader }, full) => {
  // Every page, read where it is not yet: a page that cannot be is left out.
  const all = async () => {
    await loader.readAll();
    const { read } = keepingOf(host);
    const pages = store.state.edition.entries.flatMap(({ name, reading }) => (reading?.page ? [{ ...reading, page: reading.page, name, notes: read(reading.source) }] : []));
    if (pages.length === 0) throw new Error("there is no page to save");
    return pages;
  };
  const html = async function* () {
    const pages = await all();
    const [{ render }, { write }] = [await start(), await full()];
    yield* oneFile({ pages, title: store.state.edition.title, render, graph: (page) => write(page, "json-ld"), references: (page) => write(page, "coins") });
  };
  /** @type {(write: (page: ReadPage) => string, pages: ReadPage[], between: string, ends?: [string, string]) => AsyncGenerator<string, void, void>} */
  const eachPage = async function* (write, pages, between, [before, after] = ["", ""]) {
    const turn = takingTurns();
    for (const [i, page] of pages.entries()) {
      await turn();
      yield `${i === 0 ? before : between}${write(page)}${i === pages.length - 1 ? after : ""}`;
    }
  };
  /** @type {() => AsyncGenerator<string, void, void>} */
  const json = async function* () {
    const pages = await all();
    if (pages.length === 1) {
      yield JSON.stringify(pages[0].page, null, 2);
      return;
    }
    // a list of one page, without its brackets
    const item = (/** @type {ReadPage} */ { page }) => JSON.stringify([page], null, 2).slice(2, -2);
    yield* eachPage(item, pages, ",\n", ["[\n", "\n]"]);
  };
  /** @type {(form: string, between: string) => () => AsyncIterable<string>} */
  const written = (form, between) => async function* () {
    const pages = await all();
    const { write } = await full();
    yield* eachPage(({ page, corrections }) => write(page, form, corrections?.edits ?? undefined), pages, between);
  };
  /** @type {(form: string) => () => AsyncIterable<string | Uint8Array<ArrayBuffer>>} */
  const together = (form) => async function* () {
    const pages = await all();
    yield await editionFile(await full(), form, { title: store.state.edition.title, pages });
  };
  const text = async function* () {
    yield* eachPage(({ source }) => source.text ?? "", await all(), "\f");
  };
  const notes = async function* () {
    const pages = await all();
    yield annotations(pages, store.state.edition.title || pages[0].name || store.state.t("notes"));
  };
  const notesAsMarkdown = async function* () {
    const [pages, { write }] = [await all(), await full()];
    yield markdown(pages, { t: store.state.t, write, host });
  };
  return {
    html: { extension: "html", type: "text/html", write: html },
    json: { extension: "json", type: "application/json", write: json },
    markdown: { extension: "md", type: "text/markdown", write: written("markdown", "\n") },
    clean: { extension: "txt", type: "text/plain", write: written("text", "\n") },
    ndjson: { extension: "ndjson", type: "application/x-ndjson", write: written("ndjson", "") },
    ninjs: { extension: "ninjs.json", type: "application/json", write: written("ninjs", "\n") },
    tei: { extension: "xml", type: "application/tei+xml", write: written("tei", "\n") },
    text: { extension: "txt", type: "text/plain", write: text },
    epub: { extension: "epub", type: "application/epub+zip", write: together("epub") },
    ris: { extension: "ris", type: "application/x-research-info-systems", write: together("ris") },
    bibtex: { extension: "bib", type: "application/x-bibtex", write: together("bibtex") },
    csl: { extension: "csl.json", type: "application/vnd.citationstyles.csl+json", write: together("csl-json") },
    atom: { extension: "atom", type: "application/atom+xml", write: together("atom") },
    notes: { extension: "notes.json", type: "application/ld+json", write: notes },
    "notes-markdown": { extension: "notes.md", type: "text/markdown", write: notesAsMarkdown },
  };
};
