// Keeps the viewer's places in the history of a document whose address is none of the viewer's: an
// entry has its place in the state, beside what the document keeps there.

/** @import { Place } from "../model/types.js" */

const KEY = "banmian";

const isPlain = (/** @type {unknown} */ state) => state === null || Object.getPrototypeOf(state) === Object.prototype;

/** @param {HTMLElement} host */
export const createHistory = (host) => {
  /** @type {Place | null} the place of an entry that the document keeps something in to which nothing can be added */
  let unmarked = null;

  const isOn = () => host.hasAttribute("history") && !host.hasAttribute("hash") && host.isConnected;
  // each of several viewers finds its own place
  const name = () => host.id || `${[.../** @type {ParentNode} */ (host.getRootNode()).querySelectorAll(host.localName)].indexOf(host)}`;
  const stateWith = (/** @type {Place} */ place) => {
    const state = isPlain(history.state) ? history.state : null;
    return { ...state, [KEY]: { ...state?.[KEY], [name()]: place } };
  };

  return {
    /** The viewer's place in a state, null where it has none. */
    placeIn: (/** @type {any} */ state) => (isOn() ? /** @type {Place | null} */ (state?.[KEY]?.[name()] ?? unmarked) : null),

    /**
     * Adds an entry for another place than the one the reader comes from.
     *
     * @param {Place} from
     * @param {Place} to
     */
    enter: (from, to) => {
      if (!isOn()) return;
      if (isPlain(history.state)) history.replaceState(stateWith(from), "");
      else unmarked = from;
      history.pushState(stateWith(to), "");
    },
  };
};
