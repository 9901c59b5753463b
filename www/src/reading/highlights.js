// Highlights stretches of the source in the document, with the CSS Custom Highlight API or, without
// it, an attribute on the pieces that hold them.

import css from "../../styles/marks.css";
import { adopt } from "../ui/adopted-style.js";

/** @import { Range as Stretch } from "../model/search.js" */
/** @import { Scroller } from "../ui/scroller.js" */

/** @typedef {ReturnType<typeof createHighlights>} Highlights */
/** @typedef {"bm-hit" | "bm-said" | "bm-now" | "bm-linked" | `bm-mark-${string}`} Name */
/** @typedef {{ node: HTMLElement, start: number, end: number }} Piece */

/** @type {WeakMap<HTMLElement, Highlights>} */
const known = new WeakMap();

/** @type {(host: HTMLElement) => Highlights} the marks in the pieces below a viewer */
export const highlightsOf = (host) => {
  adopt(host, css);
  const marks = known.get(host) ?? createHighlights(host);
  known.set(host, marks);
  return marks;
};

// Several viewers share the document's registry.
const createHighlights = (/** @type {HTMLElement} */ host) => {
  /** @type {Map<Name, (Range | HTMLElement)[]>} */
  const painted = new Map();
  /** @type {{ root: HTMLElement, pieces: Piece[] }[] | null} */
  let sides = null;

  const sidesOf = () => {
    if (sides?.every(({ root }) => root.isConnected) && sides.length === host.querySelectorAll(ROOTS).length) return sides;
    return (sides = /** @type {HTMLElement[]} */ ([...host.querySelectorAll(ROOTS)]).map((root) => ({ root, pieces: piecesOf(root) })));
  };

  /** @type {(stretches: Stretch[]) => Range[]} where stretches of the source are shown, those of the reading first */
  const ranges = (stretches) => sidesOf().flatMap(({ pieces }) => stretches.flatMap((stretch) => rangesIn(pieces, stretch)));

  const clear = (/** @type {Name} */ name) => {
    for (const mark of painted.get(name) ?? []) {
      if (mark instanceof Range) CSS.highlights.get(name)?.delete(mark);
      else mark.removeAttribute(`data-${name}`);
    }
    painted.delete(name);
  };

  /**
   * Marks stretches of the source, instead of those that had the name. Returns their ranges, those of
   * the reading first.
   *
   * @param {Name} name
   * @param {Stretch[]} stretches
   */
  const paint = (name, stretches) => {
    clear(name);
    const found = ranges(stretches);
    if (!globalThis.Highlight || !CSS.highlights) {
      const pieces = [...new Set(found.map(pieceAt))];
      for (const piece of pieces) piece.setAttribute(`data-${name}`, "");
      painted.set(name, pieces);
      return found;
    }
    if (found.length > 0) {
      if (!CSS.highlights.has(name)) CSS.highlights.set(name, Object.assign(new Highlight(), { priority: priorityOf(name) }));
      for (const range of found) CSS.highlights.get(name)?.add(range);
    }
    painted.set(name, found);
    return found;
  };

  return {
    paint,
    clear,
    ranges,
    /** Hears that the pieces are others. */
    refresh: () => void (sides = null),
  };
};

const ROOTS = ":scope .bm-page, :scope > .bm-source";
/** @type {Partial<Record<Name, number>>} */
const PRIORITIES = { "bm-hit": 1, "bm-said": 2, "bm-now": 3 };
// what readers have marked lies below all else
const priorityOf = (/** @type {Name} */ name) => (name.startsWith("bm-mark") ? -1 : PRIORITIES[name] ?? 0);

/**
 * Brings a range into sight.
 *
 * @param {Range} range
 * @param {Scroller} scroller
 */
export const reveal = (range, scroller) => scroller.reveal(pieceAt(range), () => range.getClientRects()[0]);

/** @type {(range: Range) => boolean} whether a range is seen, and not in lines that its block is cut by */
export const isShown = (range) => {
  const [box] = range.getClientRects();
  const block = pieceAt(range).closest("[data-role]");
  return Boolean(box && block && box.top < block.getBoundingClientRect().bottom);
};

/** @type {(range: Range) => HTMLElement} */
const pieceAt = ({ startContainer: node }) => {
  const element = node instanceof Element ? node : /** @type {Element} */ (node.parentElement);
  return /** @type {HTMLElement} */ (element.closest("[data-start]"));
};

const piecesOf = (/** @type {Element} */ root) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-start]")])
    .map((node) => ({ node, start: Number(node.dataset.start), end: Number(node.dataset.end) }))
    .sort((a, b) => a.start - b.start);

/** @type {(pieces: Piece[], stretch: Stretch) => Range[]} */
const rangesIn = (pieces, [start, end]) => {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].end > start) high = middle;
    else low = middle + 1;
  }
  const out = [];
  for (let i = low; i < pieces.length && pieces[i].start < end; i++) {
    const piece = pieces[i];
    const range = document.createRange();
    range.setStart(...spot(piece.node, Math.max(start, piece.start) - piece.start));
    range.setEnd(...spot(piece.node, Math.min(end, piece.end) - piece.start, true));
    out.push(range);
  }
  return out;
};

// The node and offset of the `offset`th unit of a piece. What is corrected is marked whole: from
// its beginning, or at an `end` to its end.
/** @type {(piece: HTMLElement, offset: number, end?: boolean) => [Node, number]} */
const spot = (piece, offset, end = false) => {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  /** @type {[Node, number]} */
  let [node, at] = [piece, 0];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    node = text;
    const mended = /** @type {HTMLElement | null | undefined} */ (text.parentElement?.closest(".bm-corrected"));
    const length = mended ? Number(mended.dataset.to) - Number(mended.dataset.from) : text.length;
    at = mended ? (end ? text.length : 0) : Math.min(offset, length);
    if (end ? offset <= length : offset < length) break;
    offset -= length;
  }
  return [node, at];
};
