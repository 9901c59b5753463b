// The hits of one search, page by page, and numbered through all pages.

/** @import { Hit } from "../../model/search.js" */
/** @import { PageIndex } from "./lookup.js" */

/** @typedef {ReturnType<typeof createHits>} Hits */
/** @typedef {Hit & { page: number, index: PageIndex }} PageHit a hit, the page it is on, and the index it was found in */

// A hit is three numbers: as objects, hundreds of thousands of them would keep the collector of garbage busy.
const SIZE = 3;

/** Hits that are none yet; those of a page come at once, whatever the order of the pages. */
export const createHits = () => {
  /** @type {({ index: PageIndex, packed: Uint32Array } | undefined)[]} */
  const pages = [];
  /** @type {number[] | null} how many hits there are before each page, and in all */
  let sums = null;

  const countOf = (/** @type {number} */ page) => (pages[page]?.packed.length ?? 0) / SIZE;

  const before = () => {
    if (sums) return sums;
    sums = [0];
    for (let page = 0; page < pages.length; page++) sums.push(sums[page] + countOf(page));
    return sums;
  };

  const of = (/** @type {number} */ page) => Array.from({ length: countOf(page) }, (_, nth) => hitAt(/** @type {Uint32Array} */ (pages[page]?.packed), nth));

  return {
    countOf, of,

    set: (/** @type {number} */ page, /** @type {PageIndex} */ index, /** @type {Hit[]} */ hits) => {
      const packed = new Uint32Array(hits.length * SIZE);
      hits.forEach(({ from, to, block }, nth) => packed.set([from, to, block], nth * SIZE));
      pages[page] = { index, packed };
      sums = null;
    },

    /** Forgets a page, which is not there any more. */
    drop: (/** @type {number} */ page) => {
      if (!pages[page]) return;
      pages[page] = undefined;
      sums = null;
    },

    /** Forgets all but so many pages. */
    trim: (/** @type {number} */ count) => {
      if (pages.length <= count) return;
      pages.length = count;
      sums = null;
    },

    /** Whether a page has been looked through by this index. */
    isOf: (/** @type {number} */ page, /** @type {PageIndex | undefined} */ index) => index !== undefined && pages[page]?.index === index,

    count: () => before()[pages.length],

    /** The number of a page's first hit. */
    first: (/** @type {number} */ page) => before()[Math.min(page, pages.length)],

    /** @type {(hit: PageHit) => { number: number, hit: Hit } | null} a hit, with its number; by its place in the source where the page was indexed anew since */
    find: ({ page, index, from }) => {
      const now = pages[page]?.index;
      const hits = of(page);
      const nth = hits.findIndex((hit) => (now === index ? hit.from === from : now?.at[hit.from] === index.at[from]));
      return nth < 0 ? null : { number: before()[page] + nth, hit: hits[nth] };
    },

    /** @type {(i: number) => PageHit | null} the hit of a number */
    at: (i) => {
      const sums = before();
      if (i < 0 || i >= sums[pages.length]) return null;
      let [low, high] = [0, pages.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (sums[middle] <= i) low = middle;
        else high = middle - 1;
      }
      const { index, packed } = /** @type {{ index: PageIndex, packed: Uint32Array }} */ (pages[low]);
      return { ...hitAt(packed, i - sums[low]), page: low, index };
    },
  };
};

/** @type {(packed: Uint32Array, nth: number) => Hit} */
const hitAt = (packed, nth) => ({ from: packed[nth * SIZE], to: packed[nth * SIZE + 1], block: packed[nth * SIZE + 2] });
