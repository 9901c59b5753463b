// What moves when the reader goes down: the document, or the frame of a viewer that is `contained`.

/** @import { BanmianViewer } from "../element.js" */

/** @typedef {ReturnType<typeof createScroller>} Scroller */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Edges in the window */

// The room that the style leaves above what is scrolled to.
const ROOM_PX = 12;

/**
 * @param {BanmianViewer} host
 * @param {HTMLElement} frame
 * @param {HTMLElement} bar
 */
export const createScroller = (host, frame, bar) => {
  const isOwn = () => host.hasAttribute("contained");

  const covered = () => (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0);

  /** @type {() => Edges} of all in which the articles move */
  const edges = () => (isOwn() ? frame.getBoundingClientRect() : { left: 0, top: 0, right: innerWidth, bottom: innerHeight });

  /** @type {() => Edges} of what the tool bar leaves of that */
  const port = () => {
    const { left, top, right, bottom } = edges();
    return { left, top: top + covered(), right, bottom };
  };

  /** @type {(scrolling: Element) => Edges} */
  const edgesOf = (scrolling) => ([frame, document.scrollingElement].includes(scrolling) ? port() : scrolling.getBoundingClientRect());

  // Where the document need not move for a box to be seen, it stays.
  const showHost = (/** @type {DOMRect | undefined} */ box) => {
    if (box && isOwn() && (box.bottom <= 0 || box.top >= innerHeight)) host.scrollIntoView({ block: "nearest", behavior: "instant" });
  };

  // What a node moves in, which is never more than a frame of the viewer's own.
  /** @type {(node: Element) => Element} */
  const scrollingParent = (node) => {
    /** @type {Element | null | undefined} */
    let at = node;
    for (; at; at = at.assignedSlot ?? at.parentElement ?? /** @type {ShadowRoot} */ (at.getRootNode()).host) {
      if (at === frame && isOwn()) return frame;
      const { overflowX, overflowY } = getComputedStyle(at);
      const scrolls = /auto|scroll/;
      if ((scrolls.test(overflowY) && at.scrollHeight > at.clientHeight) || (scrolls.test(overflowX) && at.scrollWidth > at.clientWidth)) {
        if (at !== document.body && at !== document.documentElement) return at;
      }
    }
    return document.scrollingElement ?? document.documentElement;
  };

  return {
    edges,
    port,

    get position() { return isOwn() ? frame.scrollTop : scrollY; },
    set position(top) { (isOwn() ? frame : globalThis).scrollTo({ top, behavior: "instant" }); },

    /** How much of the viewer has gone by above. */
    depth: () => (isOwn() ? frame.scrollTop : -host.getBoundingClientRect().top),

    /** Where in the window what stands in the frame is measured from, and how wide the frame is. */
    origin: () => {
      const { left, top } = frame.getBoundingClientRect();
      return { left: left - frame.scrollLeft, top: top - frame.scrollTop, width: frame.clientWidth };
    },

    /** Brings the viewer's beginning into sight. */
    toTop: () => {
      if (isOwn()) frame.scrollTo({ top: 0, behavior: "instant" });
      if (host.getBoundingClientRect().top < 0) host.scrollIntoView({ behavior: "instant", block: "start" });
    },

    /** Brings a node to the beginning or the middle of what it moves in. */
    bring: (/** @type {Element} */ node, /** @type {"start" | "center"} */ block) => {
      if (!isOwn()) return node.scrollIntoView({ block, inline: "nearest", behavior: "instant" });
      const parent = scrollingParent(node);
      const { top, bottom } = edgesOf(parent);
      const box = node.getBoundingClientRect();
      const by = block === "start" ? box.top - top - ROOM_PX : (box.top + box.bottom - top - bottom) / 2;
      parent.scrollBy({ top: by, behavior: "instant" });
      showHost(node.getBoundingClientRect());
    },

    /** Brings a box of a node's into sight, if it is not, clear of what covers the edge. */
    reveal: (/** @type {Element} */ node, /** @type {() => DOMRect | undefined} */ boxOf) => {
      const parent = scrollingParent(node);
      // panes of a low viewer may themselves be out of its sight
      for (const scrolling of new Set(isOwn() ? [parent, frame] : [parent])) {
        const box = boxOf();
        if (!box) return;
        const { left, right, top, bottom } = edgesOf(scrolling);
        scrolling.scrollBy({ left: away(box.left, Math.min(box.right, box.left + 40), left, right), top: away(box.top, box.bottom, top + 8, bottom - 24), behavior: "instant" });
      }
      showHost(boxOf());
    },
  };
};

// How far to go for a stretch to be between two edges: none where it is, else to a third of the way.
/** @type {(from: number, to: number, low: number, high: number) => number} */
const away = (from, to, low, high) => (from >= low && to <= high ? 0 : from - low - (high - low) / 3);
