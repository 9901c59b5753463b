// Links to the passages of notes.

import { folding } from "../../model/folding.js";
import { indexOf } from "../../model/search.js";
import { linkTo } from "../links/links.js";

/** @import { Page } from "../../model/types.js" */

/**
 * What gives the link to words that begin at an offset of a page's text, `index` being that of the page in
 * its edition.
 *
 * @param {HTMLElement} host
 * @param {{ text: string, page: Page }} reading
 * @param {number} index
 * @returns {Promise<(start: number, words: string[]) => string>}
 */
export const linksTo = async (host, reading, index) => {
  const fold = await folding();
  const folded = indexOf(reading, fold);
  return (start, words) => {
    const number = folded.blocks.findIndex(({ block }) => block.spans.some(({ utf16 }) => utf16[0] <= start && start < utf16[1]));
    const place = number < 0 ? "page" : linkTo(folded, fold, number, index, words);
    return new URL(`#${host.getAttribute("prefix") ?? ""}${place}`, location.href).href;
  };
};
