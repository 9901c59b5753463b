// Keeps which stories a reader has read.

import { textKey } from "./text-key.js";

/** @typedef {ReturnType<typeof createReadMarks>} ReadMarks */

/**
 * Marks of the stories that are read, by the text of their page, so that they are there again when
 * the same text is. They last as long as `storage` does, and where that is refused or not given, as
 * long as these marks.
 *
 * @param {() => Storage | null} storage
 */
export const createReadMarks = (storage) => {
  /** @type {Map<string, Set<string>>} */
  const known = new Map();

  /** @type {(key: string) => string[]} what is kept and is no list of stories counts as nothing */
  const kept = (key) => {
    try {
      const list = JSON.parse(storage()?.getItem(key) ?? "[]");
      return Array.isArray(list) ? list.filter((id) => typeof id === "string") : [];
    } catch {
      return [];
    }
  };

  /** @type {(key: string) => Set<string>} */
  const readIn = (key) => {
    const stories = known.get(key) ?? new Set(kept(key));
    known.set(key, stories);
    return stories;
  };

  return {
    /** Whether any story of a text is read. */
    hasAny: (/** @type {string} */ text) => readIn(textKey(text, "read")).size > 0,

    /** Whether a story of a text is read. */
    has: (/** @type {string} */ text, /** @type {string} */ story) => readIn(textKey(text, "read")).has(story),

    /** Marks a story of a text as read. */
    add: (/** @type {string} */ text, /** @type {string} */ story) => {
      const key = textKey(text, "read");
      // another window may have marked others meanwhile
      const stories = new Set([...readIn(key), ...kept(key), story]);
      known.set(key, stories);
      try {
        storage()?.setItem(key, JSON.stringify([...stories]));
      } catch {
        // the map has it
      }
    },
  };
};
