// A place in the viewer ↔ a document's address: #page, #front, #list, #source, #facsimile, #a3,
// #source/a3; on another page than the first of an edition, with its number before: #p2/a3. Links to
// a paragraph are made by features/links/links.js and parsed here.

import { unescaped } from "../input/bytes.js";
import { isBeside } from "../model/views.js";

/** @import { Place, View } from "../model/types.js" */

/** @typedef {{ place: string, block: number, quote: string, end: string }} Link a link to a paragraph or words: all of them, or their beginning and end */

/** @type {(place: Place) => string} */
export const toHash = ({ view, story, index = 0 }) => {
  const page = index > 0 ? `p${index + 1}/` : "";
  if (view === "story") return `#${page}${story}`;
  return isBeside(view) && story ? `#${page}${view}/${story}` : `#${page}${view}`;
};

/** @type {(hash: string) => Place | null} */
export const fromHash = (hash) => {
  const [, page, view, story] = /^#(?:p(\d+)\/)?(page|front|list|source|facsimile|(?=a\d))(?:\/?(a\d+))?$/.exec(hash) ?? [];
  if (view === undefined) return null;
  return { view: /** @type {View} */ (view || "story"), story: story ?? null, index: page ? Number(page) - 1 : 0 };
};

/**
 * The link to a paragraph or words that an address is; `prefix` is the viewer's, so that several can
 * stand in one document.
 *
 * @param {string} hash
 * @param {string} prefix
 * @returns {Link | null}
 */
export const parseLink = (hash, prefix) => {
  const [, place, block, quote, end = ""] = /^([^.~]*)(?:\.(\d+))?~([^~]+)(?:~(.*))?$/.exec(hash.slice(1 + prefix.length)) ?? [];
  if (!place || !hash.startsWith(`#${prefix}`)) return null;
  return { place: `#${place}`, block: Number(block ?? 0), quote: unescaped(quote), end: unescaped(end) };
};
