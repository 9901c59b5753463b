// Where a run stands on its page, as it is told to who does not see it: in which column, or in which
// tier of a page whose lines run down, and how far along that.

/** @import { Translate } from "../model/types.js" */
/** @import { PlacedRun } from "./placing.js" */

/** @typedef {{ low: number, high: number }} Extent */

/** @typedef {{ from: number, to: number, count: number, third: "first" | "middle" | "last", down: boolean }} Spot */

// A column has at least so many lines, of the page's and at all.
const SHARE = 0.03;
const LINES = 3;
// Lines that begin as near to each other begin at one edge, in ems.
const NEAR = 0.6;

/**
 * What tells the spot of a run. Columns begin where many lines of text do, and none within another.
 *
 * @param {{ width: number, height: number, runs: PlacedRun[] }} page
 * @returns {(run: PlacedRun) => Spot}
 */
export const spots = ({ width, height, runs }) => {
  const down = runs.filter(({ vertical }) => vertical).length * 2 > runs.length;
  /** @type {(run: PlacedRun) => Extent} */
  const across = ({ box }) => (down ? { low: box.y0, high: box.y1 } : { low: box.x0, high: box.x1 });
  const body = runs.filter(({ vertical, pieces }) => vertical === down && pieces.some(({ role }) => role === "paragraph"));
  const lines = body.length >= LINES ? body : runs.filter(({ vertical }) => vertical === down);
  const size = lines.map((run) => run.size).sort((a, b) => a - b)[lines.length >> 1] ?? 0;
  const columns = columnsOf(lines.map(across), NEAR * size);
  return (run) => {
    const { low, high } = across(run);
    const begun = columns.filter((column) => column.low <= low + size).length;
    const covered = columns.filter((column) => column.low < high - size).length;
    const from = Math.max(1, begun);
    const { box } = run;
    const along = down ? 1 - (box.x0 + box.x1) / 2 / width : (box.y0 + box.y1) / 2 / height;
    return { from, to: Math.max(from, covered), count: columns.length, third: along < 1 / 3 ? "first" : along < 2 / 3 ? "middle" : "last", down };
  };
};

/** @type {(spot: Spot, number: number, t: Translate) => string} a spot on a page in words */
export const describeSpot = ({ from, to, count, third, down }, number, t) => {
  const column = to > from ? "columns" : "column";
  return [
    t("facsimile.page", { number }),
    count > 1 ? t(`facsimile.${column}${down ? ".down" : ""}`, { from, to, count }) : "",
    t(`facsimile.${third}${down ? ".down" : ""}`),
  ].filter(Boolean).join(t("facsimile.comma"));
};

/** @type {(lines: Extent[], near: number) => Extent[]} */
const columnsOf = (lines, near) => {
  const sorted = [...lines].sort((a, b) => a.low - b.low);
  /** @type {{ low: number, lines: Extent[] }[]} the edges at which lines begin */
  const edges = [];
  for (const line of sorted) {
    const last = edges.at(-1);
    if (last && line.low - last.low <= near) last.lines.push(line);
    else edges.push({ low: line.low, lines: [line] });
  }
  const least = Math.max(LINES, SHARE * lines.length);
  /** @type {Extent[]} */
  const columns = [];
  for (const { low, lines } of edges.filter(({ lines }) => lines.length >= least).sort((a, b) => b.lines.length - a.lines.length)) {
    const high = lines.map((line) => line.high).sort((a, b) => a - b)[lines.length >> 1];
    const isApart = columns.every((column) => high <= column.low + near || low >= column.high - near);
    if (isApart) columns.push({ low, high });
  }
  return columns.sort((a, b) => a.low - b.low);
};
