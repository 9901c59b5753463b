// Merges lists that are in order, a part at a time.

// How many entries are merged at once.
const PART = 400;

/**
 * Two ordered lists as one. Linear in both; `turn` lets other work go first.
 *
 * @template T
 * @param {T[]} a
 * @param {T[]} b
 * @param {(a: T, b: T) => number} compare
 * @param {() => Promise<void>} turn
 * @returns {Promise<T[]>}
 */
export const merged = async (a, b, compare, turn) => {
  /** @type {T[]} */
  const out = [];
  let [i, k] = [0, 0];
  while (i < a.length && k < b.length) {
    out.push(compare(a[i], b[k]) <= 0 ? a[i++] : b[k++]);
    if (out.length % PART === 0) await turn();
  }
  return [...out, ...a.slice(i), ...b.slice(k)];
};

/**
 * Ordered lists as one: merged two by two, so that no entry is gone through more often than the number of
 * lists has binary digits.
 *
 * @template T
 * @param {T[][]} lists
 * @param {(a: T, b: T) => number} compare
 * @param {() => Promise<void>} turn
 * @returns {Promise<T[]>}
 */
export const mergedAll = async (lists, compare, turn) => {
  let left = lists;
  while (left.length > 1) {
    const pairs = [];
    for (let i = 0; i < left.length; i += 2) {
      pairs.push(await merged(left[i], left[i + 1] ?? [], compare, turn));
      await turn();
    }
    left = pairs;
  }
  return left[0] ?? [];
};
