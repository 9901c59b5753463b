// The stories that are read aloud one after the other, over the pages of an edition.

import { beyond, storiesAt } from "../../edition/neighbours.js";
import { toHash } from "../../reading/route.js";

/** @import { Context } from "../../model/types.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { Story } from "../../model/stories.js" */

/** @typedef {ReturnType<typeof createQueue>} Queue */
/** @typedef {{ index: number, id: string }} Track a story, and its page in the edition */

// Nobody wants to hear those among the news.
const isRead = (/** @type {Story} */ { article: { kind } }) => kind !== "notice" && kind !== "teaser";

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createQueue = ({ host, store, ui, content, loader }, navigation) => {
  // What is read of a page, and the story that the reader has chosen, whatever it is.
  /** @type {(index: number, chosen?: string) => Story[]} */
  const tracksAt = (index, chosen) => storiesAt(store.state.edition, index).filter((story) => isRead(story) || story.id === chosen);

  /** @type {(from: { index: number, id: string | null }, by: number) => Promise<Track | null>} the story after one, or before it; waits for pages that are yet to be read */
  const near = async ({ index, id }, by) => {
    const tracks = tracksAt(index, id ?? undefined);
    const own = id === null ? tracks[0] : tracks[tracks.findIndex((story) => story.id === id) + by];
    if (own) return { index, id: own.id };
    const { edition } = store.state;
    for (let to = beyond(edition, index, by, isRead); to; to = beyond(edition, index, by, isRead)) {
      if (to.story) return { index: to.index, id: to.story.id };
      await loader.readPage(to.index);
    }
    return null;
  };

  return {
    near,

    /** The story to begin with: the open one, or the first of those in sight; at a page's beginning its first. */
    first: () => {
      const { view, story, index } = store.state;
      if (view === "story" && story) return Promise.resolve({ index, id: story });
      const seen = ui.scroller.depth() > 0 ? content.articles().filter(ui.isInSight).map(({ dataset }) => dataset.article) : [];
      const inSight = tracksAt(index).find(({ id }) => seen.includes(id));
      return near({ index, id: inSight ? inSight.id : null }, 0);
    },

    /** Which story of how many it is, as far as the pages are read, and its heading. */
    placeOf: (/** @type {Track} */ { index, id }) => {
      const all = store.state.edition.entries.flatMap((_, i) => tracksAt(i, i === index ? id : undefined));
      const at = all.findIndex((story) => story.index === index && story.id === id);
      return { number: at + 1, count: all.length, headline: all[at]?.title ?? "" };
    },

    isShown: (/** @type {Track} */ { index, id }) => {
      const { view, story, index: here } = store.state;
      return view === "story" && story === id && here === index;
    },

    /**
     * Opens a story. One that is read after another takes its place in the history, so that Back leads to
     * where the reader was before they listened.
     *
     * @param {Track} track
     * @returns {Promise<unknown>}
     */
    show: async ({ index, id }) => {
      if (store.state.view !== "story") return navigation.show("story", id, index);
      try {
        if (host.hasAttribute("hash")) history.replaceState(history.state, "", toHash({ view: "story", story: id, index }));
      } catch {
        return navigation.show("story", id, index);
      }
      return navigation.go({ view: "story", story: id, index });
    },
  };
};
