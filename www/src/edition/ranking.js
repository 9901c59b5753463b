// Ranks the stories of an edition by the weights that the parser gives them.

import { storiesOfPage } from "../model/stories.js";

/** @import { Entry, Page } from "../model/types.js" */
/** @import { Story } from "../model/stories.js" */

/** @typedef {(page: Page) => number[]} Weigh gives the weight that each article of a page has for opening it, 0 for what never does */

// How many stories stand beside the lead.
const SECONDS = 2;

/** @type {WeakMap<Page, Story[]>} */
const known = new WeakMap();

/**
 * The stories of a page by rank, the first one first. What never leads comes last.
 *
 * @param {Entry} entry
 * @param {number} index
 * @param {Weigh} weigh
 * @returns {Story[]}
 */
export const ranked = ({ reading }, index, weigh) => {
  if (!reading?.page) return [];
  const made = known.get(reading.page);
  if (made && made[0]?.index === index) return made;
  const weights = weigh(reading.page);
  const stories = storiesOfPage(reading.page, reading.source.text ?? "", index)
    .map((story, i) => ({ story, weight: weights[i] }))
    .sort((a, b) => b.weight - a.weight || a.story.number - b.story.number)
    .map(({ story }) => story);
  known.set(reading.page, stories);
  return stories;
};

/** @type {(story: Story | undefined) => boolean} whether a story can lead: news with a headline */
const canLead = (story) => story?.article.kind === "news" && story.article.headline !== null;

/**
 * The stories that open an edition: the lead of its first page that has one, and the next of that page.
 * Null while a page is not read that may have the lead; `index` is that page's, or -1 where none has one.
 *
 * @param {Entry[]} entries
 * @param {Weigh} weigh
 * @returns {{ index: number, lead: Story | null, seconds: Story[] } | null}
 */
export const opening = (entries, weigh) => {
  for (const [index, entry] of entries.entries()) {
    if (!entry.reading?.page && !entry.error) return null;
    const [lead, ...others] = ranked(entry, index, weigh);
    if (canLead(lead)) return { index, lead, seconds: others.filter(canLead).slice(0, SECONDS) };
  }
  return { index: -1, lead: null, seconds: [] };
};
