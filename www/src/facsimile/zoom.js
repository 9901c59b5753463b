// How large the facsimile is: as wide as its pane, or larger. It moves in the pane as the browser scrolls.

import { setDisabled } from "../ui/disabling.js";
import { SHEET_PX } from "./drawing.js";

/** @import { Frame } from "../ui/frame.js" */
/** @import { Translate } from "../model/types.js" */

/** @typedef {ReturnType<typeof createZoom>} Zoom */
/** @typedef {{ x: number, y: number }} Point in the window */

const STEP = 1.25;
const [LEAST, MOST] = [0.5, 8];
// What the style leaves around a sheet, on one side.
const EDGE_PX = 12;

/** @param {Frame} ui */
export const createZoom = (ui) => {
  /** @type {HTMLElement | null} */
  let pane = null;
  let zoom = 1;
  // where the reader is, in sheets as they are laid out
  let [left, top] = [0, 0];

  const bar = document.createElement("div");
  bar.part = "zoom";
  bar.setAttribute("role", "group");
  const buttons = [-1, 0, 1].map((by) => {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.dataset.zoom = String(by);
    button.addEventListener("click", () => step(by));
    return button;
  });
  bar.append(...buttons);
  ui.source.firstElementChild?.append(bar);

  const scale = () => (zoom * ((pane?.clientWidth ?? 0) - 2 * EDGE_PX)) / SHEET_PX;
  let shown = 0;

  const apply = () => {
    const wanted = scale();
    // what is not displayed has no width
    if (!pane || wanted <= 0) return;
    shown = wanted;
    for (const sheet of /** @type {NodeListOf<HTMLElement>} */ (pane.querySelectorAll(":scope > .bm-sheet"))) {
      sheet.style.width = `${wanted * SHEET_PX}px`;
      // the property of each: one that all pieces inherit would have all of them styled anew
      /** @type {HTMLElement} */ (sheet.querySelector(":scope > .bm-paper")).style.scale = String(wanted);
    }
    sharpen();
    pane.scrollTo({ left: left * wanted, top: top * wanted, behavior: "instant" });
  };

  // What is chosen, and what has the focus, are outlined as thick however large the sheet is.
  const sharpen = () => {
    const outlined = /** @type {NodeListOf<HTMLElement>} */ (pane?.querySelectorAll("[aria-current], :focus") ?? []);
    for (const piece of outlined) piece.style.setProperty("--bm-thin", `${1 / (shown || 1)}px`);
  };

  const keep = () => {
    if (pane && shown > 0) [left, top] = [pane.scrollLeft / shown, pane.scrollTop / shown];
  };

  /** @type {(wanted: number, point?: Point) => void} shows it so large; what is at the point stays there */
  const to = (wanted, point) => {
    if (!pane) return;
    const { left: x0, top: y0, width, height } = pane.getBoundingClientRect();
    const [x, y] = point ? [point.x - x0, point.y - y0] : [width / 2, height / 2];
    keep();
    const before = shown;
    zoom = Math.min(MOST, Math.max(LEAST, wanted));
    const after = scale();
    if (before > 0 && after > 0) {
      left = Math.max(0, left + x / before - x / after);
      top = Math.max(0, top + y / before - y / after);
    }
    apply();
    setDisabled([[buttons[0], zoom <= LEAST], [buttons[2], zoom >= MOST]]);
    buttons[1].setAttribute("aria-pressed", String(zoom === 1));
  };

  /** @type {(by: number) => void} */
  const step = (by) => {
    if (pane?.clientWidth) to(by === 0 ? 1 : zoom * STEP ** by);
  };

  // Two fingers, or a wheel with the control key, as a touch pad sends it.
  const listen = (/** @type {HTMLElement} */ node) => {
    let apart = 0;
    const middle = (/** @type {TouchList} */ [a, b]) => ({ x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 });
    const distance = (/** @type {TouchList} */ [a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    node.addEventListener("touchstart", ({ touches }) => {
      if (touches.length === 2) apart = distance(touches);
    }, { passive: true });
    node.addEventListener("touchmove", (event) => {
      const { touches } = event;
      if (touches.length !== 2 || apart === 0) return;
      event.preventDefault();
      const now = distance(touches);
      to(zoom * (now / apart), middle(touches));
      apart = now;
    }, { passive: false });
    node.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      to(zoom * Math.exp(-event.deltaY / 200), { x: event.clientX, y: event.clientY });
    }, { passive: false });
    node.addEventListener("scroll", keep, { passive: true });
    node.addEventListener("focusin", sharpen);
  };

  const seen = new ResizeObserver(() => {
    // what is not displayed forgets where it was scrolled to
    if (!pane?.clientWidth) shown = 0;
    else if (scale() !== shown) apply();
  });

  return {
    step,
    sharpen,

    /** Takes a pane that stands; of the `same` page it is where the one before was. */
    take: (/** @type {HTMLElement} */ node, /** @type {boolean} */ same) => {
      seen.disconnect();
      pane = node;
      shown = 0;
      if (!same) [zoom, left, top] = [1, 0, 0];
      listen(node);
      seen.observe(node);
      to(zoom);
    },

    setWords: (/** @type {Translate} */ t) => {
      bar.setAttribute("aria-label", t("zoom"));
      [["zoom.out", "−"], ["zoom.fit", "↔"], ["zoom.in", "+"]].forEach(([key, sign], i) => {
        buttons[i].setAttribute("aria-label", t(key));
        buttons[i].title = t(key);
        buttons[i].textContent = sign;
      });
    },
  };
};
