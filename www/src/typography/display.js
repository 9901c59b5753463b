// Shows pieces otherwise than they are written: in the other script, with full-width punctuation, or
// set for vertical lines. Each piece keeps its length and its source, which is what is copied and linked.

import { hanzi, vertical as loadVertical } from "../lazy.js";
import { isEastAsian } from "./choices.js";
import { fullWidth, isFull, punctuationSteps } from "./punctuation.js";
import { scriptOf } from "./script.js";

/** @import { Step } from "./punctuation.js" */

/** @typedef {{ script: string | null, punctuation: string, down: boolean }} Wanted "hans", "hant" or null for its own; a value of the setting; lines that run down */

/** @type {WeakMap<Element, string>} */
const sources = new WeakMap();
/** @type {WeakMap<Element, string>} */
const shown = new WeakMap();
/** @type {Awaited<ReturnType<typeof loadVertical>> | null} what sets vertical lines, once that was asked for */
let setter = null;

/** @type {(role: string | undefined) => string} a word may go on over a line's end in a paragraph, but not in a headline */
export const between = (role) => (/^(paragraph|caption)$/.test(role ?? "") ? "" : "\n");

/** @type {(piece: Element) => string} a piece's text as it came */
export const sourceOf = (piece) => sources.get(piece) ?? piece.textContent ?? "";

/** @type {(piece: Element, source: string) => void} hears what the source of a piece is that the document has brought as it is shown */
export const setSource = (piece, source) => void sources.set(piece, source);

/**
 * Shows a page as it is wanted. Returns whether anything has changed; nothing does once it is stale.
 * It is done at once where neither characters are converted nor lines run down.
 *
 * @param {HTMLElement} page
 * @param {Wanted} wanted
 * @param {() => boolean} [isStale]
 */
export const display = async (page, { script, punctuation, down }, isStale = () => false) => {
  page.dataset.lang ??= page.lang;
  const lang = page.dataset.lang;
  const own = scriptOf(lang);
  const other = own !== null && script !== null && script !== own ? script : null;
  const vertical = down && isEastAsian(lang);
  /** @type {Step[]} */
  const steps = [];
  if (other) steps.push(await (await hanzi())(other));
  if (vertical) setter ??= await loadVertical();
  if (isStale()) return false;
  if (vertical) steps.push(fullWidth, (text) => setter?.vertical(text, other ?? own) ?? text);
  else steps.push(...punctuationSteps(lang, punctuation, other ?? own));
  const shownIn = other ? `zh-${other[0].toUpperCase()}${other.slice(1)}` : lang;
  // setting what is set makes the browser style the page anew
  if (page.lang !== shownIn) page.lang = shownIn;
  const key = [other, vertical || isFull(lang, punctuation), vertical].join();
  let changed = false;
  for (const block of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-role]"))) changed = show(block, key, steps, vertical) || changed;
  return changed;
};

/** @type {(block: HTMLElement, key: string, steps: Step[], down: boolean) => boolean} */
const show = (block, key, steps, down) => {
  // What has come from another page has no offsets, and is one piece.
  const inner = block.dataset.start ? [] : /** @type {HTMLElement[]} */ ([...block.querySelectorAll("[data-start]")]);
  const pieces = inner.length > 0 ? inner : [block];
  const plain = (/** @type {Element} */ piece) => !sources.has(piece) && steps.length === 0;
  if (pieces.every((piece) => shown.get(piece) === key || plain(piece))) return false;
  for (const piece of pieces) {
    setter?.horizontal(piece);
    if (!sources.has(piece)) sources.set(piece, piece.textContent ?? "");
  }
  const gap = between(block.dataset.role);
  const text = pieces.map(sourceOf).join(gap);
  const set = steps.reduce((text, step) => step(text), text);
  let at = 0;
  let changed = down;
  for (const piece of pieces) {
    const { length } = sourceOf(piece);
    changed = write(piece, set.slice(at, at + length)) || changed;
    at += length + gap.length;
    if (down) setter?.upright(piece);
    shown.set(piece, key);
  }
  return changed;
};

// Into the piece's own text nodes, so that links and marks in it stay. Returns whether that changes any.
/** @type {(piece: Element, text: string) => boolean} */
const write = (piece, text) => {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  let changed = false;
  for (let at = 0, node; (node = /** @type {Text | null} */ (walker.nextNode())); ) {
    const part = text.slice(at, at + node.data.length);
    at += node.data.length;
    if (node.data === part) continue;
    node.data = part;
    changed = true;
  }
  return changed;
};
