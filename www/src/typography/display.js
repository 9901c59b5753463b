// Shows pieces otherwise than they are written: in the other script, with full-width punctuation, or
// set for vertical lines. Each piece keeps its length and its source, which is what is copied and linked.

import { isEastAsian } from "./choices.js";
import { converter } from "./hanzi.js";
import { fullWidth } from "./punctuation.js";
import { scriptOf } from "./script.js";
import { horizontal, upright, vertical } from "./vertical.js";

/** @type {WeakMap<Element, string>} */
const sources = new WeakMap();
/** @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/**
 * Shows a page in `script` ("hans", "hant" or null for its own), with `full` punctuation, in
 * lines that run `down`. Returns whether anything has changed; nothing does once it is stale.
 *
 * @param {HTMLElement} page
 * @param {{ script: string | null, full: boolean, down: boolean }} wanted
 * @param {() => boolean} [isStale]
 */
export const display = async (page, { script, full, down }, isStale = () => false) => {
  page.dataset.lang ??= page.lang;
  const lang = page.dataset.lang;
  const other = scriptOf(lang) !== null && script !== null && script !== scriptOf(lang) ? script : null;
  const chinese = isEastAsian(lang);
  /** @type {((text: string) => string)[]} */
  const steps = [];
  if (other) steps.push(await converter(other));
  if (isStale()) return false;
  if ((full || down) && chinese) steps.push(fullWidth);
  if (down && chinese) steps.push((text) => vertical(text, other ?? scriptOf(lang)));
  const shownIn = other ? `zh-${other[0].toUpperCase()}${other.slice(1)}` : lang;
  // setting what is set makes the browser style the page anew
  if (page.lang !== shownIn) page.lang = shownIn;
  const key = [other, full, down].join();
  let changed = false;
  for (const block of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-role]"))) changed = show(block, key, steps, down && chinese) || changed;
  return changed;
};

/** @type {(block: HTMLElement, key: string, steps: ((text: string) => string)[], down: boolean) => boolean} */
const show = (block, key, steps, down) => {
  // What has come from another page has no offsets, and is one piece.
  const inner = block.dataset.start ? [] : /** @type {HTMLElement[]} */ ([...block.querySelectorAll("[data-start]")]);
  const pieces = inner.length > 0 ? inner : [block];
  const plain = (/** @type {Element} */ piece) => shown.get(piece) === undefined && steps.length === 0;
  if (pieces.every((piece) => shown.get(piece) === key || plain(piece))) return false;
  for (const piece of pieces) {
    horizontal(piece);
    if (!sources.has(piece)) sources.set(piece, piece.textContent ?? "");
  }
  // A word may go on over a line's end in a paragraph, but not in a headline.
  const between = /^(paragraph|caption)$/.test(block.dataset.role ?? "") ? "" : "\n";
  const text = pieces.map((piece) => sources.get(piece)).join(between);
  const changed = steps.reduce((text, step) => step(text), text);
  let at = 0;
  for (const piece of pieces) {
    const { length } = sources.get(piece) ?? "";
    write(piece, changed.slice(at, at + length));
    at += length + between.length;
    if (down) upright(piece);
    shown.set(piece, key);
  }
  return true;
};

// Into the piece's own text nodes, so that links and marks in it stay.
/** @type {(piece: Element, text: string) => void} */
const write = (piece, text) => {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  for (let at = 0, node; (node = /** @type {Text | null} */ (walker.nextNode())); ) {
    const part = text.slice(at, at + node.data.length);
    at += node.data.length;
    if (node.data !== part) node.data = part;
  }
};
