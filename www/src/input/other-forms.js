// Finds the files whose page another file holds, too, in another form.

import { beginsLikeDocument } from "./decoding.js";
import { headOf, stem } from "./files.js";
import { folderOf } from "./folders.js";

/** @import { Entry } from "../model/types.js" */

/**
 * The files whose page is in another of the same name, too, with where its lines stand. That one has them, to
 * be read in its stead where it turns out to have no text. Where a reader has said how files are to be read, each
 * is a page.
 *
 * @param {Entry[]} pages
 */
export const inOtherForms = async (pages) => {
  /** @type {Map<string, Entry[]>} */
  const named = new Map();
  for (const entry of pages) {
    const { given, options, name: file } = entry;
    if (!(given instanceof File) || !PAGE.test(file) || options.named || options.form) continue;
    const name = `${folderOf(given)}/${stem(file)}`;
    named.set(name, [...(named.get(name) ?? []), entry]);
  }
  /** @type {Entry[]} */
  const again = [];
  for (const alike of [...named.values()].filter(({ length }) => length > 1)) {
    const ranked = await Promise.all(alike.map(async (entry) => ({ entry, rank: await rankOf(entry) })));
    const [first, ...others] = ranked.filter(({ rank }) => rank < OTHER).sort((a, b) => a.rank - b.rank);
    if (!first || first.rank === TEXT) continue;
    first.entry.options = { ...first.entry.options, others: others.map(({ entry }) => entry.given) };
    again.push(...others.map(({ entry }) => entry));
  }
  return again;
};

// What files of pages are called.
const PAGE = /\.(te?xt|pdf|xml|hocr|html?|md|markdown|json)$/i;

// How little a form says of where lines stand. What the viewer has saved is a page of its own.
const [PDF, OCR, TEXT, OTHER] = [0, 1, 2, 3];
const rankOf = async (/** @type {Entry} */ { given, name }) => {
  const head = await headOf(given);
  if (beginsLikeDocument(head)) return new TextDecoder("latin1").decode(head).includes("%PDF-") ? PDF : OCR;
  return /\.(te?xt|md|markdown)$/i.test(name) ? TEXT : OTHER;
};
