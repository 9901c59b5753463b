// The chosen piece. What chooses is loaded with the view of the source.

import { sourceView } from "../lazy.js";
import { once } from "../once.js";

/** @import { Context } from "../model/types.js" */

/** @typedef {ReturnType<typeof createSelection>} Selection */
/** @typedef {Awaited<ReturnType<typeof sourceView>>} SourceView */

/** @param {Pick<Context, "host" | "store" | "ui" | "content">} context */
export const createSelection = (context) => {
  const { host, ui, content } = context;
  /** @type {SourceView | null} */
  let view = null;
  /** @type {import("./choosing.js").Choosing | null} */
  let choosing = null;

  return {
    load: once(async () => {
      view = await sourceView();
      choosing = view.createChoosing(context);
    }),

    /** Sets the source beside the articles, in its style; returns its pane where there is none yet. */
    show: () => {
      view?.styleSource(host);
      return view && !content.sourcePane ? content.openSource(view) : null;
    },

    /** Chooses the piece that a node stands in, or nothing where it stands in none. */
    chooseAt: (/** @type {Element} */ node, /** @type {Element | null} */ from = node) => choosing?.chooseAt(node, from) ?? false,

    /** Chooses the piece that holds an offset of the source. */
    select: async (/** @type {number} */ offset) => {
      const wait = ui.furnish();
      if (wait) await wait.catch(() => {});
      choosing?.select(offset);
    },

    /** Lists what is doubtful of the page. */
    listDoubts: () => choosing?.listDoubts(),

    /** The piece of the source that a key goes to. */
    next: (/** @type {Element} */ piece, /** @type {string} */ key) => view?.nextPiece(piece, key),
  };
};
