// An edition: the pages that are open together. Each is read when it is shown, or before that when the
// browser is idle.

import { fetched, opened } from "./bytes.js";
import { pagesOf } from "./decoding.js";
import { areOf, readEdits } from "./edits-file.js";

/** @import { Edition, Entry, Part, Reading, Source } from "../model/types.js" */

const SLOW = 200;

/** @type {(given: any) => boolean} */
export const isList = (given) => Array.isArray(given) || (globalThis.FileList !== undefined && given instanceof FileList);

/**
 * An edition with one entry a page. Files of corrections go with the pages that have their names.
 *
 * @param {any[]} list
 * @param {Partial<Source>} options
 * @param {File[]} [editsFiles]
 * @returns {Edition}
 */
export const editionOf = (list, options, editsFiles = []) => {
  const entries = list.map((given) => {
    const editsFile = list.length === 1 ? editsFiles[0] : editsFiles.find((file) => areOf(file, given));
    return { given, options, editsFile, name: given.name ?? "", reading: null, error: null };
  });
  const spare = editsFiles.filter((file) => !entries.some((entry) => entry.editsFile === file));
  return { title: "", entries, leftOut: spare.map(({ name }) => ({ name, why: "left.edits" })) };
};

/** @type {(edition: Edition) => import("../types.js").OpenPage[]} its pages as scripts see them */
export const openPages = ({ entries }) =>
  entries.map(({ name, reading }) => ({
    name, text: reading?.source.text ?? null, page: reading?.page ?? null, edits: reading?.corrections?.edits ?? null,
  }));

/** @type {(source: Source) => Edition} an edition of one page */
export const single = (source) => editionOf([source], {});

/**
 * The edition that one source turns out to be, or null where it is one page.
 *
 * @param {Source} source
 * @returns {Promise<Edition | null>}
 */
export const expanded = async (source) => {
  // corrections that come with it are of all its pages, as one text
  if (source.parts) return source.parts.length > 1 && !source.edits ? pagesOfDocument(source, source.parts) : null;
  if (!source.pages && !/\.json$/i.test(source.name ?? "")) return leavesOf(source);
  const { given, ...more } = (await import("./manifest.js")).listed(source);
  return { ...editionOf(given, {}), ...more };
};

// The entries of a document of several pages; the first says what there is to say of all.
/** @type {(source: Source, parts: Part[]) => Edition} */
const pagesOfDocument = ({ text, sheet, parts: _, remarks, name = "", ...options }, parts) => {
  const given = parts.map((part, i) => ({ ...part, name: numbered(name, part.index), remarks: i === 0 ? remarks : [] }));
  return editionOf(given, options);
};

const numbered = (/** @type {string} */ name, /** @type {number} */ i) => [name.replace(/\.[a-z]+$/i, ""), i + 1].filter(Boolean).join(" · ");

// The entries of a text that holds several pages.
/** @type {(source: Source) => Edition | null} */
const leavesOf = ({ texts, text = "", bytes, name = "", ...options }) => {
  if (options.sheet || options.edits) return null;
  const parts = (bytes ? texts : pagesOf(text)) ?? [];
  if (options.leaf !== undefined || parts.length < 2) return null;
  const given = parts.map((text, leaf) => ({ name: numbered(name, leaf), text, bytes, leaf }));
  return editionOf(given, options);
};

/** @type {(source: Source) => Reading} what is to be read of a source */
export const unread = (source) => ({ source, page: null, corrections: null });

/** @type {(source: Source | null) => Edition} an edition of one page that could not be read */
export const unreadable = (source) => {
  const edition = single(source ?? {});
  if (source) edition.entries[0].reading = unread(source);
  return edition;
};

/**
 * The reading of an entry, or what is to be read. Corrections that cannot be read leave the page
 * as it is.
 *
 * @param {Entry} entry
 * @returns {Promise<Reading>}
 */
export const readingOf = async (entry) => {
  if (entry.reading) return entry.reading;
  const source = await sourceOf(entry);
  if (!entry.editsFile) return unread(source);
  try {
    return unread({ ...source, edits: await readEdits(entry.editsFile) });
  } catch (error) {
    return unread({ ...source, editsError: /** @type {Error} */ (error) });
  }
};

/** @type {(entry: Entry) => Promise<Source>} */
const sourceOf = async ({ given, options }) => {
  if (given.src !== undefined) return { ...options, ...(await fetched(given.src, given.base)), name: given.name };
  if (given.file) return { ...options, ...(await opened(given.file, options.named)), name: given.name };
  if (given.leaf !== undefined && given.bytes) return { ...options, name: given.name, bytes: given.bytes, leaf: given.leaf };
  if (typeof given === "string" || typeof given?.text === "string") {
    return { ...options, name: given.name ?? "", encoding: "UTF-8", text: given.text ?? given, edits: given.edits, sheet: given.sheet, notes: given.notes, remarks: given.remarks, leaf: given.leaf };
  }
  return { ...options, ...(await opened(given, options.named)) };
};

/**
 * Reads the entries that are not read yet, one at a time.
 *
 * @param {Entry[]} entries
 * @param {(entry: Entry) => Promise<void>} read
 * @param {() => boolean} isStale
 * @param {(index: number, count: number, slow: boolean) => void} onRead hears how many are read, and
 *   whether it has taken long enough to say so
 */
export const readAhead = async (entries, read, isStale, onRead) => {
  const started = performance.now();
  for (const entry of entries) {
    if (isDone(entry)) continue;
    await read(entry).catch((error) => {
      // whoever goes on with it is to read it anew
      if (!isStale()) entry.error = error;
    });
    if (isStale()) return;
    onRead(entries.indexOf(entry), entries.filter(isDone).length, performance.now() - started > SLOW);
  }
};

const isDone = (/** @type {Entry} */ { reading, error }) => Boolean(reading?.page || error);

/** @type {(bytes: Uint8Array) => string} what bytes hold, for reading with the eyes, where they are no text */
export const lossy = (bytes) => new TextDecoder("utf-8").decode(bytes.subarray(0, 1 << 16));
