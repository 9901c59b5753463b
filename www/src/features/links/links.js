// Links to a story, a paragraph or words in it, as a place, the number of a block in its story, and a
// quote. The quote is decisive, so that a link still leads to its words when a page is read otherwise:
// #a3~quote, #a3.2~quote, #page~quote; on another page of an edition #p2/a3.2~quote. Of many words the
// beginning and the end are quoted: #a3.2~beginning~end.

import { around } from "../../model/concordance.js";
import { folded, rangesOf, search } from "../../model/search.js";

/** @import { Fold } from "../../model/fold.js" */
/** @import { Hit, Index } from "../../model/search.js" */

const SHORT = 16;
const LONG = 64;

/**
 * The place of a block, as the end of an address. `given` is what is to be quoted, the words of one block
 * or of several, or else the block's beginning.
 *
 * @param {Index} index
 * @param {Fold} fold
 * @param {number} number the block's
 * @param {number} page
 * @param {string[]} [given]
 */
export const linkTo = (index, fold, number, page, given = []) => {
  const { story, block } = index.blocks[number];
  const whole = given[0] || plain(index, number);
  const end = given.at(-1) ?? "";
  const isWhole = given.length === 1 && whole.length <= 2 * SHORT;
  // as long as it takes to be the only such words of the page
  const shortest = (/** @type {string} */ words, /** @type {(length: number) => string} */ cut) => {
    let length = SHORT;
    while (length < LONG && length < words.length && search(index, folded(cut(length), fold)).length > 1) length += 8;
    return cut(length).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "").trim();
  };
  const quote = isWhole ? whole : shortest(whole, (length) => whole.slice(0, length));
  const ending = isWhole || end === "" ? "" : shortest(end, (length) => end.slice(-length));
  const first = index.blocks.findIndex((other) => other.story === story);
  const nth = block.role === "headline" && given.length === 0 ? "" : `.${number - first + 1}`;
  return `${page > 0 ? `p${page + 1}/` : ""}${story ? `${story}${nth}` : "page"}~${encode(quote)}${ending && `~${encode(ending)}`}`;
};

/**
 * The block a link means and the stretch of the index it quotes: exact before folded, and else what is
 * most like it; null where nothing is, as a number alone may be of another text's story.
 *
 * @param {Index} index
 * @param {Fold} fold
 * @param {{ story: string | null, block: number, quote: string, end: string }} link
 */
export const resolve = (index, fold, { story, block, quote, end }) => {
  const isOfStory = (/** @type {number} */ i) => index.blocks[i].story === story;
  const first = index.blocks.findIndex((other) => other.story === story);
  const named = first + Math.max(block, 1) - 1;
  const hits = search(index, folded(quote, fold));
  const rank = (/** @type {Hit} */ hit) => [bare(sourceOf(index, hit)) === bare(quote), hit.block === named, isOfStory(hit.block)].reduce((sum, yes) => sum * 2 + Number(yes), 0);
  const [hit] = hits.sort((a, b) => rank(b) - rank(a));
  if (hit) return { number: hit.block, hit: upTo(index, hit, folded(end, fold)), opens: end === "" && hit.from === index.blocks[hit.block].from };
  const number = nearest(index, folded(quote, fold), named);
  return number === null ? null : { number, hit: null, opens: true };
};

// A hit as far as the words that end it; without them it stays as it is.
/** @type {(index: Index, hit: Hit, end: string) => Hit} */
const upTo = (index, hit, end) => {
  const at = end === "" ? -1 : index.folded.indexOf(end, Math.max(hit.from, hit.to - end.length));
  return at < 0 ? hit : { ...hit, to: at + end.length };
};

// Of the blocks that have most pairs of the quote's characters, at least half of them, the
// one closest to `named`.
/** @type {(index: Index, quote: string, named: number) => number | null} */
const nearest = (index, quote, named) => {
  const pairs = new Set([...quote].slice(1).map((c, i) => quote[i] + c));
  const ends = index.blocks.map((_, i) => index.blocks[i + 1]?.from ?? index.folded.length);
  const scores = index.blocks.map(({ from }, i) => {
    const text = index.folded.slice(from, ends[i]);
    return [...pairs].filter((pair) => text.includes(pair)).length;
  });
  const most = Math.max(...scores);
  if (pairs.size < 3 || most < pairs.size / 2) return null;
  const best = scores.flatMap((score, i) => (score === most ? [i] : []));
  return best.sort((a, b) => Math.abs(a - named) - Math.abs(b - named))[0];
};

/** @type {(index: Index, number: number) => string} */
const plain = (index, number) => {
  const { from } = index.blocks[number];
  const to = (index.blocks[number + 1]?.from ?? index.folded.length) - 1;
  return around(index, { from, to, block: number })[1].trim();
};

/** @type {(index: Index, hit: Hit) => string} */
const sourceOf = (index, hit) => rangesOf(index, hit).map((range) => index.text.slice(...range)).join("");
const bare = (/** @type {string} */ text) => text.replace(/\s/g, "");
const encode = (/** @type {string} */ text) => encodeURIComponent(text).replace(/[!'()*~.]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
