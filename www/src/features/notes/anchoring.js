// Anchors of notes: a stretch of a text ↔ the selectors by which it is found again.

import approximately from "approx-string-match";
import { folded, rangesOf } from "../../model/search.js";
import { quoteOf, selectorOf } from "./annotations.js";

/** @import { Fold } from "../../model/fold.js" */
/** @import { Index, Range } from "../../model/search.js" */
/** @import { NoteTarget } from "../../types.js" */

// As edits have them: characters of context on each side, and equal ones that identify a place.
const CONTEXT = 16;
const MIN_AGREEMENT = 12;
// Of a quote whose words have changed, one in so many may be another, and it is no shorter than that.
const ONE_IN = 6;

/**
 * The selectors of a stretch: by its words and what is around them, and by its place in characters.
 *
 * @param {string} text
 * @param {Range} stretch
 * @returns {import("../../types.js").NoteSelector[]}
 */
export const selectorsOf = (text, [start, end]) => [
  {
    type: "TextQuoteSelector",
    exact: text.slice(start, end),
    prefix: [...text.slice(Math.max(0, start - 2 * CONTEXT), start)].slice(-CONTEXT).join(""),
    suffix: [...text.slice(end, end + 2 * CONTEXT)].slice(0, CONTEXT).join(""),
  },
  { type: "TextPositionSelector", start: charactersBefore(text, start), end: charactersBefore(text, end) },
];

/**
 * The stretch that a target means in a text: where its words stand, of several places the one with most
 * of its context, and of equal ones the nearest to where it was. Null where they stand nowhere.
 *
 * @param {string} text
 * @param {NoteTarget} target
 * @returns {Range | null}
 */
export const findExactly = (text, target) => {
  const exact = quoteOf(target);
  if (typeof exact !== "string" || exact.trim() === "") return null;
  const at = bestPlace(text, { exact, ...contextOf(target) }, () => unitAt(text, placeOf(target)));
  return at === null ? null : [at, at + exact.length];
};

/**
 * The stretches of a page that read like a target: in other characters, otherwise broken into lines, or
 * with a few characters changed. Null where nothing does.
 *
 * @param {Index} index
 * @param {Fold} fold
 * @param {NoteTarget} target
 * @returns {Range[] | null}
 */
export const findAlike = (index, fold, target) => {
  const exact = folded(String(quoteOf(target)), fold);
  if (exact === "") return null;
  const { prefix, suffix } = contextOf(target);
  const context = { prefix: folded(prefix, fold), suffix: folded(suffix, fold) };
  const from = bestPlace(index.folded, { exact, ...context }, () => 0);
  if (from !== null) return rangesOf(index, { from, to: from + exact.length, block: 0 });
  const errors = Math.floor([...exact].length / ONE_IN);
  if (errors === 0) return null;
  const matches = approximately(index.folded, exact, errors);
  const [best] = matches.map(({ start, end }) => ({ start, end, agree: agreement(index.folded, start, end, context) })).sort((a, b) => b.agree - a.agree);
  return best ? rangesOf(index, trimmed(index.folded, best.start, best.end)) : null;
};

/** @typedef {{ prefix: string, suffix: string }} TextContext */

// Where a quote stands in a text. `near` gives where it was, and is asked where several places are as good.
/** @type {(text: string, quote: TextContext & { exact: string }, near: () => number) => number | null} */
const bestPlace = (text, { exact, prefix, suffix }, near) => {
  /** @type {{ at: number, agree: number } | null} */
  let best = null;
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    const agree = agreement(text, at, at + exact.length, { prefix, suffix });
    const isBetter = !best || agree > best.agree || (agree === best.agree && Math.abs(at - near()) < Math.abs(best.at - near()));
    if (isBetter) best = { at, agree };
  }
  const needed = Math.min(MIN_AGREEMENT, exact.length + prefix.length + suffix.length);
  return best && exact.length + best.agree >= needed ? best.at : null;
};

// How many characters before and behind a stretch are those of a context.
/** @type {(text: string, start: number, end: number, context: TextContext) => number} */
const agreement = (text, start, end, { prefix, suffix }) => {
  let before = 0;
  while (before < prefix.length && text[start - before - 1] === prefix[prefix.length - before - 1]) before++;
  let behind = 0;
  while (behind < suffix.length && text[end + behind] === suffix[behind]) behind++;
  return before + behind;
};

// Without the signs that part blocks.
/** @type {(text: string, from: number, to: number) => import("../../model/search.js").Hit} */
const trimmed = (text, from, to) => {
  while (text[from] === "\n") from++;
  while (to > from && text[to - 1] === "\n") to--;
  return { from, to, block: 0 };
};

/** @type {(target: NoteTarget) => TextContext} */
const contextOf = (target) => {
  const { prefix = "", suffix = "" } = selectorOf(target, "TextQuoteSelector") ?? {};
  return { prefix: String(prefix), suffix: String(suffix) };
};

/** @type {(target: NoteTarget) => number} */
const placeOf = (target) => Number(selectorOf(target, "TextPositionSelector")?.start) || 0;

const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;

/** @type {(text: string, unit: number) => number} */
const charactersBefore = (text, unit) => unit - (text.slice(0, unit).match(PAIRS)?.length ?? 0);

/** @type {(text: string, character: number) => number} */
const unitAt = (text, character) => {
  let unit = Math.min(character, text.length);
  // each pair before it moves it by one
  for (const { index } of text.matchAll(PAIRS)) {
    if (index >= unit) break;
    unit += 1;
  }
  return unit;
};
