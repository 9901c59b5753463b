// Tells a sheet from what may stand in its place in a file that somebody else has written.

/** @import { Sheet } from "../types.js" */

/** @type {(value: any, ...keys: string[]) => boolean} */
const hasNumbers = (value, ...keys) => keys.every((key) => typeof value?.[key] === "number");
const isBounds = (/** @type {any} */ value) => hasNumbers(value, "x0", "y0", "x1", "y1");
const isRun = (/** @type {any} */ run) =>
  isBounds(run) && hasNumbers(run, "size") && hasNumbers(run.bytes, "start", "end") && (run.initial == null || isBounds(run.initial));
/** @type {(value: any, isOne: (one: any) => boolean) => boolean} */
const isListOf = (value, isOne) => Array.isArray(value) && value.every(isOne);
const isPage = (/** @type {any} */ page) =>
  hasNumbers(page, "width", "height") && isListOf(page.runs, isRun) && isListOf(page.rules ?? [], isBounds) && isListOf(page.pictures ?? [], isBounds);

/** @type {(value: any) => Sheet | undefined} the sheet that a value is; without one a text is read by itself */
export const sheetOf = (value) => (isListOf(value?.pages, isPage) ? value : undefined);
