// Names the pages of an edition by their printed numbers and their files.

import { pageIn, printedNumber } from "../model/jumps.js";

/** @import { Entry, Translate } from "../model/types.js" */

/** @type {(name: string) => string} */
const stem = (name) => name.replace(/\.[a-z]{2,5}$/i, "");

// A name such as A03 is the number as the paper writes it.
/** @type {(entry: Pick<Entry, "name" | "reading">) => { name: string, number: string | null }} */
const partsOf = (entry) => {
  const [name, number] = [stem(entry.name), printedNumber(entry)];
  const isNumber = number !== null && /^[a-z]?\d+$/i.test(name) && pageIn(name) === number;
  if (!isNumber) return { name, number };
  return { name: "", number: /^\d/.test(name) ? number : name.toUpperCase() };
};

/** @type {(entry: Pick<Entry, "name" | "reading">, index: number, t: Translate) => string} the number of a page as the paper says it, or its place */
export const pageReference = (entry, index, t) => t("pages.number", { number: partsOf(entry).number ?? index + 1 });

/**
 * What a page is called: its printed number and the name of its file, where that says something else.
 *
 * @param {Pick<Entry, "name" | "reading">} entry
 * @param {number} index
 * @param {Translate} t
 */
export const pageName = (entry, index, t) => {
  const { name, number } = partsOf(entry);
  return [number && t("pages.number", { number }), name].filter(Boolean).join(" · ") || pageReference(entry, index, t);
};
