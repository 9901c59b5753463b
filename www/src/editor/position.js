// The current piece of the editor, and moving to another one.

import { placeOf } from "../reading/doubts.js";
import { blockAt, blockNodes, offsetOf, piecesIn, startOf } from "./pieces.js";

/** @import { Context } from "../model/types.js" */
/** @import { Selection } from "../reading/selection.js" */

/** @typedef {ReturnType<typeof createPosition>} Position */

/**
 * @param {Context} context
 * @param {Selection} selection
 */
export const createPosition = ({ host, store, ui }, selection) => {
  // the offset at which the piece starts
  let current = -1;

  /** Looks at a block: at the piece of it that was looked at before, or at its first. */
  const focus = (/** @type {HTMLElement | undefined} */ node) => {
    if (!node) return;
    for (const other of blockNodes(host)) other.tabIndex = other === node ? 0 : -1;
    node.focus({ preventScroll: true });
    const pieces = piecesIn(node);
    const piece = pieces.find((piece) => offsetOf(piece) === current) ?? pieces[0];
    selection.chooseAt(piece);
  };

  // whether the piece is looked at as a doubt
  let asDoubt = false;

  /** Looks at a piece that is doubtful, and leaves the focus where it is. */
  const look = (/** @type {number} */ start) => {
    current = start;
    asDoubt = true;
    host.select(start);
    asDoubt = false;
  };

  /** Looks at it, and goes there. */
  const goTo = (/** @type {number} */ start) => {
    look(start);
    blockAt(host, start)?.focus({ preventScroll: true });
  };

  return {
    get current() { return current; },
    set current(start) { current = start; },
    get asDoubt() { return asDoubt; },
    node: () => blockAt(host, current),
    focus,
    look,
    goTo,

    /** Looks at the block so many before or after one. */
    walk: (/** @type {HTMLElement} */ from, /** @type {number} */ by) => {
      const all = blockNodes(host);
      const to = by === Infinity ? all.length - 1 : by === -Infinity ? 0 : all.indexOf(from) + by;
      focus(all[Math.max(0, Math.min(all.length - 1, to))]);
    },

    /** Looks at the piece so many before or after, within a block. */
    walkPieces: (/** @type {HTMLElement} */ node, /** @type {number} */ by) => {
      const pieces = /** @type {HTMLElement[]} */ ([...node.querySelectorAll("[data-start]")]);
      const to = pieces[pieces.findIndex((piece) => offsetOf(piece) === current) + by];
      if (!to) return;
      selection.chooseAt(to);
      ui.say(to.textContent);
    },

    /** Goes to the next place that is doubtful. */
    nextDoubt: () => {
      const { reading: { page }, t } = store.state;
      const starts = page?.diagnostics.flatMap((doubt) => placeOf(doubt)?.utf16[0] ?? []) ?? [];
      if (starts.length === 0) return ui.note(t("correct.nothing"));
      goTo(starts[(starts.indexOf(current) + 1) % starts.length]);
    },

    /** Looks at the block that a node is, if another is looked at. Returns whether it has changed. */
    moveTo: (/** @type {HTMLElement} */ node) => {
      if (blockAt(host, current) === node) return false;
      current = startOf(node);
      return true;
    },
  };
};
