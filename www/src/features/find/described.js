// Describes hits for the list: their stories, and the words around them.

import { around } from "../../model/concordance.js";
import { oneLine } from "../../model/stories.js";

/** @import { State } from "../../store.js" */
/** @import { Words } from "../../model/concordance.js" */
/** @import { Listed } from "./hit-list.js" */
/** @import { Hits, PageHit } from "./hits.js" */

/** The story a hit is in, or null. */
export const storyOf = (/** @type {PageHit} */ hit) => hit.index.blocks[hit.block].story;

/**
 * What a list is given of hits.
 *
 * @param {Hits} hits
 * @param {Pick<State, "edition" | "t">} state
 * @returns {Listed}
 */
export const listed = (hits, state) => {
  const at = (/** @type {number} */ i) => /** @type {PageHit} */ (hits.at(i));
  return {
    count: hits.count(),
    id: (i) => idOf(at(i)),
    find: (id) => {
      const first = hits.first(Number.parseInt(id, 10));
      const end = hits.first(Number.parseInt(id, 10) + 1);
      for (let i = first; i < end; i++) if (idOf(at(i)) === id) return i;
      return -1;
    },
    describe: (i) => describe(at(i), state),
  };
};

// The page, and the place in its source.
const idOf = (/** @type {PageHit} */ { page, index, from }) => `${page}/${index.at[from]}`;

/** @type {(hit: PageHit, state: Pick<State, "edition" | "t">) => { key: string, title: string, words: Words }} */
const describe = (hit, { edition, t }) => {
  const story = storyOf(hit);
  const name = story ? heading(hit, story) : t("find.page");
  const title = edition.entries.length > 1 ? `${hit.page + 1} · ${name}` : name;
  return { key: `${hit.page}/${story}`, title, words: around(hit.index, hit) };
};

// The words of a story's heading, or the first that it has.
/** @type {(hit: PageHit, story: string) => string} */
const heading = ({ index }, story) => {
  const own = index.blocks.filter((block) => block.story === story);
  return oneLine((own.find(({ role }) => role === "headline") ?? own[0]).block, index.text);
};
