// The lines of type that are seen in the window: the characters of each, and where it stands.

/** @import { Place } from "./flight.js" */
/** @import { Edges } from "../ui/scroller.js" */

/**
 * A line of type, as it is set.
 *
 * @typedef {Place & { text: string, parent: HTMLElement }} Line
 */

/** @type {(box: DOMRect, within: Edges) => boolean} */
const isIn = (box, { left, top, right, bottom }) =>
  box.width > 0 && box.height > 0 && box.right > left && box.left < right && box.bottom > top && box.top < bottom;

/** @type {(root: Element, within: Edges) => HTMLElement[]} the pieces of which something is in sight */
const piecesIn = (root, within) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-start]")]).filter((piece) => isIn(piece.getBoundingClientRect(), within));

/**
 * The lines of a page's pieces that are in sight, at most so many of them.
 *
 * @param {Element} root
 * @param {Edges} within
 * @param {number} most
 * @returns {Line[]}
 */
export const linesIn = (root, within, most) => {
  /** @type {Line[]} */
  const lines = [];
  for (const piece of piecesIn(root, within)) {
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    let offset = Number(piece.dataset.start);
    /** @type {Line | undefined} of this piece */
    let last;
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      for (const line of linesOf(node, offset, within)) {
        if (last && goesOn(last, line)) {
          last.width = line.x + line.width - last.x;
          last.text += line.text;
          last.end = line.end;
        } else if (lines.length < most) lines.push((last = line));
      }
      offset += node.length;
    }
  }
  return lines;
};

/**
 * Where the characters of the pieces in a pane of the source stand, line by line.
 *
 * @param {Element} pane
 * @param {Edges} within
 * @returns {Place[]}
 */
export const placesIn = (pane, within) => {
  const range = document.createRange();
  return piecesIn(pane, within).flatMap((piece) => {
    range.selectNodeContents(piece);
    const boxes = [...range.getClientRects()];
    const whole = boxes.reduce((sum, { width }) => sum + width, 0);
    const size = Number.parseFloat(getComputedStyle(piece).fontSize) * enlarged(piece);
    const [start, end] = [Number(piece.dataset.start), Number(piece.dataset.end)];
    let past = 0;
    return boxes.flatMap(({ x, y, width, height }) => {
      const from = start + ((end - start) * past) / whole;
      past += width;
      return width > 0 ? [{ start: from, end: start + ((end - start) * past) / whole, x, y, width, height, size }] : [];
    });
  });
};

// How many times as large as it is laid out something is drawn.
const enlarged = (/** @type {HTMLElement} */ piece) =>
  piece.closest(".bm-run") && piece.offsetHeight > 0 ? piece.getBoundingClientRect().height / piece.offsetHeight : 1;

/** @type {(last: Line, line: Line) => boolean} whether it is the same line in the same type, cut by a tag */
const goesOn = (last, line) =>
  Math.abs(last.y - line.y) < 2 && Math.abs(last.x + last.width - line.x) < 2 && last.size === line.size && last.end === line.start;

/** @type {(node: Text, offset: number, within: Edges) => Line[]} */
const linesOf = (node, offset, within) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
  const parent = /** @type {HTMLElement} */ (node.parentElement);
  const size = Number.parseFloat(getComputedStyle(parent).fontSize);
  const firstOf = breaksOf(node, range, boxes);
  return boxes.flatMap((box, i) => {
    if (!isIn(box, within)) return [];
    const [from, to] = [firstOf(i), firstOf(i + 1)];
    const text = node.data.slice(from, to);
    const { x, y, width, height } = box;
    return text.trim() ? [{ start: offset + from, end: offset + to, x, y, width, height, size, text, parent }] : [];
  });
};

// Which character is the first on each line: looked for about where it is if all are as wide.
/** @type {(node: Text, range: Range, boxes: DOMRect[]) => (i: number) => number} */
const breaksOf = (node, range, boxes) => {
  const { length } = node;
  const whole = boxes.reduce((sum, { width }) => sum + width, 0);
  /** @type {Map<number, number>} */
  const found = new Map();
  const isBefore = (/** @type {number} */ at, /** @type {number} */ i) => {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    if (width === 0) return true;
    const line = boxes.findIndex((box) => x + width / 2 > box.left - 1 && x + width / 2 < box.right + 1 && y + height / 2 > box.top && y + height / 2 < box.bottom);
    return line < i;
  };
  const search = (/** @type {number} */ i) => {
    const past = boxes.slice(0, i).reduce((sum, { width }) => sum + width, 0);
    const guess = Math.min(length - 1, Math.round((length * past) / whole));
    let [low, high] = [0, length];
    for (let step = 1, at = guess; step < length; step *= 2) {
      if (isBefore(at, i)) {
        low = at + 1;
        if (high < length) break;
        at = Math.min(length - 1, at + step);
      } else {
        high = at;
        if (low > 0) break;
        at = Math.max(0, at - step);
      }
      if (low >= high) break;
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(middle, i)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (i) => {
    if (i <= 0) return 0;
    if (i >= boxes.length) return length;
    const known = found.get(i) ?? search(i);
    found.set(i, known);
    return known;
  };
};
