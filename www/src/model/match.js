// Finds the stories of a page that a query asks for, and where its words stand in them.

import { isEdge, isUnit } from "./fold.js";
import { patternOf, stretchesOf } from "./pattern.js";
import { folded, rolesOf } from "./search.js";

/** @import { Fold } from "./fold.js" */
/** @import { Pattern } from "./pattern.js" */
/** @import { Near, Query } from "./query.js" */
/** @import { Hit, Index } from "./search.js" */

/**
 * A part of a query that a story has to have: one of several rows of patterns that stand near each
 * other; or words of a spaced script, all of them, of which the `phrase` is what they are together.
 *
 * @typedef {{ rows: { patterns: Pattern[], within: number[] }[] } | { words: Pattern[], phrase: Pattern }} Clause
 */

/** @typedef {{ clauses: Clause[], without: Pattern[] }} Plan a query made ready for all pages */

/**
 * A query made ready. What has nothing to be found is left out of it.
 *
 * @param {Query} query
 * @param {Fold} fold
 * @returns {Plan}
 */
export const planOf = ({ all, without }, fold) => {
  /** @type {Clause[]} */
  const clauses = [];
  for (let i = 0; i < all.length; ) {
    const words = wordsFrom(all, i, fold);
    const clause = words.length > 1 ? together(words, fold) : { rows: all[i].flatMap((near) => rowOf(near, fold)) };
    if (!("rows" in clause) || clause.rows.length > 0) clauses.push(clause);
    i += words.length || 1;
  }
  return { clauses, without: without.flatMap((term) => patternOf(term, fold) ?? []) };
};

/**
 * The hits of a page, in reading order: in each story that has all that is asked for, every stretch that
 * takes part. What is in no story counts as one. `role` is a group of roles, a role, or nothing; then
 * only blocks of these roles are looked through.
 *
 * @param {Index} index
 * @param {Plan} plan
 * @param {string} [role]
 * @returns {Hit[]}
 */
export const match = (index, { clauses, without }, role) => {
  const roles = rolesOf(role);
  const find = (/** @type {Pattern} */ pattern) => hitsOf(index, stretchesOf(index, pattern), roles);
  /** @type {Hit[][]} */
  const found = [];
  for (const clause of clauses) {
    const hits = "rows" in clause ? clause.rows.flatMap((row) => inRow(index, row, find)) : wordsIn(index, clause, find);
    if (hits.length === 0) return [];
    found.push(hits);
  }
  if (found.length === 0) return [];
  const isSingle = clauses.length === 1 && "rows" in clauses[0] && clauses[0].rows.length === 1 && clauses[0].rows[0].patterns.length === 1;
  if (isSingle && without.length === 0) return found[0];
  const storyOf = (/** @type {Hit} */ hit) => index.blocks[hit.block].story;
  const excluded = new Set(without.flatMap(find).map(storyOf));
  const rest = found.slice(1).map((hits) => new Set(hits.map(storyOf)));
  const stories = new Set(found[0].map(storyOf).filter((story) => !excluded.has(story) && rest.every((others) => others.has(story))));
  return apart(found.flat().filter((hit) => stories.has(storyOf(hit))));
};

/** @type {(near: Near, fold: Fold) => { patterns: Pattern[], within: number[] }[]} the row of patterns, or none */
const rowOf = ({ terms, within }, fold) => {
  const patterns = terms.map((term) => patternOf(term, fold));
  const kept = patterns.flatMap((pattern) => pattern ?? []);
  return kept.length === 0 ? [] : [{ patterns: kept, within: within.filter((_, i) => patterns[i + 1]).slice(patterns[0] ? 0 : 1) }];
};

// The words, one after the other, between which a blank counts.
/** @type {(all: Near[][], from: number, fold: Fold) => string[]} */
const wordsFrom = (all, from, fold) => {
  /** @type {string[]} */
  const words = [];
  for (const clause of all.slice(from)) {
    const [{ terms: [{ words: word, exact }] }] = clause;
    if (clause.length > 1 || clause[0].terms.length > 1 || exact || /[*＊]/.test(word)) break;
    if (words.length > 0 && !folded(`${words.at(-1)} ${word}`, fold).endsWith(` ${folded(word, fold)}`)) break;
    words.push(word);
  }
  return words;
};

