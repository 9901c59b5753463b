// Where the notes of a page stand in it.

import { blocks } from "../../model/blocks.js";
import { folding } from "../../model/folding.js";
import { indexOf } from "../../model/search.js";
import { findAlike, findExactly } from "./anchoring.js";
import { targetsOf } from "./annotations.js";

/** @import { Article, Page, Reading } from "../../model/types.js" */
/** @import { Index, Range } from "../../model/search.js" */
/** @import { Note } from "../../types.js" */

/**
 * A note and where it stands: the stretches of the text that are found of it, none where its words are not
 * on the page; the story and the line that it begins in, and its place among all lines as they are read.
 *
 * @typedef {{ note: Note, stretches: Range[], article: Article | null, line: number, order: number }} PlacedNote
 */

/** @type {() => (notes: Note[], reading: Reading) => Promise<PlacedNote[]>} what finds notes in a page, and gives them in the order they are read in, those that are not found last */
export const createPlacing = () => {
  /** @type {WeakMap<Note, { page: Page | null, stretches: Range[] }>} */
  const known = new WeakMap();
  /** @type {WeakMap<Page, Index>} */
  const indices = new WeakMap();

  /** @type {(note: Note, reading: Reading) => Promise<Range[]>} */
  const find = async (note, { source: { text = "" }, page }) => {
    const all = [];
    for (const target of targetsOf(note)) {
      const exact = findExactly(text, target);
      if (exact) all.push(exact);
      else if (page) {
        const fold = await folding();
        const index = indices.get(page) ?? indexOf({ text, page }, fold);
        indices.set(page, index);
        all.push(...(findAlike(index, fold, target) ?? []));
      }
    }
    return all;
  };

  return async (notes, reading) => {
    const { page } = reading;
    const lines = page ? linesOf(page) : [];
    /** @type {PlacedNote[]} */
    const placed = [];
    for (const note of notes) {
      const seen = known.get(note);
      const stretches = seen?.page === page ? seen.stretches : await find(note, reading);
      known.set(note, { page, stretches });
      const order = stretches.length === 0 ? Infinity : lines.findIndex(({ start, end }) => start <= stretches[0][0] && stretches[0][0] < end);
      placed.push({ note, stretches, order: order < 0 ? lines.length : order, article: lines[order]?.article ?? null, line: lines[order]?.line ?? 0 });
    }
    return placed.sort((a, b) => a.order - b.order || (a.stretches[0]?.[0] ?? 0) - (b.stretches[0]?.[0] ?? 0));
  };
};

// The lines of a page in the order they are read.
const linesOf = (/** @type {Page} */ page) =>
  [...blocks(page)].flatMap(([article, { spans }]) => spans.map(({ utf16: [start, end], line }) => ({ start, end, line, article })));
