// The chosen piece: marked in the articles and in the source, with the reasons for its place.

import { emit } from "../events.js";
import { findPiece } from "../model/blocks.js";
import { isBeside } from "../model/views.js";
import { doubtList, doubtsAt } from "./doubts.js";
import { explain } from "./explanation.js";
import { pieceOf } from "./source-pane.js";

/** @import { Context } from "../model/types.js" */
/** @import { PieceFacts } from "./source-pane.js" */

/** @typedef {ReturnType<typeof createChoosing>} Choosing */

/** @param {Pick<Context, "host" | "store" | "ui" | "content">} context */
export const createChoosing = ({ host, store, ui, content }) => {
  /**
   * Marks a piece on both sides, with its kin, and says why it stands where it stands. `from` is
   * the node at which it was chosen, which need not be brought into sight.
   *
   * @param {PieceFacts} piece
   * @param {Element | null} [from]
   */
  const choose = ({ start, end, role, story }, from = null) => {
    const { reading: { page, source }, t, view } = store.state;
    const found = page && findPiece(page, start);
    if (found) ui.showReasons(explain(found, source.text ?? "", t, doubtsAt(page, start)));
    host.querySelectorAll("[data-start][aria-current]").forEach((node) => node.removeAttribute("aria-current"));
    for (const piece of /** @type {HTMLElement[]} */ ([...(content.sourcePane?.querySelectorAll("[data-piece]") ?? [])])) {
      piece.toggleAttribute("data-kin", story !== "-" && piece.dataset.article === story);
      piece.tabIndex = Number(piece.dataset.start) === start ? 0 : -1;
    }
    for (const node of host.querySelectorAll(`[data-start="${start}"]`)) {
      node.setAttribute("aria-current", "true");
      if (isBeside(view)) {
        const near = node === from || node.contains(from);
        if (near) node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
        else ui.scroller.bring(node, "center");
      }
    }
    emit(host, "banmian-select", { start, end, role, story, line: found?.span.line });
  };

  /** Chooses the piece that a node stands in, or nothing where it stands in none. */
  const chooseAt = (/** @type {Element} */ node, /** @type {Element | null} */ from = node) => {
    const piece = pieceOf(node);
    if (piece) choose(piece, from);
    return piece !== null;
  };

  /** Chooses the piece that holds an offset of the source. */
  const select = (/** @type {number} */ offset) => {
    const piece = content.pieceAt(offset);
    const facts = piece && pieceOf(piece);
    if (facts) choose(facts);
  };

  /** Lists what is doubtful of the page. */
  const listDoubts = () => {
    const { reading: { page, source }, t } = store.state;
    if (page) ui.showReasons(doubtList(page, source.text ?? "", t, select));
  };

  return { chooseAt, select, listDoubts };
};
