// The views of a page.

/** @import { Reading, View } from "./types.js" */

/** @type {View[]} */
export const VIEWS = ["page", "list", "story", "source", "facsimile"];

/** @type {(view: View) => boolean} whether a view has what a page was read from beside the articles */
export const isBeside = (view) => view === "source" || view === "facsimile";

/** @type {(reading: Reading) => boolean} whether it is known how the lines of a page stand on paper; the sheet of Markdown does not say */
export const hasFacsimile = ({ page, source: { sheet } }) => Boolean(page?.source.pages?.length && sheet?.pages.length);
