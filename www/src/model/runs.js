// Splits a piece of the source at its corrections.

/** @import { Block, Span } from "./types.js" */

/** @typedef {{ start: number, end: number, shown: string, plain: boolean }} Run */

/**
 * The runs of a span by the model, in the order of the source.
 *
 * @param {Pick<Block, "corrections">} block
 * @param {Pick<Span, "utf16">} span
 * @param {string} text
 */
export const runsOf = ({ corrections = [] }, { utf16: [start, end] }, text) => {
  const inside = corrections.filter(({ span: { utf16 } }) => start <= utf16[0] && utf16[1] <= end);
  return runs(inside.map(({ span: { utf16: [from, to] }, text }) => [from, to, text]), start, end, text);
};

/**
 * The runs of a piece by what stands in the document, without the hyphen of its line.
 *
 * @param {HTMLElement} piece
 * @param {string} text
 */
export const runsIn = (piece, text) => {
  const nodes = /** @type {HTMLElement[]} */ ([...piece.querySelectorAll(".bm-corrected")]);
  /** @type {[number, number, string][]} */
  const inside = nodes.map((node) => [Number(node.dataset.from), Number(node.dataset.to), node.textContent]);
  const hyphen = piece.querySelector(".bm-hyphen")?.textContent ?? "";
  return runs(inside, Number(piece.dataset.start), Number(piece.dataset.end) - hyphen.length, text);
};

/** @type {(corrected: [from: number, to: number, shown: string][], start: number, end: number, text: string) => Run[]} */
const runs = (corrected, start, end, text) => {
  /** @type {Run[]} */
  const out = [];
  let at = start;
  const plain = (/** @type {number} */ to) => to > at && out.push({ start: at, end: to, shown: text.slice(at, to), plain: true });
  for (const [from, to, shown] of corrected) {
    plain(from);
    out.push({ start: from, end: to, shown, plain: false });
    at = to;
  }
  plain(end);
  return out;
};

/** @type {(runs: Run[], from: number, to: number) => string} what is shown of the source from one place to another; what is corrected is shown whole */
export const shownOf = (runs, from, to) =>
  runs.filter(({ start, end }) => start < to && from < end)
    .map(({ start, end, shown, plain }) => (plain ? shown.slice(Math.max(0, from - start), Math.min(end, to) - start) : shown)).join("");

/**
 * Whether the text of a block has a space before each of its spans. A span's text has a known
 * length, so a space beyond that is one that joining has put there.
 *
 * @param {Block} block
 * @param {string} text
 */
export const spacesOf = (block, text) => {
  const lengths = linesOf(block, text).map((line) => line.length);
  let left = lengths.reduce((sum, length) => sum + length, 0);
  let at = 0;
  return lengths.map((length) => {
    const spaced = block.text.length - at > left && block.text[at] === " ";
    at += length + Number(spaced);
    left -= length;
    return spaced;
  });
};

/** @type {(block: Block, text: string) => string[]} a block line by line, as it is shown */
export const linesOf = (block, text) => block.spans.map((span) => runsOf(block, span, text).map(({ shown }) => shown).join(""));
