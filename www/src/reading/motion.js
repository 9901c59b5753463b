// The motion of lines from a heap, or from another view, to where they stand. What flies are copies of
// the lines in a layer above them: the articles themselves stand in their places from the beginning, and
// fade in below.

import css from "../../styles/motion.css";
import { isBeside } from "../model/views.js";
import { yieldToBrowser } from "../scheduling.js";
import { adopt } from "../ui/adopted-style.js";
import { heapOf, offsetsTo } from "./flight.js";
import { linesIn, placesIn } from "./visual-lines.js";

/** @import { Context, View } from "../model/types.js" */
/** @import { Offset, Place } from "./flight.js" */
/** @import { Line } from "./visual-lines.js" */

/** @typedef {ReturnType<typeof createMotion>} Motion */

/** @typedef {{ line: Line, offset: Offset, delay: number }} Flight */

// How many lines fly at most; what a window holds is rarely more.
const MOST = { heap: 400, view: 300 };
const VIEW_MS = 320;
const HEAP = { hold: 240, stagger: 280, flight: 520, fade: 140 };
const FADE_MS = 600;
const EASE = "cubic-bezier(0.3, 0.05, 0.15, 1)";
// What a reader does next ends it.
const ENDS = ["keydown", "pointerdown", "wheel", "touchstart", "resize", "beforeprint"];
const STYLES = ["color", "font-family", "font-size", "font-style", "font-weight", "font-feature-settings", "letter-spacing", "text-spacing-trim", "text-autospace"];

/** @param {Pick<Context, "host" | "store" | "ui" | "content">} context */
export const createMotion = ({ host, store, ui, content }) => {
  /** @type {{ lines: Line[], places: Place[] } | null} what stood in the view that is left */
  let left = null;
  let end = () => {};

  const wantsLess = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  // lines that run down are not told apart
  const canFly = () => !document.hidden && !ui.reading.classList.contains("down");

  /** What of the viewer is seen, in the window. */
  const seen = () => {
    const box = host.getBoundingClientRect();
    const edges = ui.scroller.edges();
    return {
      left: Math.max(box.left, edges.left, 0),
      top: Math.max(ui.top.getBoundingClientRect().bottom, box.top, 0),
      right: Math.min(box.right, edges.right, innerWidth),
      bottom: Math.min(box.bottom, edges.bottom, innerHeight),
    };
  };

  /** What of a part of the frame is seen. */
  const seenOf = (/** @type {Element} */ part) => {
    const [all, box] = [seen(), part.getBoundingClientRect()];
    return { left: Math.max(all.left, box.left), top: Math.max(all.top, box.top), right: Math.min(all.right, box.right), bottom: Math.min(all.bottom, box.bottom) };
  };

  /**
   * Plays flights over what fades in below. Resolves when they are over, or ended.
   *
   * @param {Flight[]} flights
   * @param {{ duration: number, total: number, back?: boolean, below: (Element | null)[], shown: Keyframe[], fades?: Keyframe[], moves?: boolean }} how
   * @returns {Promise<void>}
   */
  const play = (flights, { duration, total, back = false, below, shown, fades = [], moves = true }) => {
    end();
    const box = seen();
    const layer = layerIn(host, box);
    const spans = flights.map(({ line }) => copyOf(line, box));
    layer.append(...spans);
    adopt(ui.bar.bar, css);
    ui.root.append(layer);
    const away = (/** @type {Offset} */ { x, y, scale }) => ({ transform: `translate(${x}px, ${y}px) scale(${scale})` });
    const animations = moves ? flights.map(({ offset, delay }, i) => {
      const frames = [away(offset), { transform: "none" }];
      return spans[i].animate(back ? frames.reverse() : frames, { duration, delay, easing: EASE, fill: "both" });
    }) : [];
    if (fades.length > 0) animations.push(layer.animate(fades, { duration: total, fill: "both" }));
    for (const node of below) {
      if (node) animations.push(node.animate(shown, total));
    }
    return untilEnd(animations, layer);
  };

  /** @type {(animations: Animation[], layer: Element) => Promise<void>} */
  const untilEnd = (animations, layer) =>
    new Promise((done) => {
      const listening = new AbortController();
      const { signal } = listening;
      const stand = () => content.main?.getBoundingClientRect().top;
      const top = stand();
      end = () => {
        end = () => {};
        listening.abort();
        for (const animation of animations) animation.cancel();
        layer.remove();
        done();
      };
      const stop = () => end();
      for (const type of ENDS) addEventListener(type, stop, { signal, capture: true, passive: true });
      document.addEventListener("visibilitychange", stop, { signal });
      // where a view begins is scrolled to as well, and says so later
      addEventListener("scroll", () => Math.abs((stand() ?? 0) - (top ?? 0)) > 1 && stop(), { signal, capture: true, passive: true });
      Promise.all(animations.map(({ finished }) => finished)).then(stop, () => {});
    });

  store.subscribe(["view", "story", "index", "reading"], () => end());

  // A line may come from a window beyond, or go there.
  const placesOfSource = () => {
    const { left, top, right, bottom } = seenOf(ui.source);
    return content.sourcePane ? placesIn(content.sourcePane, { left, top: top - innerHeight, right, bottom: bottom + innerHeight }) : [];
  };

  const linesOfPage = (/** @type {number} */ most) => (content.main ? linesIn(content.main, seenOf(ui.reading), most) : []);

  return {
    /** Remembers where what is in sight stands, before another view is shown, unless that is known. */
    leave: (/** @type {View} */ from) => {
      end();
      if (left || wantsLess() || !canFly()) return;
      left = isBeside(from) ? { lines: [], places: placesOfSource() } : { lines: linesOfPage(MOST.view), places: [] };
    },

    /** Has it fly to where it stands now. Resolves when it is there. */
    land: async () => {
      const before = left;
      left = null;
      if (!before || !canFly()) return;
      const { view } = store.state;
      const how = { duration: VIEW_MS, total: VIEW_MS };
      if (isBeside(view)) {
        const flights = flightsOf(before.lines, placesOfSource());
        if (flights.length > 0) await play(flights, { ...how, back: true, below: [content.sourcePane, content.main], shown: fadingIn(0.35), fades: [{ opacity: 1 }, { opacity: 1, offset: 0.55 }, { opacity: 0 }] });
        return;
      }
      const flights = flightsOf(linesOfPage(MOST.view), before.places);
      if (flights.length > 0) await play(flights, { ...how, below: [content.main], shown: fadingIn(0.6) });
    },

    /** Has the lines in sight fly out of the heap that they are in their file. Resolves when they stand. */
    unfold: async () => {
      if (!canFly()) return;
      const lines = linesOfPage(MOST.heap);
      const { left: x, top: y, right, bottom } = seen();
      const heap = heapOf(lines, store.state.reading.source.text ?? "", { width: right - x, height: bottom - y });
      const flights = flightsOf(lines, heap.map((place) => ({ ...place, x: place.x + x, y: place.y + y })));
      const { position } = ui.scroller;
      await yieldToBrowser();
      if (ui.scroller.position !== position || store.state.view !== "page") return;
      if (wantsLess()) {
        const still = flights.map((flight) => ({ ...flight, line: { ...flight.line, ...resized(flight) } }));
        await play(still, { duration: FADE_MS, total: FADE_MS, below: [content.main], moves: false, shown: fadingIn(0.4), fades: [{ opacity: 1 }, { opacity: 1, offset: 0.4 }, { opacity: 0 }] });
        return;
      }
      const { hold, stagger, flight, fade } = HEAP;
      const flown = hold + stagger + flight;
      const total = flown + fade;
      inTurn(flights, hold, stagger);
      await play(flights, { duration: flight, total, below: [content.main], shown: [{ opacity: 1 }, { opacity: 0, offset: 0.1 }, { opacity: 0, offset: flown / total }, { opacity: 1 }], fades: [{ opacity: 0 }, { opacity: 0, offset: 0.04 }, { opacity: 1, offset: 0.14 }, { opacity: 1 }] });
    },

    /** Ends what is in motion, at its goal. */
    end: () => end(),
  };
};

