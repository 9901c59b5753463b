// Looks through the pages of an edition, a part of them at a time.

import { folding } from "../../model/folding.js";
import { match } from "../../model/match.js";
import { indexOf } from "../../model/search.js";
import { once } from "../../once.js";

/** @import { Context, Page } from "../../model/types.js" */
/** @import { Fold } from "../../model/fold.js" */
/** @import { Plan } from "../../model/match.js" */
/** @import { Index } from "../../model/search.js" */
/** @import { Hits } from "./hits.js" */

/** @typedef {Index & { page: Page }} PageIndex */
/** @typedef {{ plan: Plan, role: string, hits: Hits }} Search what is looked for, where, and what was found by now */

// A third of a frame, as what is found is drawn in the same one.
const PART_MS = 5;

/** @param {Pick<Context, "store" | "content">} context */
export const createLookup = ({ store, content }) => {
  /** @type {(PageIndex | undefined)[]} one a page of the edition */
  const indices = [];
  /** @type {Fold | null} */
  let fold = null;

  return {
    /** Loads what folds texts. */
    ready: once(async () => void (fold = await folding())),

    fold: () => fold,

    index: (/** @type {number} */ page) => indices[page],

    /** Forgets a page that is to be indexed anew. */
    drop: (/** @type {number} */ page) => void delete indices[page],

    /** Indexes pages for a part of a frame, that which is shown first, and looks through them. Returns whether all that are read are done. */
    part: (/** @type {Search | null} */ search) => {
      if (!fold) return false;
      const started = performance.now();
      const { edition: { entries }, index: shown } = store.state;
      indices.length = entries.length;
      search?.hits.trim(entries.length);
      for (let n = -1; n < entries.length; n++) {
        const i = n < 0 ? shown : n;
        const { page, source } = entries[i]?.reading ?? {};
        const text = source?.text;
        if (!page || text == null) {
          search?.hits.drop(i);
          continue;
        }
        let index = indices[i];
        const isIndexed = index?.page === page && index.text === text;
        if (isIndexed && (!search || search.hits.isOf(i, index))) continue;
        if (performance.now() - started > PART_MS) return false;
        if (!index || !isIndexed) index = indices[i] = { ...indexOf({ text, page }, fold, i === shown ? content.order() : []), page };
        search?.hits.set(i, index, match(index, search.plan, search.role));
      }
      return true;
    },
  };
};
