// Compares articles that were in the document already with a page just read.

import { blocks } from "../model/blocks.js";
import { setSource, sourceOf } from "../typography/display.js";
import { isDressed } from "../typography/punctuation.js";

/** @import { Page } from "../model/types.js" */

/**
 * Whether `main` shows `page` of `text` piece by piece, so that nothing need be built anew.
 *
 * @param {Element} main
 * @param {Page} page
 * @param {string} text
 */
export const isPrerendered = (main, page, text) => {
  const shown = /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll(":scope > .bm-page"));
  if (shown.length !== 1 || shown[0].lang !== page.source.language) return false;
  const pieces = /** @type {HTMLElement[]} */ ([...shown[0].querySelectorAll("[data-start]")]);
  const spans = new Map([...blocks(page)].flatMap(([article, { spans, role }]) =>
    spans.map(({ utf16: [start, end] }) => [start, [end, role, article?.id ?? ""].join()])));
  // the builder may have set the page as it is shown at first
  const dressed = shown[0].dataset.typeset === "auto";
  return pieces.length === spans.size && pieces.every((piece) => {
    const { start, end } = piece.dataset;
    const story = piece.closest("article")?.id ?? "";
    const { role } = /** @type {HTMLElement} */ (piece.closest("[data-role]")).dataset;
    const source = text.slice(Number(start), Number(end));
    if (spans.get(Number(start)) !== [end, role, story].join()) return false;
    if (dressed && isDressed(piece.textContent, source)) setSource(piece, source);
    return isDressed(printed(piece), source);
  });
};

// A piece's text as it was before it was corrected.
/** @type {(piece: HTMLElement) => string} */
const printed = (piece) => {
  if (!piece.querySelector(".bm-corrected")) return sourceOf(piece);
  const copy = /** @type {HTMLElement} */ (piece.cloneNode(true));
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (copy.querySelectorAll(".bm-corrected"))) node.textContent = node.dataset.original ?? "";
  return copy.textContent ?? "";
};
