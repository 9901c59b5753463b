// The state of a viewer, with subscriptions to its changes.

/** @import { Edition, Reading, Translate, View } from "./model/types.js" */

/**
 * @typedef {object} State
 * @property {View} view
 * @property {string | null} story
 * @property {boolean} correcting
 * @property {"empty" | "loading" | "ready" | "error"} status
 * @property {Edition} edition the pages that are open
 * @property {number} index which of them is shown
 * @property {Reading} reading what is shown of it
 * @property {{ view: View, story: string | null, index: number }} shown the place that the view shows by now
 * @property {string[]} languages those that can be chosen to read with
 * @property {Translate} t
 */

/** @type {Translate} */
const untranslated = Object.assign((/** @type {string} */ key) => key, { tag: "", has: () => false, css: [], isWhole: true, complete: async () => {} });

/** @returns {State} */
const initial = () => ({
  view: "page",
  story: null,
  correcting: false,
  status: "empty",
  edition: { title: "", entries: [], leftOut: [] },
  index: 0,
  reading: { source: { text: "", name: "", encoding: "UTF-8" }, page: null, corrections: null },
  shown: { view: "page", story: null, index: 0 },
  languages: [],
  t: untranslated,
});

/** Holds the state of a viewer, and tells its subscribers what has changed. */
export class Store extends EventTarget {
  #state = initial();

  /** @returns {Readonly<State>} */
  get state() {
    return this.#state;
  }

  /**
   * Takes what is new of `patch` into the state, all of it at once.
   *
   * @param {Partial<State>} patch
   */
  set(patch) {
    const keys = /** @type {(keyof State)[]} */ (Object.keys(patch));
    const changed = keys.filter((key) => !Object.is(patch[key], this.#state[key]));
    if (changed.length === 0) return;
    this.#state = { ...this.#state, ...patch };
    this.dispatchEvent(new CustomEvent("change", { detail: new Set(changed) }));
  }

  /**
   * Calls `listener` after any of `keys` has changed.
   *
   * @param {(keyof State)[]} keys
   * @param {(state: Readonly<State>) => void} listener
   */
  subscribe(keys, listener) {
    this.addEventListener("change", (event) => {
      const { detail } = /** @type {CustomEvent<Set<string>>} */ (event);
      if (keys.some((key) => detail.has(key))) listener(this.#state);
    });
  }
}
