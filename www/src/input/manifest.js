// The list of an edition's pages, in a file or in what the viewer has saved.

import { unescaped } from "./bytes.js";
import { rethrowAtStage } from "./errors.js";

/** @import { LeftOut, Source } from "../model/types.js" */

/**
 * The pages of a manifest: { title, date, pages: [{ name, src } or { name, text }] }, or only
 * addresses or names of files. What it names is looked for among the files opened with it, or fetched
 * from beside it.
 *
 * @param {Source} source
 * @returns {{ given: any[], title: string, leftOut: LeftOut[] }}
 */
export const listed = (source) => {
  const { base = document.baseURI, files = [] } = source;
  const manifest = manifestOf(source);
  const entries = manifest.pages.map((/** @type {any} */ entry) => (typeof entry === "string" ? { src: entry } : entry));
  const used = new Set();
  const given = entries.map((/** @type {any} */ { name, src = "", text, edits, sheet, notes }) => {
    if (typeof text === "string") return { name: name ?? "", text, edits, sheet, notes };
    const file = files.find((file) => [file.name, file.webkitRelativePath].includes(src));
    if (file) used.add(file);
    return file ? { name: name ?? file.name, file } : { name: name ?? lastOf(src), src, base };
  });
  const title = [manifest.title, manifest.date].filter((text) => typeof text === "string").join(" · ");
  const leftOut = files.filter((file) => !used.has(file)).map(({ name }) => ({ name, why: "left.unlisted" }));
  return { given, title, leftOut };
};

// The manifest that a source is, or that its text is to be.
const manifestOf = (/** @type {Source} */ source) => {
  try {
    const manifest = source.pages ? source : JSON.parse(source.text ?? "");
    const has = (/** @type {any} */ entry, /** @type {string} */ key) => typeof entry?.[key] === "string";
    const right = (/** @type {any} */ entry) =>
      typeof entry === "string" || ((has(entry, "src") || has(entry, "text")) && (has(entry, "name") || entry.name == null));
    if (Array.isArray(manifest?.pages) && manifest.pages.length > 0 && manifest.pages.every(right)) return manifest;
    throw new Error('give {"pages": ["1.txt", …]}');
  } catch (error) {
    return rethrowAtStage("manifest")(error);
  }
};

const lastOf = (/** @type {string} */ path) => unescaped(path.split(/[?#]/)[0].split("/").pop() ?? "");
