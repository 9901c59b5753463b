// The region of a story on its page.

/** @import { Bounds } from "../types.js" */

/**
 * The fewest rectangles, or nearly, that hold all boxes of a story, in the order they are read, and the
 * middle of none that is not its.
 *
 * @param {Bounds[]} own
 * @param {Bounds[]} others
 * @returns {Bounds[]}
 */
export const regionsOf = (own, others) => {
  const centres = others.map(({ x0, y0, x1, y1 }) => [(x0 + x1) / 2, (y0 + y1) / 2]);
  const isFree = (/** @type {Bounds} */ { x0, y0, x1, y1 }) => !centres.some(([x, y]) => x > x0 && x < x1 && y > y0 && y < y1);
  /** @type {(regions: Bounds[], box: Bounds) => void} takes a box into the last region that has room for it */
  const add = (regions, box) => {
    for (let i = regions.length - 1; i >= 0; i--) {
      const joined = around(regions[i], box);
      if (!isFree(joined)) continue;
      regions[i] = joined;
      return;
    }
    regions.push(box);
  };
  /** @type {Bounds[]} */
  let regions = [];
  for (const box of own) add(regions, box);
  // what has grown may have room for others
  for (let count = -1; count !== regions.length;) {
    count = regions.length;
    /** @type {Bounds[]} */
    const joined = [];
    for (const region of regions) add(joined, region);
    regions = joined;
  }
  return regions;
};

/** @type {(a: Bounds, b: Bounds) => Bounds} */
const around = (a, b) => ({ x0: Math.min(a.x0, b.x0), y0: Math.min(a.y0, b.y0), x1: Math.max(a.x1, b.x1), y1: Math.max(a.y1, b.y1) });
