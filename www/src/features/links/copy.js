// What is selected in the reading → the source's words, a line a block.

import { runsIn, shownOf } from "../../model/runs.js";

// The selected blocks: `[{ block, text }]`, the text as it stands in the source, or was
// corrected, whatever is shown.
export const selected = (range, root, text) =>
  [...root.querySelectorAll("[data-role]")].filter((block) => range.intersectsNode(block)).map((block) => {
    let words = "";
    const pieces = block.matches("[data-start]") ? [block] : [...block.querySelectorAll("[data-start]")];
    for (const piece of pieces.filter((piece) => range.intersectsNode(piece))) {
      const part = shownOf(runsIn(piece, text), ...stretch(range, piece));
      if (part && words && (piece.previousSibling?.nodeType === Node.TEXT_NODE || block.dataset.role === "headline")) words += " ";
      words += part;
    }
    return { block, text: words.trim() };
  }).filter(({ text }) => text !== "");

export const lines = (found) =>
  found.map(({ block, text }, i) => {
    const apart = i > 0 && block.closest("article") !== found[i - 1].block.closest("article");
    return apart ? `\n${text}` : text;
  }).join("\n");

// Puts a text on the clipboard; documents opened from disk may have the older way only.
export const toClipboard = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const put = (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
    };
    document.addEventListener("copy", put, { capture: true, once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", put, { capture: true });
  }
};

// The part of a piece's stretch of the source that is selected. Where other words are shown
// than the source's, their share of it.
const stretch = (range, piece) => {
  const [start, end] = [Number(piece.dataset.start), Number(piece.dataset.end)];
  const shown = piece.textContent.length;
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
