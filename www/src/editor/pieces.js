// Finds the blocks and pieces of the articles in the document.

/** @import { BanmianViewer } from "../element.js" */

/** @type {(within: Element) => HTMLElement[]} */
export const blockNodes = (within) =>
  /** @type {HTMLElement[]} */ ([...within.querySelectorAll("[data-role]")]).filter((node) => node.closest(".bm-page") && !node.closest(".bm-source"));

/** @type {(node: Element) => HTMLElement[]} the pieces that a block is made of */
export const piecesIn = (node) =>
  /** @type {HTMLElement[]} */ (node.matches("[data-start]") ? [node] : [...node.querySelectorAll("[data-start]")]);

/** @type {(piece: HTMLElement) => number} */
export const offsetOf = (piece) => Number(piece.dataset.start);

/** @type {(node: Element) => number} where a block starts in the source */
export const startOf = (node) => offsetOf(piecesIn(node)[0]);

/** @type {(host: BanmianViewer, start: number) => HTMLElement | undefined} the block of the piece that starts there */
export const blockAt = (host, start) =>
  blockNodes(host).find((node) => [node, ...piecesIn(node)].some((piece) => offsetOf(piece) === start));

/** @type {(host: BanmianViewer, start: number) => void} gives each block a grip to carry it by; the one at `start` can be tabbed to */
export const addGrips = (host, start) => {
  for (const node of blockNodes(host)) {
    if (node.querySelector(":scope > .bm-grip")) continue;
    node.prepend(Object.assign(document.createElement("span"), { className: "bm-grip", ariaHidden: "true" }));
    node.tabIndex = startOf(node) === start ? 0 : -1;
    node.querySelector("a")?.setAttribute("tabindex", "-1");
  }
};
