// Puts the pieces of a page on its sheet: which run holds which, in the order they are read.

import { utf16Of } from "../model/utf16.js";

/** @import { PieceFacts } from "../reading/source-pane.js" */
/** @import { Bounds, Sheet, SheetPage, SheetRun } from "../types.js" */

/**
 * A run with the pieces that stand in it. Lengths are in the sheet's unit.
 *
 * @typedef {object} PlacedRun
 * @property {Bounds} box
 * @property {number} size of the type
 * @property {boolean} vertical
 * @property {boolean} bold
 * @property {string} face
 * @property {Bounds | null} initial
 * @property {PieceFacts[]} pieces in the order of the text
 * @property {string} text with the blanks around and between them
 * @property {number} start where that begins in the text of the page
 */

/** @typedef {{ width: number, height: number, runs: PlacedRun[], rules: Bounds[], pictures: Bounds[] }} PlacedPage */

// How high a line is, in ems, where the size of its type is believed: what forms give in another unit is not.
const PLAUSIBLE = [0.6, 1.7];
// The em of a line whose size is not known, as a share of its height.
const EM = 0.95;
// A page is set in few sizes; where a form has more, as OCR measures each line, those that are nearly alike
// are taken as one: browsers make every size of a font anew.
const SIZES = 40;
const ALIKE = Math.log(1.06);
// How much of the page a picture of the page covers at least.
const SCAN = 0.8;
// How much larger than the body type of its page a heading is.
const HEADING = 1.35;

/**
 * The pages of a sheet with their pieces, and the pieces that stand on none of them. A piece stands whole
 * in the run that holds its first character, so that none is lost or shown twice whatever the sheet says.
 *
 * @param {Sheet} sheet
 * @param {string} text
 * @param {PieceFacts[]} pieces in the order they are read
 * @returns {{ pages: PlacedPage[], unplaced: PieceFacts[] }}
 */
export const place = (sheet, text, pieces) => {
  const pages = sheet.pages.map(knownPage);
  const runs = pages.flatMap(({ page, runs }) => runs.map((run) => ({ page, run, held: /** @type {PieceFacts[]} */ ([]) })));
  const units = utf16Of(text, runs.flatMap(({ run: { bytes } }) => [bytes.start, bytes.end]));
  const at = (/** @type {number} */ byte) => units.get(byte) ?? 0;
  const inText = [...runs].sort((a, b) => a.run.bytes.start - b.run.bytes.start);
  /** @type {Map<PieceFacts, typeof runs[number]>} */
  const holders = new Map();
  let i = 0;
  for (const piece of [...pieces].sort((a, b) => a.start - b.start)) {
    while (i + 1 < inText.length && at(inText[i + 1].run.bytes.start) <= piece.start) i += 1;
    const holder = inText[i];
    if (!holder || piece.start < at(holder.run.bytes.start) || piece.start >= at(holder.run.bytes.end)) continue;
    holder.held.push(piece);
    holders.set(piece, holder);
  }
  const read = [...new Set(pieces.flatMap((piece) => holders.get(piece) ?? []))];
  return {
    pages: pages.map(({ page, width, height }) => {
      const own = sized(read.filter((held) => held.page === page));
      const body = bodySize(own);
      return {
        width,
        height,
        runs: own.map(({ run, held, size }) => placedRun(run, held, wordsOf(text, [at(run.bytes.start), at(run.bytes.end)], held), { size, body })),
        rules: (page.rules ?? []).filter(isBox),
        pictures: (page.pictures ?? []).filter((picture) => isBox(picture) && !isScan(picture, width * height)),
      };
    }),
    unplaced: pieces.filter((piece) => !holders.has(piece)),
  };
};

