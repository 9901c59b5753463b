// Keeps in this browser where the reader is in an edition, for documents that are nothing but the viewer.

import { editionKey } from "../model/edition-key.js";
import { textKey } from "../model/text-key.js";
import { isBeside } from "../model/views.js";
import { keptPosition, putPosition } from "../reading/reading-position.js";
import { keepItem, keptData } from "../storage.js";

/** @import { Edition, Place } from "../model/types.js" */

/**
 * A place that is kept: the heading of its story, and the offset in the source of the piece that was the
 * first in sight.
 *
 * @typedef {Place & { index: number, title: string, start: string | null }} KeptPlace
 */

/** @type {(place: Place) => boolean} whether a place is where every edition begins */
export const isStart = ({ view, story, index }) => index === 0 && story === null && !isBeside(view);

/** @type {(edition: Edition) => string | null} the key of the place in an edition; null before its first page is read */
export const placeKey = (edition) => (edition.entries[0]?.reading?.page ? editionKey(edition, "place") : null);

/**
 * The place that is kept under a key. Null where there is none, or a store is refused.
 *
 * @param {string | null} key
 * @returns {KeptPlace | null}
 */
export const keptPlace = (key) => {
  const kept = key && keptData(key);
  return typeof kept?.view === "string" && Number.isInteger(kept.index) ? kept : null;
};

/** @type {(key: string, place: KeptPlace | null) => void} keeps a place, where this browser does; the start is none */
export const keepPlace = (key, place) => void keepItem(key, place === null || isStart(place) ? null : JSON.stringify(place));

/** @type {(text: string, story: string | null) => string | null} the offset at which a story is read */
export const offsetIn = (text, story) => (story ? keptPosition(textKey(text, story)) : null);

/** @type {(text: string, place: KeptPlace) => void} has a story open at the offset that is kept */
export const setOffset = (text, { story, start }) => {
  if (story && start) putPosition(textKey(text, story), start);
};
