// Finds the files whose page another file holds, too, in another form.

import { beginsLikeDocument, isMarkdownFile } from "./decoding.js";
import { headOf, stem } from "./files.js";
import { folderOf } from "./folders.js";

/** @import { Entry } from "../model/types.js" */

/**
 * The files whose page is in another of the same name, too, with where its lines stand. That one has them, to
 * be read in its stead where it turns out to have no text. Where a `form` is named, the file of that form is the
 * page; where there is none, or an encoding is named, each file is one.
 *
 * @param {Entry[]} pages
 * @param {string} [form]
 */
export const inOtherForms = async (pages, form) => {
  /** @type {Map<string, Entry[]>} */
  const named = new Map();
  for (const entry of pages) {
    const { given, options, name: file } = entry;
    if (!(given instanceof File) || !PAGE.test(file) || options.named) continue;
    const name = `${folderOf(given)}/${stem(file)}`;
    named.set(name, [...(named.get(name) ?? []), entry]);
  }
  /** @type {Entry[]} */
  const again = [];
  for (const alike of [...named.values()].filter(({ length }) => length > 1)) {
    const known = await Promise.all(alike.map(async (entry) => ({ entry, form: await formOf(entry) })));
    const ranked = known.filter(({ form }) => form).sort((a, b) => RANKS[a.form] - RANKS[b.form]);
    if (ranked.every(({ form }) => isText(form))) continue;
    const first = form ? ranked.find((file) => file.form === form) ?? ranked.find((file) => isText(file.form) && isText(form)) : ranked[0];
    if (!first) continue;
    const others = ranked.filter((file) => file !== first).map(({ entry }) => entry);
    first.entry.options = { ...first.entry.options, others: others.map(({ given }) => given) };
    again.push(...others);
  }
  return again;
};

// What files of pages are called.
const PAGE = /\.(te?xt|pdf|xml|hocr|html?|md|markdown|json)$/i;

// How little a form says of where lines stand.
/** @type {Record<string, number>} */
const RANKS = { pdf: 0, alto: 1, hocr: 1, page: 1, pdfjs: 1, text: 2, markdown: 2 };

const isText = (/** @type {string} */ form) => RANKS[form] === RANKS.text;

/** @type {[form: string, begins: RegExp][]} */
const BEGINNINGS = [["pdf", /%PDF-/], ["alto", /<(\w+:)?alto\b/i], ["page", /<(\w+:)?pcgts\b/i], ["hocr", /\bocr_(page|line)/i], ["pdfjs", /"transform"/]];

// The form that a file is of, or "": what the viewer has saved is a page of its own.
/** @type {(entry: Entry) => Promise<string>} */
const formOf = async ({ given, name }) => {
  const head = await headOf(given);
  if (beginsLikeDocument(head)) {
    const text = new TextDecoder("latin1").decode(head).replaceAll("\0", "");
    return BEGINNINGS.find(([, begins]) => begins.test(text))?.[0] ?? "";
  }
  if (isMarkdownFile(name)) return "markdown";
  return /\.te?xt$/i.test(name) ? "text" : "";
};
