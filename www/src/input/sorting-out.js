// Tells what files that are opened together are: pages, the list of those, pictures of them, or none of these.

import { start } from "../engine/engine.js";
import { beginsLikeDocument } from "./decoding.js";
import { bytesOf, headOf, stem } from "./files.js";
import { inOtherForms } from "./other-forms.js";
import { isPicture } from "./pictures.js";
import { savedIn } from "./saved-file.js";

/** @import { Edition, Entry } from "../model/types.js" */

/**
 * Makes an edition of the files that are its pages. Where one is the list of them, it alone is left, with
 * the others beside it. A page that is there in several forms, as a PDF and as its text, is read of the one
 * that says where its lines stand, or is of the `form` that files are said to be. Pictures go with the
 * documents that they show: with the only one, or with those of their names. What is no text is left out,
 * unless nothing else is there, and the edition says which that is. What calls itself a text is taken for one.
 *
 * @param {Edition} edition
 * @param {string} [form]
 */
export const sortOut = async (edition, form) => {
  const { entries } = edition;
  const manifest = await manifestAmong(entries);
  if (manifest) {
    const files = entries.filter((entry) => entry !== manifest).map(({ given }) => given);
    manifest.options = { ...manifest.options, named: undefined, files };
    edition.entries = [manifest];
    return;
  }
  /** @type {Map<Entry, string>} */
  const out = new Map();
  for (const entry of entries) {
    const why = entry.given instanceof Blob && !/\.te?xt$/i.test(entry.name) ? await whyNoPage(entry.given) : "";
    if (why) out.set(entry, why);
  }
  const pages = entries.filter((entry) => !out.has(entry));
  if (pages.length === 0) return;
  const again = await inOtherForms(pages, form);
  const rest = pages.filter((entry) => !again.includes(entry));
  const pictures = [...out.keys()].filter(({ given }) => isPicture(given));
  for (const picture of pictures) {
    const isAlone = rest.length === 1 && pictures.length === 1;
    const shown = isAlone ? rest[0] : rest.find(({ name, options }) => !options.files && stem(name) === stem(picture.name));
    if (shown && (await hasPlaces(shown))) {
      shown.options = { ...shown.options, files: [picture.given] };
      out.delete(picture);
    } else if (await hasPlaces(rest[0])) out.set(picture, "left.picture");
  }
  edition.entries = rest;
  edition.leftOut.push(...[...out].map(([{ name }, why]) => ({ name, why })));
  if (again.length > 0) edition.leftOut.push({ name: again.map(({ name }) => name).join(", "), why: form ? "left.other" : "left.form" });
};

// A list of pages is called .json, as is what pdf.js gives of one.
const manifestAmong = async (/** @type {Entry[]} */ entries) => {
  for (const entry of entries) {
    if (/\.json$/i.test(entry.name) && !(await hasPlaces(entry))) return entry;
  }
  return null;
};

// Whether it is known of a page where its lines stand.
const hasPlaces = async (/** @type {Entry} */ { given }) => {
  if (!(given instanceof Blob)) return Boolean(given.items ?? given.sheet);
  return beginsLikeDocument(await headOf(given)) || Boolean(savedIn(await bytesOf(given))?.sheet);
};

/** @type {(file: Blob) => Promise<string>} */
const whyNoPage = async (file) => {
  const engine = await start().catch(() => null);
  const head = await headOf(file);
  if (beginsLikeDocument(head)) return "";
  try {
    engine?.encoding(head);
    return "";
  } catch (error) {
    const saved = savedIn(await bytesOf(file));
    if (!saved) return /** @type {Error} */ (error).message;
    return saved.pages ? "left.edition" : "";
  }
};
