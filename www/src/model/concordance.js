// The words of a hit with those before and after them in its block, as they are shown.

import { isCharacter, isEdge } from "./fold.js";
import { runsOf, spacesOf } from "./runs.js";
import { rangesOf } from "./search.js";

/** @import { Block } from "./types.js" */
/** @import { Hit, Index } from "./search.js" */

/** @typedef {[before: string, words: string, after: string]} Words */

/**
 * The words around a hit for a line of a list, with signs of omission; `room` for those before.
 *
 * @param {Index} index
 * @param {Hit} hit
 * @param {number} [room]
 * @returns {Words}
 */
export const around = (index, hit, room = 14) => {
  const [lead, word, tail] = parts(index, hit).map(oneLine);
  // words of a spaced script are longer, and stay whole
  const spaced = !/\p{sc=Han}/u.test(word);
  const [near, far] = spaced ? [room * 2, room * 5] : [room, room * 3];
  const [torn, cut] = spaced ? [/^\S*\s/, /\s\S*$/] : [/^[\udc00-\udfff]/, /[\ud800-\udbff]$/];
  return [
    lead.length > near ? `…${lead.slice(-near).replace(torn, "")}` : lead,
    word,
    tail.length > far ? `${tail.slice(0, far).replace(cut, "")}…` : tail,
  ];
};

/**
 * The words around a hit as a concordance has them: as many characters on either side, at most, and
 * only whole words.
 *
 * @param {Index} index
 * @param {Hit} hit
 * @param {number} [room]
 * @returns {Words}
 */
export const inContext = (index, hit, room = 40) => {
  const [lead, word, tail] = parts(index, hit);
  const isTorn = (/** @type {string} */ text, /** @type {number} */ at) => at > 0 && at < text.length && !(isEdge(text, at) && isCharacter(text, at));
  let from = Math.max(0, lead.length - room);
  while (isTorn(lead, from)) from++;
  let to = Math.min(tail.length, room);
  while (isTorn(tail, to)) to--;
  return [oneLine(lead.slice(from)), oneLine(word), oneLine(tail.slice(0, to))];
};

const oneLine = (/** @type {string} */ text) => text.replace(/\s+/g, " ");

/** @typedef {{ shown: string, starts: number[] }} Shown the text of a block, and where in it each of its spans begins */

/** @type {(index: Index, hit: Hit) => Words} */
const parts = (index, hit) => {
  const { block } = index.blocks[hit.block];
  const { shown, starts } = textOf(block, index.text);
  const ranges = rangesOf(index, hit);
  /** @type {(at: number, ending: boolean) => number} */
  const placeOf = (at, ending) => {
    const i = block.spans.findIndex(({ utf16: [start, end] }) => (ending ? start < at && at <= end : start <= at && at < end));
    let place = starts[i];
    for (const run of runsOf(block, block.spans[i], index.text)) {
      const isIn = ending ? at <= run.end : at < run.end;
      if (isIn) return place + (run.plain ? at - run.start : ending ? run.shown.length : 0);
      place += run.shown.length;
    }
    return place;
  };
  const [from, to] = [placeOf(ranges[0][0], false), placeOf(ranges[ranges.length - 1][1], true)];
  return [shown.slice(0, from), shown.slice(from, to), shown.slice(to)];
};

/** @type {{ block: Block, text: string, shown: Shown } | null} that of the last hit, as many hits may be of one block */
let last = null;

/** @type {(block: Block, text: string) => Shown} */
const textOf = (block, text) => {
  if (last?.block === block && last.text === text) return last.shown;
  const spaces = spacesOf(block, text);
  let shown = "";
  const starts = block.spans.map((span, i) => {
    if (spaces[i]) shown += " ";
    const start = shown.length;
    for (const run of runsOf(block, span, text)) shown += run.shown;
    return start;
  });
  last = { block, text, shown: { shown, starts } };
  return last.shown;
};
