// The chosen piece. What chooses is loaded with the view of the source, and what draws the facsimile
// with that.

import { facsimile as loadFacsimile, sourceView } from "../lazy.js";
import { once } from "../once.js";

/** @import { Context, View } from "../model/types.js" */

/** @typedef {ReturnType<typeof createSelection>} Selection */
/** @typedef {Awaited<ReturnType<typeof sourceView>>} SourceView */

/** @param {Pick<Context, "host" | "store" | "ui" | "content">} context */
export const createSelection = (context) => {
  const { host, store, ui, content } = context;
  /** @type {SourceView | null} */
  let view = null;
  /** @type {import("./choosing.js").Choosing | null} */
  let choosing = null;
  /** @type {import("./motion.js").Motion | null} */
  let motion = null;
  /** @type {import("../facsimile/facsimile.js").Facsimile | null} */
  let facsimile = null;
  // whether the pane beside the articles is the facsimile
  let isDrawn = false;
  const draw = once(async () => (facsimile = (await loadFacsimile())(context)));

  return {
    load: once(async () => {
      view = await sourceView();
      choosing = view.createChoosing(context);
      motion = view.createMotion(context);
    }),

    /** Loads what a view sets beside the articles; null where that is there. */
    prepare: (/** @type {View} */ wanted) => {
      const furnished = ui.furnish();
      return wanted === "facsimile" && !facsimile ? Promise.all([furnished, draw()]) : furnished;
    },

    /** Sets the source, or the facsimile, beside the articles, in its style; returns its pane where that is new. */
    show: () => {
      const { view: wanted } = store.state;
      view?.styleSource(host);
      facsimile?.refresh();
      const drawn = wanted === "facsimile" && facsimile;
      const stands = content.sourcePane && (isDrawn === Boolean(drawn) || (wanted !== "facsimile" && wanted !== "source"));
      if (!view || stands) return null;
      isDrawn = Boolean(drawn);
      const pane = content.openSource(drawn ? { ...view, createSourcePane: drawn.createPane } : view);
      if (drawn) drawn.stand();
      return pane;
    },

    /** Chooses the piece that a node stands in, or nothing where it stands in none. */
    chooseAt: (/** @type {Element} */ node, /** @type {Element | null} */ from = node) => choosing?.chooseAt(node, from) ?? false,

    /** Chooses the piece that holds an offset of the source. */
    select: async (/** @type {number} */ offset) => {
      const wait = ui.furnish();
      if (wait) await wait.catch(() => {});
      choosing?.select(offset);
    },

    /** Remembers where the lines stand, before another view is shown. */
    leave: (/** @type {View} */ from) => motion?.leave(from),

    /** Has them move to where they stand now. */
    land: async () => motion?.land(),

    /** Lists what is doubtful of the page. */
    listDoubts: () => choosing?.listDoubts(),

    /** The piece of the source that a key goes to. */
    next: (/** @type {Element} */ piece, /** @type {string} */ key) => view?.nextPiece(piece, key),

    /** Enlarges the facsimile by a step, or makes it smaller; with 0 it is as wide as its pane. */
    zoom: (/** @type {number} */ by) => facsimile?.zoom(by),
  };
};
