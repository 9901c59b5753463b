// Turns a selection into the text of the source, one line for each block, with its words whole.

import { runsIn, shownOf } from "../../model/runs.js";

/** @typedef {{ block: HTMLElement, text: string }} Selected */

const SOFT_HYPHENS = /(?<=\p{L})\xad/gu;

/**
 * The selected blocks, each with its text as it stands in the source, or was corrected, whatever is
 * shown.
 *
 * @param {Range} range
 * @param {Element} root
 * @param {string} text
 * @returns {Selected[]}
 */
export const selectedBlocks = (range, root, text) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-role]")]).filter((block) => range.intersectsNode(block)).map((block) => {
    let words = "";
    const pieces = block.matches("[data-start]") ? [block] : /** @type {HTMLElement[]} */ ([...block.querySelectorAll("[data-start]")]);
    for (const piece of pieces.filter((piece) => range.intersectsNode(piece))) {
      const part = shownOf(runsIn(piece, text), ...selectedIn(range, piece));
      if (part && words && (piece.previousSibling?.nodeType === Node.TEXT_NODE || block.dataset.role === "headline")) words += " ";
      words += part;
    }
    return { block, text: words.trim().replace(SOFT_HYPHENS, "") };
  }).filter(({ text }) => text !== "");

/** @type {(found: Selected[]) => string} the text of blocks, a line a block, with a blank line between stories */
export const joinLines = (found) =>
  found.map(({ block, text }, i) => {
    const apart = i > 0 && block.closest("article") !== found[i - 1].block.closest("article");
    return apart ? `\n${text}` : text;
  }).join("\n");

/**
 * Puts a text on the clipboard. Documents opened from disk may have the older way only.
 *
 * @param {string} text
 */
export const copyToClipboard = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const put = (/** @type {ClipboardEvent} */ event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
      event.clipboardData?.setData("text/plain", text);
    };
    document.addEventListener("copy", put, { capture: true, once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", put, { capture: true });
  }
};

// The part of a piece's stretch of the source that is selected. Where other words are shown
// than the source's, their share of it.
/** @type {(range: Range, piece: HTMLElement) => [number, number]} */
export const selectedIn = (range, piece) => {
  const [start, end] = [Number(piece.dataset.start), Number(piece.dataset.end)];
  const shown = piece.textContent.length;
  /** @type {(node: Node, offset: number) => number} */
  const before = (node, offset) => {
    const head = document.createRange();
    head.selectNodeContents(piece);
    head.setEnd(node, offset);
    return Math.round((head.toString().length / shown) * (end - start));
  };
  const from = piece.contains(range.startContainer) ? before(range.startContainer, range.startOffset) : 0;
  const to = piece.contains(range.endContainer) ? before(range.endContainer, range.endOffset) : end - start;
  return [start + from, start + to];
};
