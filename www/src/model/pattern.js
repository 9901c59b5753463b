// Finds where a term stands in a folded page.

import { isCharacter, isEdge, isSpaced } from "./fold.js";
import { folded } from "./search.js";

/** @import { Fold } from "./fold.js" */
/** @import { Term } from "./query.js" */
/** @import { Index, Range } from "./search.js" */

/**
 * A term folded: what stands between its `*`, whether one stands before and after that, and what the
 * source has to have, where the term is exact. Pieces `begin` where a word does if they have to.
 *
 * @typedef {object} Pattern
 * @property {string[]} pieces
 * @property {boolean} opens
 * @property {boolean} closes
 * @property {boolean} begins
 * @property {string | null} exact
 */

// How many characters of a script without blanks a `*` stands for at most.
const MOST = 12;

/**
 * The pattern of a term, or null where the term has nothing that could be found.
 *
 * @param {Term} term
 * @param {Fold} fold
 * @param {boolean} [begins]
 * @returns {Pattern | null}
 */
export const patternOf = ({ words, exact }, fold, begins = false) => {
  // a hyphen within a word does not count, nor does one beside a `*`
  const parts = exact ? [words] : words.replace(/(?<=[*＊])[-－]|[-－](?=[*＊])/g, "").split(/[*＊]+/);
  const pieces = parts.map((part) => folded(part, fold)).filter((piece) => piece !== "");
  if (pieces.length === 0) return null;
  return { pieces, opens: parts.length > 1 && parts[0] === "", closes: parts.length > 1 && parts.at(-1) === "", begins, exact: exact ? exactly(words, fold) : null };
};

/**
 * Where a pattern stands in an index, in order and without overlaps, as stretches of the folded text.
 * The time is linear in the text for each piece.
 *
 * @param {Index} index
 * @param {Pattern} pattern
 * @returns {Range[]}
 */
export const stretchesOf = (index, pattern) => {
  const { pieces, opens, closes, begins, exact } = pattern;
  const { folded } = index;
  if (!pieces.every((piece) => folded.includes(piece))) return [];
  if (pieces.length > 1 || opens || closes) return wild(folded, pattern);
  const [piece] = pieces;
  /** @type {Range[]} */
  const found = [];
  for (let from = folded.indexOf(piece), to; from >= 0; from = folded.indexOf(piece, to)) {
    const end = from + piece.length;
    const isOne = (!begins || isEdge(folded, from)) && (exact === null || sourceOf(index, from, end) === exact);
    if (isOne) found.push([from, end]);
    to = isOne ? end : from + 1;
  }
  return found;
};

// Where pieces stand with characters between them. From the last piece back, each place of a piece is
// kept that has a kept place of the next within reach; the nearest of those gives the shortest stretch.
/** @type {(folded: string, pattern: Pattern) => Range[]} */
const wild = (folded, { pieces, opens, closes }) => {
  const last = pieces.length - 1;
  /** @type {Range[]} a place's beginning, and the end of the stretch from there */
  let kept = [];
  for (let i = last; i >= 0; i--) {
    const reach = reaching(folded);
    /** @type {Range[]} */
    const here = [];
    let next = 0;
    for (let from = folded.indexOf(pieces[i]); from >= 0; from = folded.indexOf(pieces[i], from + 1)) {
      const end = from + pieces[i].length;
      if (i === 0 && !opens && !isEdge(folded, from)) continue;
      if (i === last) {
        if (closes || isEdge(folded, end)) here.push([from, end]);
        continue;
      }
      while (next < kept.length && kept[next][0] < end) next++;
      if (next === kept.length) break;
      if (kept[next][0] <= reach(end)) here.push([from, kept[next][1]]);
    }
    kept = here;
  }
  /** @type {Range[]} */
  const found = [];
  kept.forEach(([start, end], i) => {
    if (kept[i + 1]?.[1] === end) return;
    let [from, to] = [start, end];
    while (opens && !isEdge(folded, from)) from--;
    while (closes && !isEdge(folded, to)) to++;
    if (from >= (found.at(-1)?.[1] ?? 0)) found.push([from, to]);
  });
  return found;
};

// How far a `*` goes from a place; asked for one place after the other, it goes through the text once.
const reaching = (/** @type {string} */ folded) => {
  const cost = (/** @type {number} */ at) => Number(isCharacter(folded, at) && !isSpaced(folded, at));
  let [low, high, spent] = [0, 0, 0];
  return (/** @type {number} */ from) => {
    if (from > high) [high, spent] = [from, 0];
    else for (; low < from; low++) spent -= cost(low);
    low = from;
    while (high < folded.length && !ends(folded, high) && spent + cost(high) <= MOST) spent += cost(high++);
    return high;
  };
};

// What no `*` stands for: a blank, what ends a sentence or a block, a sign between two words.
/** @type {(folded: string, at: number) => boolean} */
const ends = (folded, at) => {
  const c = folded[at];
  if (" \n。.!?".includes(c)) return true;
  return c !== "'" && !isSpaced(folded, at) && isSpaced(folded, at - 1) && isSpaced(folded, at + 1) && isSign(c);
};

const isSign = (/** @type {string} */ c) => /[^\p{L}\p{N}\p{M}\ud800-\udfff]/u.test(c);

/** @type {(words: string, fold: Fold) => string} the characters that an exact term has */
const exactly = (words, fold) => {
  const writer = fold();
  writer.text(words);
  writer.end();
  return characters(Array.from(writer.out().at, (at) => [words, at]));
};

/** @type {(index: Index, from: number, to: number) => string} those that a stretch of the folded text has in the source, or as they are corrected */
const sourceOf = ({ text, at, corrected }, from, to) =>
  characters(Array.from(at.subarray(from, to), (place, i) => {
    const change = corrected.get(place);
    const nth = from + i - (change?.from ?? 0);
    // what is inserted has the place of the character behind it
    return change && nth < change.at.length ? [change.shown, change.at[Math.max(0, nth)]] : [text, place];
  }));

// The characters at places of texts, each once, with the marks upon them.
/** @type {(places: [text: string, at: number][]) => string} */
const characters = (places) => {
  let out = "";
  places.forEach(([text, at], i) => {
    if (places[i - 1]?.[0] === text && places[i - 1][1] === at) return;
    let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    while (text.charCodeAt(end) >= 0x300 && /\p{M}/u.test(text[end])) end++;
    out += text.slice(at, end);
  });
  return out.normalize("NFC");
};
