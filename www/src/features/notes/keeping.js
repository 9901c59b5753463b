// The lists of notes of a viewer's texts, kept in the browser's storage or for as long as the document is open.

import { textKey } from "../../model/text-key.js";
import { keepItem, keptItem } from "../../storage.js";
import { notesIn } from "./annotations.js";

/** @import { Source } from "../../model/types.js" */
/** @import { Note } from "../../types.js" */

/** @typedef {ReturnType<typeof createKeeping>} Keeping */

/** @type {WeakMap<HTMLElement, Keeping>} */
const known = new WeakMap();

/** @type {(host: HTMLElement) => Keeping} the notes of a viewer */
export const keepingOf = (host) => {
  const keeping = known.get(host) ?? createKeeping(host);
  known.set(host, keeping);
  return keeping;
};

const createKeeping = (/** @type {HTMLElement} */ host) => {
  /** @type {Map<string, Note[]>} */
  const lists = new Map();
  /** @type {Map<string, string>} what was kept and is no list of notes */
  const unused = new Map();
  let isRefused = false;

  const keeps = () => host.getAttribute("notes") === "kept";

  // What the browser has kept, or null. While it refuses to keep anything, it lags behind.
  /** @type {(slot: string) => Note[] | null} */
  const stored = (slot) => {
    const value = keeps() && !isRefused ? keptItem(slot) : null;
    return value === null ? null : parsed(slot, value);
  };

  /** @type {(slot: string, value: string) => Note[] | null} */
  const parsed = (slot, value) => {
    try {
      const list = JSON.parse(value);
      if (Array.isArray(list)) return notesIn(list);
    } catch {
      // it is put aside when something is written
    }
    unused.set(slot, value);
    return null;
  };

  const read = (/** @type {Source} */ source) => {
    const slot = slotOf(source);
    const list = lists.get(slot) ?? stored(slot) ?? notesIn(source.notes ?? []);
    lists.set(slot, list);
    return list;
  };

  return {
    /** The notes of a text: those kept of it, or else those that came with it. */
    read,

    /**
     * Changes the notes of a text, as they stand by now in any window. Returns whether they are kept as
     * long as they are to be.
     *
     * @param {Source} source
     * @param {(list: Note[]) => Note[]} act
     */
    change: (source, act) => {
      const slot = slotOf(source);
      const list = act(stored(slot) ?? read(source));
      lists.set(slot, list);
      if (!keeps()) return true;
      const aside = unused.get(slot);
      const isAside = aside === undefined || keepItem(`${slot}:unused`, aside);
      if (isAside) unused.delete(slot);
      const isKept = isAside && keepItem(slot, list.length > 0 || source.notes ? JSON.stringify(list) : null);
      isRefused = !isKept;
      return isKept;
    },

    /** Hears that another window has kept something. Returns whether that is the notes of a text. */
    heard: (/** @type {StorageEvent} */ { key }, /** @type {Source} */ source) => {
      if (key !== slotOf(source) || !keeps() || isRefused) return false;
      lists.delete(key);
      return true;
    },
  };
};

// A text that came with notes has a list of its own, which begins with those.
/** @type {(source: Source) => string} */
const slotOf = ({ text = "", notes }) => textKey(text, notes ? `notes:${textKey(JSON.stringify(notes), "")}` : "notes");
