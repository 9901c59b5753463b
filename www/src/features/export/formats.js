// Writes the open pages in the forms they can be saved in.

import { start } from "../../engine/engine.js";
import { oneFile } from "./html-file.js";

/** @import { Context, Page, Reading } from "../../model/types.js" */

/** @typedef {{ extension: string, type: string, write: () => Promise<string> }} Format */
/** @typedef {Reading & { page: Page, name: string }} ReadPage */

/**
 * The forms by name; `full` starts the module that writes them.
 *
 * @param {Pick<Context, "store" | "loader">} context
 * @param {() => Promise<import("../../engine/engine.js").Engine>} full
 * @returns {Record<string, Format>}
 */
export const formats = ({ store, loader }, full) => {
  // Every page, read where it is not yet: a page that cannot be is left out.
  const all = async () => {
    await loader.readAll();
    const pages = store.state.edition.entries.flatMap(({ name, reading }) => (reading?.page ? [{ ...reading, page: reading.page, name }] : []));
    if (pages.length === 0) throw new Error("there is no page to save");
    return pages;
  };
  const html = async () => {
    const pages = await all();
    const [{ render }, { write }] = [await start(), await full()];
    return oneFile({
      pages,
      articles: pages.map(({ page }, i) => render(page, i === 0 ? "" : `p${i + 1}-`)),
      graphs: pages.map(({ page }) => write(page, "json-ld")),
      title: store.state.edition.title,
    });
  };
  const json = async () => {
    const pages = (await all()).map(({ page }) => page);
    return JSON.stringify(pages.length === 1 ? pages[0] : pages, null, 2);
  };
  /** @type {(form: string, between: string) => () => Promise<string>} */
  const written = (form, between) => async () => {
    const pages = await all();
    const { write } = await full();
    return pages.map(({ page }) => write(page, form)).join(between);
  };
  const text = async () => (await all()).map(({ source }) => source.text).join("\f");
  return {
    html: { extension: "html", type: "text/html", write: html },
    json: { extension: "json", type: "application/json", write: json },
    markdown: { extension: "md", type: "text/markdown", write: written("markdown", "\n") },
    clean: { extension: "txt", type: "text/plain", write: written("text", "\n") },
    ndjson: { extension: "ndjson", type: "application/x-ndjson", write: written("ndjson", "") },
    ninjs: { extension: "ninjs.json", type: "application/json", write: written("ninjs", "\n") },
    tei: { extension: "xml", type: "application/tei+xml", write: written("tei", "\n") },
    text: { extension: "txt", type: "text/plain", write: text },
  };
};
