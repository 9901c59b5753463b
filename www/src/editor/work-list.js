// The doubts of all pages of an edition as one list of what is to be looked at, and what has become of each.

import { merged, mergedAll } from "../model/merging.js";
import { isMeasured, placeOf } from "../reading/doubts.js";

/** @import { Diagnostic, Edits, Page, Reading, Span } from "../model/types.js" */

/**
 * A doubt of an edition.
 *
 * @typedef {object} Item
 * @property {string} key by which it is known again when its page is read anew
 * @property {number} index of its page in the edition
 * @property {Diagnostic} doubt
 * @property {Span} span its place
 * @property {number} rank the less sure, the smaller; a doubt whose sureness was not measured comes last
 */

/** @typedef {"accepted" | "corrected"} Decision */
/** @typedef {{ page: Page, text: string, items: Item[], seen: Set<string>, edits: Edits | null }} ListedPage */
/** @typedef {{ count: number, done: number, accepted: number, corrected: number, skipped: number }} Progress */
/** @typedef {ReturnType<typeof createWorkList>} WorkList */

const UNMEASURED = 2;

/** @type {(a: Item, b: Item) => number} the order in which doubts are looked at: the least sure first, then by page and place */
const compareItems = (a, b) =>
  a.rank - b.rank || a.index - b.index || a.span.start - b.span.start || (a.key < b.key ? -1 : Number(a.key > b.key));

/** @type {(page: Page, index: number) => Item[]} the doubts of a page that have a place, in order */
export const itemsOf = (page, index) =>
  page.diagnostics
    .flatMap((doubt) => {
      const span = placeOf(doubt);
      if (!span) return [];
      return [{ key: `${index} ${doubt.code} ${span.start}`, index, doubt, span, rank: isMeasured(doubt) ? doubt.confidence : UNMEASURED }];
    })
    .sort(compareItems);

/**
 * Whether a person has confirmed what stands there. That settles all that was doubted of it, also what a page
 * goes on to doubt, such as a story without a headline.
 *
 * @type {(edits: Edits | null, span: Span) => boolean}
 */
const isConfirmed = (edits, span) =>
  edits?.edits.some((edit) => edit.kind === "confirm" && edit.what.some(({ start, end }) => start < span.end && span.start < end)) ?? false;

/** The list of an edition, which follows its pages. */
export const createWorkList = () => {
  /** @type {Map<number, ListedPage>} */
  const pages = new Map();
  /** @type {Item[]} */
  let all = [];
  /** @type {Map<string, Decision>} */
  const decisions = new Map();
  // by when each was skipped
  /** @type {Map<string, number>} */
  const skipped = new Map();
  let skips = 0;

  const isOpen = (/** @type {Item} */ { index, span }) => !isConfirmed(pages.get(index)?.edits ?? null, span);

  /** @type {(reading: Reading, index: number) => ListedPage} */
  const listPage = ({ page, source: { text = "" }, corrections }, index) => {
    const read = /** @type {Page} */ (page);
    const before = pages.get(index);
    const items = itemsOf(read, index);
    const edits = corrections?.edits ?? null;
    const isSame = before?.text === text && before.page.source.language === read.source.language;
    const seen = isSame ? before.seen : new Set();
    for (const { key, span } of items) {
      seen.add(key);
      if (isConfirmed(edits, span)) decisions.set(key, "accepted");
    }
    return { page: read, text, items, seen, edits };
  };

  return {
    /**
     * Takes in the pages that are read, or read anew, since it was last asked to. `turn` lets other work go
     * first. Returns whether anything has changed.
     *
     * @param {{ reading: Reading | null }[]} entries
     * @param {() => Promise<void>} [turn]
     */
    update: async (entries, turn = async () => {}) => {
      /** @type {Item[][]} */
      const fresh = [];
      /** @type {Set<number>} */
      const changed = new Set();
      const began = pages.size;
      for (const [index, { reading }] of entries.entries()) {
        if (!reading?.page || pages.get(index)?.page === reading.page) continue;
        if (pages.has(index)) changed.add(index);
        const listed = listPage(reading, index);
        pages.set(index, listed);
        fresh.push(listed.items);
        await turn();
      }
      if (fresh.length === 0) return false;
      if (changed.size > 0) all = all.filter(({ index }) => !changed.has(index));
      all = await merged(all, await mergedAll(fresh, compareItems, turn), compareItems, turn);
      return began !== pages.size || changed.size > 0;
    },

    /** What is still to be looked at, in order; what was skipped comes last. */
    open: () => {
      const open = all.filter(isOpen);
      if (skipped.size === 0) return open;
      const later = open.filter(({ key }) => skipped.has(key)).sort((a, b) => Number(skipped.get(a.key)) - Number(skipped.get(b.key)));
      return [...open.filter(({ key }) => !skipped.has(key)), ...later];
    },

    /** The page of a doubt. */
    pageOf: (/** @type {Item} */ { index }) => /** @type {ListedPage} */ (pages.get(index)),

    /** How many pages it has the doubts of. */
    read: () => pages.size,

    /** How much has been looked at, of all that was ever in doubt. */
    progress: () => {
      const open = all.filter(isOpen);
      const still = new Set(open.filter(({ key }) => decisions.has(key)).map(({ key }) => key));
      const count = [...pages.values()].reduce((sum, { seen }) => sum + seen.size, 0);
      const isAccepted = (/** @type {[string, Decision]} */ [key, decision]) =>
        decision === "accepted" && !still.has(key) && pages.get(Number.parseInt(key, 10))?.seen.has(key);
      const accepted = [...decisions].filter(isAccepted).length;
      const put = open.filter(({ key }) => skipped.has(key)).length;
      const settled = count - open.length;
      return { count, done: settled + put, accepted, corrected: settled - accepted, skipped: put };
    },

    decide: (/** @type {string} */ key, /** @type {Decision} */ decision) => {
      decisions.set(key, decision);
      skipped.delete(key);
    },

    takeBack: (/** @type {string} */ key) => void decisions.delete(key),

    /** Puts a doubt behind all that is to be looked at. */
    skip: (/** @type {string} */ key) => void skipped.set(key, ++skips),

    /** Puts it back where it was. */
    unskip: (/** @type {string} */ key) => void skipped.delete(key),
  };
};
