// The views of a page.

/** @import { Edition, Reading, View } from "./types.js" */

/** @type {View[]} */
export const VIEWS = ["page", "list", "story", "source", "facsimile", "front"];

/** @type {(view: View) => boolean} whether a view has what a page was read from beside the articles */
export const isBeside = (view) => view === "source" || view === "facsimile";

/** @type {(view: View) => boolean} whether a view gives the beginnings of stories, and leads to them */
export const isOverview = (view) => view === "list" || view === "front";

/** @type {(view: View, edition: Edition) => boolean} whether a view is of all pages of an edition */
export const isOfEdition = (view, { entries }) => entries.length > 1 && isOverview(view);

/** @type {(host: Element) => boolean} whether a document is nothing but the viewer, on a phone */
export const isOnPhone = (host) => host.hasAttribute("hash") && matchMedia("(max-width: 40rem)").matches;

/** @type {(host: Element & { view: View }) => View} the view that a viewer begins with: on a phone the front, where no other place is named */
export const firstView = (host) => (isOnPhone(host) && !host.hasAttribute("view") && location.hash === "" ? "front" : host.view);

/** @type {(reading: Reading) => boolean} whether it is known how the lines of a page stand on paper; the sheet of Markdown does not say */
export const hasFacsimile = ({ page, source: { sheet } }) => Boolean(page?.source.pages?.length && sheet?.pages.length);
