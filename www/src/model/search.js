// Searches the pages of an edition in reading order, across line and column breaks.

import { runsOf, spacesOf } from "./runs.js";
import { blocks } from "./blocks.js";

/** @import { Block, Page, Role } from "./types.js" */
/** @import { Fold } from "./fold.js" */

/** @typedef {[start: number, end: number]} Range a stretch of the source */
/** @typedef {{ from: number, to: number, block: number }} Hit a stretch of the folded text, and the block it is in */
/** @typedef {{ from: number, story: string | null, role: Role, block: Block }} IndexedBlock */

/** @typedef {{ end: number, shown: string, from: number, at: Uint32Array }} Corrected where it ends in the source, what is shown, and from where in the folded text each unit comes from which place of that */

/**
 * A page folded, with what each character of that comes from.
 *
 * @typedef {object} Index
 * @property {string} text
 * @property {string} folded
 * @property {Uint32Array} at the offset in the source of each unit of `folded`
 * @property {IndexedBlock[]} blocks
 * @property {{ from: number, start: number, end: number }[]} spans
 * @property {Map<number, Corrected>} corrected what is corrected, by its start
 */

/** @type {Record<string, string[]>} */
const GROUPS = {
  headlines: ["kicker", "headline", "deck", "subhead"],
  bylines: ["byline", "credit"],
  captions: ["caption"],
  text: ["paragraph"],
};

export const ROLE_GROUPS = Object.keys(GROUPS);

/** @type {(role?: string) => string[] | null} the roles that a group, or a role, stands for; null without one */
export const rolesOf = (role) => (role ? GROUPS[role] ?? [role] : null);

/**
 * A page's blocks, folded one after the other. `order` is that of the stories as shown.
 *
 * @param {{ text: string, page: Page }} page
 * @param {Fold} fold
 * @param {string[]} [order]
 * @returns {Index}
 */
export const indexOf = ({ text, page }, fold, order = []) => {
  const writer = fold();
  /** @type {Pick<Index, "text" | "blocks" | "spans" | "corrected">} */
  const index = { text, blocks: [], spans: [], corrected: new Map() };
  const place = (/** @type {{ id: string } | null} */ article) => (article ? (order.indexOf(article.id) + 1 || order.length + 1) : Infinity);
  const all = [...blocks(page)].map(([article, block], i) => ({ article, block, rank: place(article), i }));
  for (const { article, block } of all.sort((a, b) => a.rank - b.rank || a.i - b.i)) {
    index.blocks.push({ from: writer.length(), story: article?.id ?? null, role: block.role, block });
    const spaces = spacesOf(block, text);
    for (const [i, span] of block.spans.entries()) {
      const [start, end] = span.utf16;
      if (spaces[i]) writer.text(" ");
      index.spans.push({ from: writer.length(), start, end });
      if (!block.corrections?.length) writer.text(text, start, end);
      else for (const run of runsOf(block, span, text)) {
        if (run.plain) {
          writer.text(text, run.start, run.end);
          continue;
        }
        const own = fold();
        own.text(run.shown);
        writer.text(run.shown, 0, run.shown.length, run.start);
        const { at } = own.out();
        index.corrected.set(run.start, { end: run.end, shown: run.shown, from: writer.length() - at.length, at });
      }
    }
    writer.end("\n");
  }
  return { ...index, ...writer.out() };
};

/** @type {(query: string, fold: Fold) => string} what is looked for, folded */
export const folded = (query, fold) => {
  const writer = fold();
  writer.text(query);
  writer.end();
  return writer.out().folded;
};

/**
 * Where `query`, folded, stands in an index; `role` is a group of roles, a role, or nothing.
 *
 * @param {Index} index
 * @param {string} query
 * @param {string} [role]
 */
export const search = (index, query, role) => {
  /** @type {Hit[]} */
  const hits = [];
  if (query === "") return hits;
  const roles = rolesOf(role);
  let block = 0;
  for (let from = index.folded.indexOf(query); from >= 0; from = index.folded.indexOf(query, from + query.length)) {
    while (index.blocks[block + 1]?.from <= from) block++;
    if (!roles || roles.includes(index.blocks[block].role)) hits.push({ from, to: from + query.length, block });
  }
  return hits;
};

/**
 * The stretches of the source that a hit is made of, in reading order.
 *
 * @param {Index} index
 * @param {Hit} hit
 */
export const rangesOf = (index, { from, to }) => {
  /** @type {Range[]} */
  const out = [];
  for (let i = last(index.spans, from); i < index.spans.length && index.spans[i].from < to; i++) {
    const { from: first } = index.spans[i];
    const a = Math.max(from, first);
    const b = Math.min(to, index.spans[i + 1]?.from ?? to);
    if (a >= b) continue;
    const at = index.at[b - 1];
    const end = index.corrected.get(at)?.end ?? at + ((index.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    // a word that goes on takes the hyphen at the line's end along
    out.push([index.at[a], b < to ? index.spans[i].end : end]);
  }
  return out;
};

// The last that begins at a place or before it.
/** @type {(list: { from: number }[], at: number) => number} */
const last = (list, at) => {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle].from <= at) low = middle;
    else high = middle - 1;
  }
  return low;
};
