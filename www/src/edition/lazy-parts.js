// Draws the parts of an overview, and in that of a long edition those alone that are near to what is seen.

import { create } from "./elements.js";

/**
 * A part of an overview: `draw` fills its node, `clear` empties it.
 *
 * @typedef {object} Part
 * @property {HTMLElement} node
 * @property {() => void} draw
 * @property {() => void} clear
 */

/** @typedef {ReturnType<typeof createLazyParts>} LazyParts */

// All entries of so many pages stand in the document, where the browser finds them, too. Those of more, some
// hundred thousand elements, would make everything slow that is asked of the document.
const MANY_PAGES = 200;

// How many parts at the beginning are drawn before it is known what is seen.
const FIRST = 3;

// How many parts are shown and hidden together: the browser then styles those alone whose group is seen.
const GROUP = 50;

/**
 * The parts of the overview `root` of an edition of so many pages. What is not drawn keeps its room by the
 * style, as large as it was last.
 *
 * @param {HTMLElement} root
 * @param {number} pages
 */
export const createLazyParts = (root, pages) => {
  /** @type {Map<Element, Part & { isDrawn: boolean }>} */
  const parts = new Map();
  let isWhole = false;
  // where the browser does not hold what is read in its place, parts that grow above would push it away
  const isLazy = pages > MANY_PAGES && CSS.supports("content-visibility", "auto") && CSS.supports("overflow-anchor", "auto");

  const draw = (/** @type {Element} */ node) => {
    const part = parts.get(node);
    if (!part || part.isDrawn) return;
    part.isDrawn = true;
    part.draw();
  };

  // Where the next part goes in a node: the last of its groups, where there are any.
  const placeIn = (/** @type {HTMLElement} */ node) => {
    if (!isLazy) return node;
    const last = /** @type {HTMLElement | null} */ (node.lastElementChild);
    if (last && last.childElementCount < GROUP) return last;
    const group = create("div", "bm-group");
    node.append(group);
    return group;
  };

  // Parts, and groups of them, are about so large until they have been seen.
  const size = (/** @type {HTMLElement} */ node, /** @type {number} */ rows) => {
    const before = Number(node.style.getPropertyValue("--bm-rows"));
    node.style.setProperty("--bm-rows", String(rows));
    const group = /** @type {HTMLElement | null} */ (node.closest(".bm-group"));
    if (group) group.style.setProperty("--bm-rows", String(Number(group.style.getPropertyValue("--bm-rows")) + rows - before));
  };

  const clear = (/** @type {Element} */ node) => {
    const part = parts.get(node);
    // where the focus is, something is about to be done
    if (!part?.isDrawn || node.matches(":focus-within")) return;
    part.isDrawn = false;
    part.clear();
  };

  // What is hidden stays as it is for when it comes back.
  const margin = { rootMargin: "100% 0px", scrollMargin: "100% 0px" };
  const observer = isLazy ? new IntersectionObserver((found) => {
    for (const { target, isIntersecting } of found) {
      if (isIntersecting) draw(target);
      else if (!isWhole && !target.closest("[hidden]")) clear(target);
    }
  }, margin) : null;

  return {
    /** Takes a part with about so many rows, and sets it behind another, or at the end of a node. */
    append: (/** @type {HTMLElement} */ within, /** @type {Part} */ part, /** @type {number} */ rows, /** @type {HTMLElement | null} */ behind = null) => {
      if (behind) behind.after(part.node);
      else placeIn(within).append(part.node);
      parts.set(part.node, { ...part, isDrawn: false });
      size(part.node, rows);
      if (!isLazy || parts.size <= FIRST) draw(part.node);
      observer?.observe(part.node);
    },

    /** Draws a part anew that is another by now, if it is drawn. */
    update: (/** @type {HTMLElement} */ node, /** @type {number} */ rows) => {
      size(node, rows);
      const part = parts.get(node);
      if (!part?.isDrawn) return;
      part.clear();
      part.draw();
    },

    draw,

    /** Forgets the parts within a node. */
    drop: (/** @type {HTMLElement} */ within) => {
      for (const node of parts.keys()) {
        if (!within.contains(node)) continue;
        parts.delete(node);
        observer?.unobserve(node);
      }
    },

    /** Draws all parts, as for paper; what is far is emptied again once `settle` is called. */
    drawAll: () => {
      isWhole = true;
      for (const node of parts.keys()) draw(node);
    },

    settle: () => {
      isWhole = false;
      // who is observed anew is told where it is
      for (const node of parts.keys()) {
        observer?.unobserve(node);
        observer?.observe(node);
      }
    },

    stop: () => observer?.disconnect(),
  };
};