/** @type {(run: Bounds & SheetRun, held: PieceFacts[], words: { text: string, start: number }, type: { size: number, body: number }) => PlacedRun} */
const placedRun = (run, held, words, { size, body }) => {
  const { x0, y0, x1, y1, face, initial } = run;
  return {
    box: { x0, y0, x1, y1 },
    size,
    vertical: Boolean(run.vertical),
    bold: Boolean(run.bold || run.heading) || size >= HEADING * body,
    face: String(face ?? ""),
    initial: initial && isBox(initial) && words.start === held[0].start ? initial : null,
    pieces: held,
    ...words,
  };
};

// The words of a run, from its first piece to its last, with what is blank before and behind them.
/** @type {(text: string, run: [start: number, end: number], held: PieceFacts[]) => { text: string, start: number }} */
const wordsOf = (text, [start, end], held) => {
  const [first, last] = [held[0].start, held[held.length - 1].end];
  const isBlank = (/** @type {number} */ from, /** @type {number} */ to) => /^[^\S\r\n]*$/.test(text.slice(from, to));
  const from = isBlank(start, first) ? start : first;
  return { text: text.slice(from, end > last && isBlank(last, end) ? end : last), start: from };
};

/** @type {(run: Bounds & SheetRun) => number} */
const sizeOf = ({ x0, y0, x1, y1, size, vertical }) => {
  const height = vertical ? x1 - x0 : y1 - y0;
  const [low, high] = PLAUSIBLE;
  return size > 0 && height >= low * size && height <= high * size ? size : EM * height;
};

/** @type {(runs: { run: Bounds & SheetRun, held: PieceFacts[] }[]) => { run: Bounds & SheetRun, held: PieceFacts[], size: number }[]} */
const sized = (runs) => {
  const all = runs.map((held) => ({ ...held, size: sizeOf(held.run) }));
  if (new Set(all.map(({ size }) => size.toFixed(1))).size <= SIZES) return all;
  return all.map((held) => ({ ...held, size: Math.exp(Math.round(Math.log(held.size) / ALIKE) * ALIKE) }));
};

/** @type {(runs: { size: number, held: PieceFacts[] }[]) => number} the size that most characters are set in */
const bodySize = (runs) => {
  const sizes = runs.map(({ size, held }) => ({ size, length: held.reduce((sum, { start, end }) => sum + end - start, 0) }));
  sizes.sort((a, b) => a.size - b.size);
  let half = sizes.reduce((sum, { length }) => sum + length, 0) / 2;
  return sizes.find(({ length }) => (half -= length) <= 0)?.size ?? 0;
};

/** @type {(bounds: Bounds) => boolean} whether it has a place and an extent, be that a line's */
const isBox = ({ x0, y0, x1, y1 }) => [x0, y0, x1, y1].every(Number.isFinite) && x1 >= x0 && y1 >= y0 && (x1 > x0 || y1 > y0);

// What covers nearly the whole page is a picture of the page, whose text stands on it.
/** @type {(picture: Bounds, area: number) => boolean} */
const isScan = ({ x0, y0, x1, y1 }, area) => (x1 - x0) * (y1 - y0) >= SCAN * area;

// A page by what of it can be drawn: nothing is known of the sheet but that it may say anything.
/** @type {(page: SheetPage) => { page: SheetPage, width: number, height: number, runs: (Bounds & SheetRun)[] }} */
const knownPage = (page) => {
  const runs = (page.runs ?? []).filter((run) => isBox(run) && run.x1 > run.x0 && run.y1 > run.y0 && run.bytes && run.bytes.start < run.bytes.end);
  const extent = (/** @type {number} */ given, /** @type {number[]} */ ends) => (given > 0 && Number.isFinite(given) ? given : ends.reduce((a, b) => Math.max(a, b), 1));
  const width = extent(page.width, runs.map(({ x1 }) => x1));
  const height = extent(page.height, runs.map(({ y1 }) => y1));
  return { page, width, height, runs: runs.filter(({ x0, y0, x1, y1 }) => x1 > 0 && y1 > 0 && x0 < width && y0 < height) };
};
