// Finds the story before or after another, over the pages of an edition.

import { storiesOfPage } from "../model/stories.js";

/** @import { Edition } from "../model/types.js" */
/** @import { Story } from "../model/stories.js" */

/** @typedef {{ index: number, story: Story | null }} Neighbour a story and its page; null where that page is yet to be read */

/** @type {(edition: Edition, index: number) => Story[]} the stories of a page by their numbers, none where it is not read */
export const storiesAt = ({ entries }, index) => {
  const { page, source } = entries[index]?.reading ?? {};
  return page ? [...storiesOfPage(page, source?.text ?? "", index)].sort((a, b) => a.number - b.number) : [];
};

/**
 * The first story on the pages after one, or the last on those before it, or null. Pages that cannot be
 * read, or hold none that is wanted, are passed over.
 *
 * @param {Edition} edition
 * @param {number} index of the page
 * @param {number} by 1 or -1
 * @param {(story: Story) => boolean} [isWanted]
 * @returns {Neighbour | null}
 */
export const beyond = (edition, index, by, isWanted = () => true) => {
  const { entries } = edition;
  for (let i = index + by; entries[i]; i += by) {
    const { reading, error } = entries[i];
    if (!reading?.page && !error) return { index: i, story: null };
    const story = storiesAt(edition, i).filter(isWanted).at(by > 0 ? 0 : -1);
    if (story) return { index: i, story };
  }
  return null;
};
