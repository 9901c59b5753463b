// The signs at the ends of passages that have a note: numbers that open it. They stand over the articles,
// so that no character of those is another.

import { isShown } from "../../reading/highlights.js";

/** @import { Context } from "../../model/types.js" */
/** @import { PlacedNote } from "./placing.js" */

/** @typedef {{ placed: PlacedNote, range: Range | undefined, label: string }} Signed a note, the last stretch of its passage as shown, and what its sign is called */

/**
 * @param {Pick<Context, "host" | "ui">} context
 * @param {(placed: PlacedNote) => void} open
 */
export const createSigns = ({ host, ui }, open) => {
  const layer = document.createElement("div");
  layer.part = "note-signs";
  ui.top.after(layer);
  /** @type {{ range: Range | undefined, button: HTMLButtonElement }[]} */
  let signs = [];

  // All is measured before anything is moved.
  const place = () => {
    if (signs.length === 0) return;
    const around = ui.scroller.origin();
    const boxes = signs.map(({ range }) => boxOf(range));
    signs.forEach(({ button }, i) => {
      const box = boxes[i];
      button.hidden = !box;
      if (!box) return;
      button.style.setProperty("left", `${Math.max(0, Math.min(box.left - around.left, around.width - SIDE))}px`);
      button.style.setProperty("top", `${box.top - around.top}px`);
    });
  };

  // Where the sign of a passage goes: above its end, out of the way of the next character; nowhere where
  // the end is not seen.
  const boxOf = (/** @type {Range | undefined} */ range) => {
    if (host.view === "list" || !range?.startContainer.isConnected || !isShown(range)) return null;
    const boxes = range.getClientRects();
    const { left, right, top, bottom } = boxes[boxes.length - 1];
    const pane = ui.reading.getBoundingClientRect();
    const isVertical = ui.reading.classList.contains("down");
    const at = isVertical ? { left: right - SIDE / 2, top: bottom - SIDE / 2 } : { left: right - SIDE / 2, top: top - SIDE * 0.55 };
    return left > pane.right || right < pane.left || top > pane.bottom || bottom < pane.top ? null : at;
  };

  const resized = new ResizeObserver(place);
  for (const node of [host, ...ui.parts]) resized.observe(node);
  host.shadowRoot?.addEventListener("scroll", place, { capture: true, passive: true });

  return {
    place,

    /** Shows the signs of these notes, in the place of those there are. */
    show: (/** @type {Signed[]} */ all) => {
      const focused = signs.findIndex(({ button }) => button.matches(":focus"));
      signs = all.map(({ placed, range, label }, i) => {
        const button = signs[i]?.button ?? Object.assign(document.createElement("button"), { type: "button" });
        button.textContent = String(i + 1);
        button.setAttribute("aria-label", label);
        button.onclick = () => open(placed);
        return { range, button };
      });
      layer.replaceChildren(...signs.map(({ button }) => button));
      if (focused >= 0) signs[Math.min(focused, signs.length - 1)]?.button.focus({ preventScroll: true });
      place();
    },

    /** The sign of a note, by its number from 0. */
    at: (/** @type {number} */ i) => signs[i]?.button,
  };
};

const SIDE = 24;
