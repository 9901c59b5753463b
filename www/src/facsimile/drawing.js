// Draws a page: its sheet, with the text where it is printed.

import { faceOf } from "./faces.js";
import { lengthOf, restOf } from "./fitting.js";

/** @import { PieceFacts } from "../reading/source-pane.js" */
/** @import { Bounds } from "../types.js" */
/** @import { Fit } from "./fitting.js" */
/** @import { PlacedPage, PlacedRun } from "./placing.js" */

/** @typedef {import("./faces.js").Face} Face */

// How wide a sheet is laid out, before it is made as large as it is shown: so large that no browser finds
// its type too small, and rounds nothing that is seen.
export const SHEET_PX = 3000;

/**
 * How a run is drawn: how long, and what makes the element of a piece of it.
 *
 * @typedef {{ fit: Fit, mark: (piece: PieceFacts) => HTMLElement }} Pen
 */

/**
 * A sheet with everything on it.
 *
 * @param {PlacedPage} page
 * @param {(run: PlacedRun, n: number) => Pen} penOf
 */
export const drawSheet = (page, penOf) => {
  const unit = SHEET_PX / page.width;
  const sheet = box("bm-sheet");
  sheet.setAttribute("role", "group");
  sheet.style.aspectRatio = `${page.width} / ${page.height}`;
  const paper = box("bm-paper");
  paper.style.width = px(SHEET_PX);
  paper.style.height = px(page.height * unit);
  // one by one, as there may be more than a call takes
  page.runs.forEach((run, n) => paper.append(drawRun(run, penOf(run, n), unit)));
  for (const bounds of page.pictures) sheet.append(boxOn("bm-picture", bounds, page));
  for (const bounds of page.rules) sheet.append(boxOn("bm-rule", bounds, page));
  sheet.append(paper);
  return sheet;
};

/** @type {(className: string, bounds: Bounds, page: { width: number, height: number }) => HTMLElement} a box on a sheet, whose edges are as thin however large that is */
export const boxOn = (className, { x0, y0, x1, y1 }, { width, height }) => {
  const node = box(className);
  const share = (/** @type {number} */ part, /** @type {number} */ whole) => `${round((100 * part) / whole)}%`;
  node.style.cssText = `left:${share(x0, width)};top:${share(y0, height)};width:${share(x1 - x0, width)};height:${share(y1 - y0, height)}`;
  return node;
};

/** @type {(run: PlacedRun, pen: Pen, unit: number) => HTMLElement} */
const drawRun = (run, { fit: { stretch, letter, word }, mark }, unit) => {
  const { box: { x0, y0, x1, y1 }, size, vertical, bold, initial, pieces, text, start } = run;
  const isWhole = pieces[0].start === start && pieces[0].end === start + text.length;
  const node = box(`bm-run bm-${faceOf(run)}${vertical ? " bm-vertical" : ""}${bold ? " bm-bold" : ""}${isWhole ? " bm-whole" : ""}`);
  const [length, depth] = [lengthOf(run) * unit, (vertical ? x1 - x0 : y1 - y0) * unit];
  const left = vertical ? x0 : x1 - lengthOf(run);
  node.style.cssText = [
    `left:${px(left * unit)};top:${px(y0 * unit)};inline-size:${px(length / stretch)};block-size:${px(depth)}`,
    `font-size:${px(size * unit)};line-height:${px(depth)}`,
    letter ? `letter-spacing:${em(letter)}` : "",
    word ? `word-spacing:${em(word)}` : "",
    Math.abs(stretch - 1) > 0.004 ? `scale:${vertical ? `1 ${round(stretch)}` : round(stretch)} 1` : "",
  ].filter(Boolean).join(";");
  let at = start;
  for (const piece of pieces) {
    if (piece.start > at) node.append(text.slice(at - start, piece.start - start));
    node.append(mark(piece));
    at = piece.end;
  }
  if (initial) enlarge(node, run, initial, { left, stretch, unit });
  return node;
};

// Sets the first character where it stands, as high as several lines. It stays its piece's own.
/** @type {(node: HTMLElement, run: PlacedRun, initial: Bounds, set: { left: number, stretch: number, unit: number }) => void} */
const enlarge = (node, run, initial, { left, stretch, unit }) => {
  const piece = /** @type {HTMLElement} */ (node.firstElementChild);
  const words = piece.textContent;
  const first = box("bm-initial", "span");
  first.textContent = run.text.slice(0, run.text.length - restOf(run).length);
  const height = (initial.y1 - initial.y0) * unit;
  first.style.cssText = [
    `left:${px(((initial.x0 - left) * unit) / stretch)};top:${px((initial.y0 - run.box.y0) * unit)}`,
    `width:${px(((initial.x1 - initial.x0) * unit) / stretch)};height:${px(height)};font-size:${px(height * 0.95)};line-height:${px(height)}`,
  ].join(";");
  piece.replaceChildren(first, words.slice(first.textContent.length));
};

/** @type {(className: string, tag?: string) => HTMLElement} */
const box = (className, tag = "div") => Object.assign(document.createElement(tag), { className });

const round = (/** @type {number} */ number) => Math.round(number * 1000) / 1000;
const px = (/** @type {number} */ number) => `${Math.round(number * 100) / 100}px`;
const em = (/** @type {number} */ number) => `${round(number)}em`;
