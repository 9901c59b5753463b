// Chooses and orders the stories that a reader asks the contents of an edition for.

import { mergedAll } from "../model/merging.js";
import { minutes } from "../reading/reading-time.js";

/** @import { Article } from "../model/types.js" */
/** @import { Story } from "../model/stories.js" */

/**
 * What is asked for; empty strings ask for nothing. `length` is `short`, `medium` or `long`, `sort`
 * one of `SORTS`.
 *
 * @typedef {{ kind: string, name: string, length: string, doubtful: boolean, sort: string }} Filters
 */

export const SORTS = ["printed", "longest", "unsure", "headline"];
export const LENGTHS = ["short", "medium", "long"];

/** @type {() => Filters} */
export const noFilters = () => ({ kind: "", name: "", length: "", doubtful: false, sort: "printed" });

/** @type {(filters: Filters) => boolean} whether any story may be left out */
export const isFiltered = ({ kind, name, length, doubtful }) => Boolean(kind || name || length || doubtful);

/** @type {WeakMap<Article, number>} */
const times = new WeakMap();

/** @type {(story: Story) => number} the minutes that a story takes to read */
export const minutesOf = ({ article }) => {
  const known = times.get(article) ?? minutes(article.blocks.map(({ text }) => text).join("\n"));
  times.set(article, known);
  return known;
};

/** @type {(story: Story) => string} how long a story is: one minute, up to four, or more */
export const lengthOf = (story) => {
  const time = minutesOf(story);
  return time < 2 ? "short" : time < 5 ? "medium" : "long";
};

/** @type {(story: Story, filters: Filters) => boolean} whether a story is asked for */
export const matches = (story, { kind, name, length, doubtful }) =>
  (!kind || story.article.kind === kind)
  && (!name || story.names.includes(name))
  && (!length || lengthOf(story) === length)
  && (!doubtful || story.doubts.length > 0);

/** @type {(a: Story, b: Story) => number} */
const asPrinted = (a, b) => a.index - b.index || a.number - b.number;

/**
 * What compares stories in an order: as printed, the longest first, the least sure first, or by
 * headline; those alike as printed.
 *
 * @param {string} sort
 * @param {string} language that headlines are ordered by
 * @returns {(a: Story, b: Story) => number}
 */
export const comparison = (sort, language) => {
  const { compare } = new Intl.Collator(language, { numeric: true });
  /** @type {Record<string, (a: Story, b: Story) => number>} */
  const orders = {
    longest: (a, b) => b.length - a.length,
    unsure: (a, b) => a.article.confidence - b.article.confidence,
    headline: (a, b) => compare(a.title, b.title),
  };
  const order = orders[sort];
  return (a, b) => order?.(a, b) || asPrinted(a, b);
};

/**
 * Where a story goes among others, or lists of them, that are in order.
 *
 * @template T
 * @param {T[]} items
 * @param {Story} story
 * @param {(item: T, story: Story) => number} compare
 */
export const placeFor = (items, story, compare) => {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(items[middle], story) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

// How many stories are sorted at once.
const RUN = 400;

/**
 * The stories in an order. `turn` lets other work go first.
 *
 * @param {Story[]} stories
 * @param {(a: Story, b: Story) => number} compare
 * @param {() => Promise<void>} turn
 */
export const sorted = async (stories, compare, turn) => {
  /** @type {Story[][]} */
  const runs = [];
  for (let at = 0; at < stories.length; at += RUN) {
    runs.push(stories.slice(at, at + RUN).sort(compare));
    await turn();
  }
  return mergedAll(runs, compare, turn);
};
