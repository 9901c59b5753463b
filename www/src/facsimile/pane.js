// The pane of the facsimile: its sheets one below the other, and what stands on none of them.

import { mark, piecesOf } from "../reading/source-pane.js";
import { spots } from "./columns.js";
import { drawSheet, SHEET_PX } from "./drawing.js";
import { faceOf } from "./faces.js";
import { fit } from "./fitting.js";
import { place } from "./placing.js";

/** @import { PieceFacts } from "../reading/source-pane.js" */
/** @import { Sheet } from "../types.js" */
/** @import { Spot } from "./columns.js" */
/** @import { PlacedPage } from "./placing.js" */

/**
 * What is drawn: the pane, its sheets, and where the pieces on them stand.
 *
 * @typedef {object} Drawing
 * @property {HTMLElement} pane
 * @property {Sheet} source
 * @property {PlacedPage[]} pages
 * @property {HTMLElement[]} sheets
 * @property {{ piece: HTMLElement, page: number, spot: Spot }[]} placed
 */

// On paper a sheet is no larger than what A4 and Letter leave within their margins, in px.
const PRINT_PX = [703, 930];

/**
 * The pane of a text and its sheet, built from the pieces in the articles, so that it is true of what is
 * shown, and in their faces.
 *
 * @param {string} text
 * @param {HTMLElement} articles
 * @param {Sheet} source
 * @returns {Drawing}
 */
export const drawPane = (text, articles, source) => {
  const pane = document.createElement("section");
  pane.className = "bm-source bm-facsimile";
  pane.slot = "source";
  pane.lang = articles.dataset.lang ?? articles.lang;
  const style = getComputedStyle(articles);
  const faces = Object.fromEntries(["song", "hei", "kai"].map((name) => [name, style.getPropertyValue(`--banmian-${name}`)]));
  for (const [name, stack] of Object.entries(faces)) pane.style.setProperty(`--banmian-${name}`, stack);

  const { pages, unplaced } = place(source, text, piecesOf(articles));
  /** @type {Drawing["placed"]} */
  const placed = [];
  const sheets = pages.map((page, i) => {
    const fits = fit(page.runs, (run) => `${run.bold ? 700 : 400} 100px ${faces[faceOf(run)]}`);
    const spotOf = spots(page);
    return drawSheet(page, (run, n) => ({
      fit: fits[n],
      mark: (piece) => {
        const node = mark(piece, text);
        placed.push({ piece: node, page: i, spot: spotOf(run) });
        return node;
      },
    }));
  });
  pane.append(...sheets);
  if (unplaced.length > 0) pane.append(list(unplaced, text));
  const depth = Math.max(...pages.map(({ width, height }) => (height / width) * SHEET_PX), 1);
  pane.style.setProperty("--bm-print", String(Math.min(PRINT_PX[0] / SHEET_PX, PRINT_PX[1] / depth)));
  pane.querySelector("[data-piece]")?.setAttribute("tabindex", "0");
  return { pane, source, pages, sheets, placed };
};

/** @type {(pieces: PieceFacts[], text: string) => HTMLElement} */
const list = (pieces, text) => {
  const out = Object.assign(document.createElement("div"), { className: "bm-unplaced-pieces" });
  out.setAttribute("role", "group");
  for (const piece of pieces) {
    const line = Object.assign(document.createElement("div"), { className: "bm-line" });
    line.append(mark(piece, text));
    out.append(line);
  }
  return out;
};
