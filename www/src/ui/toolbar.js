// The tool bar: one Tab stop, with arrow keys inside (APG toolbar pattern). What there is no room for
// stands in a panel behind the button “More”; in a wide viewer that panel is a part of the row.

import { disclosure } from "./disclosure.js";
import { create, createControl } from "./elements.js";

/** @import { Translate, View } from "../model/types.js" */
/** @import { Commands } from "./frame.js" */

/** @typedef {ReturnType<typeof createToolbar>} Toolbar */

/** @type {View[]} */
const VIEWS = ["page", "front", "list", "source", "facsimile"];

/** @param {Commands & { pickFiles: () => void, pickFolder: () => void }} commands */
export const createToolbar = (commands) => {
  const bar = document.createElement("div");
  bar.setAttribute("role", "toolbar");
  const views = VIEWS.map((view) => {
    const button = create("button", { type: "button" });
    button.dataset.view = view;
    button.addEventListener("click", () => commands.show(view));
    return button;
  });
  const space = document.createElement("span");
  space.className = "space";
  const previous = createControl("previous", () => commands.step(-1));
  const place = document.createElement("span");
  place.className = "place";
  const next = createControl("next", () => commands.step(1));
  previous.hidden = place.hidden = next.hidden = true;
  const type = createControl("type", () => {});
  const origin = createControl("origin", () => {});
  origin.hidden = true;
  const more = createControl("more", () => {});
  const panel = document.createElement("div");
  panel.part = "more";
  panel.id = "more";
  const correct = createControl("correct", () => commands.toggleCorrecting());
  const notes = createControl("notes", () => commands.showNotes());
  const open = createControl("open", () => commands.pickFiles());
  const folder = createControl("folder", () => commands.pickFolder());
  const keys = createControl("keys", () => commands.showKeys());
  panel.append(correct, notes, open, folder, keys);
  bar.append(...views, space, previous, place, next, type, origin, more, panel);
  const { toggle, elsewhere } = disclosure(more, panel, { first: "button:not([hidden], :disabled)" });
  // What is chosen opens something else, or leads elsewhere; “More” keeps the focus for when that is done.
  panel.addEventListener("click", () => toggle(false), { capture: true });
  bar.addEventListener("keydown", (event) => rove(bar, event));
  bar.addEventListener("focusin", ({ target }) => setStop(bar, /** @type {HTMLButtonElement} */ (target)));

  const setWords = (/** @type {Translate} */ t) => {
    bar.setAttribute("aria-label", t("bar"));
    views.forEach((button) => (button.textContent = t(`view.${button.dataset.view}`)));
    open.textContent = t("open");
    folder.textContent = t("open.folder");
    correct.textContent = t("correct");
    notes.textContent = t("notes");
    keys.textContent = t("keys.help");
    more.setAttribute("aria-label", t("more"));
    panel.setAttribute("aria-label", t("more"));
    previous.setAttribute("aria-label", t("previous"));
    next.setAttribute("aria-label", t("next"));
  };

  /** @type {string | null} */
  let kind = null;
  /** In a compact bar the views but the page stand behind “More”, too; in a narrow one the source does. */
  const setKind = (/** @type {string} */ wanted) => {
    if (wanted === kind) return;
    kind = wanted;
    const [first, front, list, ...beside] = views;
    if (kind === "compact") panel.prepend(list, front, ...beside);
    else first.after(front, list, ...beside);
    if (kind === "narrow") panel.prepend(beside[0]);
    holdStop(bar);
  };

  let isEmpty = false;
  /** Leaves what is about a page out of use while there is none. */
  const setEmpty = (/** @type {boolean} */ empty) => {
    if (empty === isEmpty) return;
    isEmpty = empty;
    const ofPages = bar.querySelectorAll('[data-view], [data-act="find"], [data-act="correct"]');
    for (const button of /** @type {Iterable<HTMLButtonElement>} */ (ofPages)) button.disabled = empty;
    holdStop(bar);
  };

  return { bar, views, space, previous, place, next, open, folder, type, origin, correct, keys, notes, elsewhere, setKind, setEmpty, setWords };
};

/**
 * Shows where the reader is: at story `index` of `count`, or -1.
 *
 * @param {Toolbar} toolbar
 * @param {{ view: View, edition: boolean, facsimile: boolean, index: number, count: number, files: boolean, corrections: boolean, correcting: boolean }} place
 */
export const markPlace = ({ bar, views, previous, place, next, open, folder, correct }, { view, edition, facsimile, index, count, files, corrections, correcting }) => {
  views.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === view)));
  views[1].toggleAttribute("data-edition", edition);
  views[4].hidden = !facsimile;
  for (const node of [previous, place, next]) node.hidden = view !== "story";
  place.textContent = index < 0 ? "" : `${index + 1} / ${count}`;
  open.hidden = folder.hidden = !files;
  correct.hidden = !corrections;
  correct.setAttribute("aria-pressed", String(correcting));
  holdStop(bar);
};

/** @type {WeakSet<Element>} the bars whose stop is to be looked for */
const unheld = new WeakSet();

/**
 * Has one of the buttons that are seen be the bar's Tab stop: the one that was, or the first. Which are
 * seen is asked once a frame, when the document is laid out anyway.
 *
 * @param {Element} bar
 */
export const holdStop = (bar) => {
  if (unheld.has(bar)) return;
  unheld.add(bar);
  requestAnimationFrame(() => {
    unheld.delete(bar);
    const stops = stopsOf(bar);
    setStop(bar, stops.find(({ tabIndex }) => tabIndex === 0) ?? stops[0]);
  });
};

/** @type {(bar: Element) => HTMLButtonElement[]} */
const stopsOf = (bar) => [...bar.querySelectorAll("button")].filter((button) => !button.disabled && button.getClientRects().length > 0);

/** @type {(bar: Element, stop: HTMLButtonElement | undefined) => void} */
const setStop = (bar, stop) => {
  if (stop) bar.querySelectorAll("button").forEach((button) => (button.tabIndex = button === stop ? 0 : -1));
};

/** @type {(bar: Element, event: KeyboardEvent) => void} */
const rove = (bar, event) => {
  const stops = stopsOf(bar);
  const i = stops.indexOf(/** @type {HTMLButtonElement} */ (event.target));
  const { length } = stops;
  const [on, back] = [(i + 1) % length, (i + length - 1) % length];
  // the panel's buttons stand one below the other
  const listed = /** @type {Element} */ (event.target).closest('[part="more"]:not([hidden])') !== null;
  const to = { ArrowRight: on, ArrowLeft: back, ArrowDown: listed ? on : undefined, ArrowUp: listed ? back : undefined, Home: 0, End: length - 1 }[event.key];
  if (i < 0 || to === undefined) return;
  event.preventDefault();
  stops[to].focus();
};
