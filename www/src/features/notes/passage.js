// What is to be marked: the stretches of the source that are selected, or those of the block that has the focus.

import { selectedIn } from "../links/copy.js";

/** @import { Range as Stretch } from "../../model/search.js" */

/**
 * The stretches of the text that are selected in the reading, the source or the facsimile, or else those of
 * the block at which the keyboard is, in the order they are read; none where there is neither. A stretch
 * goes on over the lines of a block.
 *
 * @param {HTMLElement} host
 * @param {string} text
 * @returns {Stretch[]}
 */
export const passageAt = (host, text) => {
  const chosen = getSelection();
  if (chosen && chosen.rangeCount > 0 && !chosen.isCollapsed) {
    const range = chosen.getRangeAt(0);
    for (const root of host.querySelectorAll(":scope .bm-page:not(.bm-continued), :scope > .bm-source")) {
      if (root.contains(range.startContainer) || root.contains(range.endContainer)) return stretchesOf(root, text, range);
    }
  }
  const focused = document.activeElement;
  const isAimed = host.shadowRoot?.activeElement?.matches("[part=anchor]");
  const block = isAimed ? host.querySelector("[data-aimed]") : host.contains(focused) && focused?.closest("[data-role]");
  return block ? stretchesOf(block, text) : [];
};

/** @type {(root: Element, text: string, range?: Range) => Stretch[]} */
const stretchesOf = (root, text, range) => {
  const all = /** @type {HTMLElement[]} */ ([...(root.matches("[data-start]") ? [root] : []), ...root.querySelectorAll("[data-start]")]);
  /** @type {Stretch[]} */
  const stretches = [];
  let last = null;
  for (const piece of all.filter((piece) => !range || range.intersectsNode(piece))) {
    const [start, end] = trimmed(text, range ? selectedIn(range, piece) : [Number(piece.dataset.start), Number(piece.dataset.end)]);
    if (start >= end) continue;
    const block = piece.closest("[data-role]");
    const before = stretches.at(-1);
    if (before && block === last && before[1] <= start && text.slice(before[1], start).trim() === "") before[1] = end;
    else stretches.push([start, end]);
    last = block;
  }
  return stretches;
};

/** @type {(text: string, stretch: Stretch) => Stretch} a stretch without blanks at its ends */
const trimmed = (text, [start, end]) => {
  const words = text.slice(start, end);
  return [start + words.length - words.trimStart().length, end - (words.length - words.trimEnd().length)];
};