/** @type {(words: string[], fold: Fold) => Clause} */
const together = (words, fold) => {
  const pattern = (/** @type {string} */ words, begins = false) => /** @type {Pattern} */ (patternOf({ words, exact: false }, fold, begins));
  return { words: words.map((word) => pattern(word, true)), phrase: pattern(words.join(" ")) };
};

/** @type {(index: Index, stretches: [number, number][], roles: string[] | null) => Hit[]} */
const hitsOf = ({ blocks }, stretches, roles) => {
  /** @type {Hit[]} */
  const hits = [];
  let block = 0;
  for (const [from, to] of stretches) {
    while (blocks[block + 1]?.from <= from) block++;
    if (!roles || roles.includes(blocks[block].role)) hits.push({ from, to, block });
  }
  return hits;
};

// Where a story has the words side by side, as they were typed, those places are its hits.
/** @type {(index: Index, clause: { words: Pattern[], phrase: Pattern }, find: (pattern: Pattern) => Hit[]) => Hit[]} */
const wordsIn = ({ blocks }, { words, phrase }, find) => {
  const storyOf = (/** @type {Hit} */ hit) => blocks[hit.block].story;
  const phrases = find(phrase);
  const settled = new Set(phrases.map(storyOf));
  const each = words.map((word) => find(word).filter((hit) => !settled.has(storyOf(hit))));
  const stories = each.map((hits) => new Set(hits.map(storyOf)));
  return [...phrases, ...each.flatMap((hits) => hits.filter((hit) => stories.every((others) => others.has(storyOf(hit)))))];
};

// The hits of a row: those that have one of each neighbour in the row near to them.
/** @type {(index: Index, row: { patterns: Pattern[], within: number[] }, find: (pattern: Pattern) => Hit[]) => Hit[]} */
const inRow = (index, { patterns, within }, find) => {
  /** @type {Hit[][]} */
  const lists = [];
  for (const pattern of patterns) {
    lists.push(find(pattern));
    if (lists.at(-1)?.length === 0) return [];
  }
  if (lists.length === 1) return lists[0];
  const near = nearness(index);
  for (let i = 1; i < lists.length; i++) lists[i] = near(lists[i], lists[i - 1], within[i - 1]);
  for (let i = lists.length - 2; i >= 0; i--) lists[i] = near(lists[i], lists[i + 1], within[i]);
  return lists.flat();
};

// What keeps those of a list that have one of another list near: in the same block or in neighbouring
// ones of a story, with at most so many words, or characters of a script without blanks, between them.
const nearness = (/** @type {Index} */ { folded, blocks }) => {
  const begun = new Uint32Array(folded.length + 1);
  for (let at = 0; at < folded.length; at++) begun[at + 1] = begun[at] + Number(isUnit(folded, at));
  /** @type {(first: Hit, second: Hit, within: number) => boolean} */
  const areNear = (first, second, within) =>
    second.block - first.block <= 1 && blocks[first.block].story === blocks[second.block].story &&
    begun[second.from] - Number(!isEdge(folded, second.from)) - begun[first.to] <= within;

  /** @type {(list: Hit[], others: Hit[], within: number) => Hit[]} */
  return (list, others, within) => {
    let [after, before] = [0, -1];
    return list.filter((hit) => {
      while (after < others.length && others[after].from < hit.to) after++;
      while (before + 1 < others.length && others[before + 1].to <= hit.from) before++;
      return (after < others.length && areNear(hit, others[after], within)) || (before >= 0 && areNear(others[before], hit, within));
    });
  };
};

// In reading order, without those that stand within another.
/** @type {(hits: Hit[]) => Hit[]} */
const apart = (hits) => {
  let end = -1;
  return hits.sort((a, b) => a.from - b.from || b.to - a.to).filter(({ to }) => {
    const isOwn = to > end;
    end = Math.max(end, to);
    return isOwn;
  });
};
