// The module that finds columns, in a text or by a sheet. Most pages have none, so it is loaded when one has.

import { columns as module } from "../assets.js";
import { once } from "../once.js";
import { run } from "./engine.js";
import * as glue from "#generated/columns.js";

/** @import { Page, Span } from "../model/types.js" */
/** @import { Sheet } from "../types.js" */

export const columns = once(async () => {
  const engine = await run(glue, module());

  /**
   * Says of each span of a page where it stands on paper, which the module that reads does not know.
   *
   * @param {Page} page
   * @param {string} text
   * @param {Sheet} sheet
   */
  const place = (page, text, sheet) => {
    const spans = spansIn(page);
    const regions = engine.regions(text, sheet, Uint32Array.from(spans.flatMap(({ start, end }) => [start, end])));
    spans.forEach((span, i) => {
      const [page, vertical, x0, y0, x1, y1] = regions.subarray(6 * i);
      if (page) span.place = { page, x0, y0, x1, y1, ...(vertical ? { vertical: true } : {}) };
    });
    if (spans.some(({ place }) => place)) page.source.pages = sheet.pages.map(({ width, height }) => ({ width, height }));
  };
  return { ...engine, place, script: () => import("#columns-worker") };
});

// Spans are in blocks, corrections, doubts and their alternatives.
/** @type {(value: any) => Span[]} */
const spansIn = (value) => {
  if (value === null || typeof value !== "object") return [];
  return "utf16" in value && "line" in value ? [value] : Object.values(value).flatMap(spansIn);
};