/** @type {(offset: number) => Keyframe[]} */
const fadingIn = (offset) => [{ opacity: 0 }, { opacity: 0, offset }, { opacity: 1 }];

/** @type {(lines: Line[], places: Place[]) => Flight[]} */
const flightsOf = (lines, places) =>
  offsetsTo(lines, places).flatMap((offset, i) => (offset ? [{ line: lines[i], offset, delay: 0 }] : []));

// The text column by column, as it is set, and the headlines upon it.
/** @type {(flights: Flight[], hold: number, stagger: number) => void} */
const inTurn = (flights, hold, stagger) => {
  const body = Math.min(...flights.map(({ line }) => line.size)) * 1.5;
  const rank = (/** @type {Flight} */ { line }) => (line.size > body ? 1e6 : 0) + line.x * 10 + line.y;
  [...flights].sort((a, b) => rank(a) - rank(b)).forEach((flight, i, { length }) => (flight.delay = hold + (stagger * i) / length));
};

// A line where it is in the heap, in the size it has there.
/** @type {(flight: Flight) => { x: number, y: number, width: number, size: number }} */
const resized = ({ line, offset }) => ({ x: line.x + offset.x, y: line.y + offset.y, width: line.width * offset.scale, size: line.size * offset.scale });

/** @type {(host: Element, box: { left: number, top: number, right: number, bottom: number }) => HTMLElement} */
const layerIn = (host, { left, top, right, bottom }) => {
  const layer = Object.assign(document.createElement("div"), { className: "flight" });
  layer.setAttribute("aria-hidden", "true");
  const origin = host.getBoundingClientRect();
  placeAt(layer, left - origin.left - host.clientLeft, top - origin.top - host.clientTop, right - left, bottom - top);
  return layer;
};

/** @type {(line: Line, box: { left: number, top: number }) => HTMLElement} */
const copyOf = ({ text, parent, x, y, width, height, size }, box) => {
  const span = Object.assign(document.createElement("span"), { textContent: text.trim() });
  const style = getComputedStyle(parent);
  for (const name of STYLES) span.style.setProperty(name, style.getPropertyValue(name));
  span.style.setProperty("font-size", `${size}px`);
  span.style.setProperty("line-height", `${height}px`);
  placeAt(span, x - box.left, y - box.top, width, height);
  return span;
};

/** @type {(node: HTMLElement, left: number, top: number, width: number, height: number) => void} */
const placeAt = ({ style }, left, top, width, height) => {
  for (const [name, px] of Object.entries({ left, top, width, height })) style.setProperty(name, `${px}px`);
};
