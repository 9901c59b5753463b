// The tool bar: one Tab stop, with arrow keys inside (APG toolbar pattern).

/** @import { Translate, View } from "../model/types.js" */
/** @import { Commands } from "./frame.js" */

/** @typedef {ReturnType<typeof createToolbar>} Toolbar */

/** @type {View[]} */
const VIEWS = ["page", "list", "source"];

/** @type {WeakMap<Element, HTMLButtonElement>} where the arrow keys have come to in each bar */
const roved = new WeakMap();

/** @param {Commands & { pickFiles: () => void, pickFolder: () => void }} commands */
export const createToolbar = (commands) => {
  const bar = document.createElement("div");
  bar.setAttribute("role", "toolbar");
  const views = VIEWS.map((view) => {
    const button = createButton(null, () => commands.show(view));
    button.dataset.view = view;
    return button;
  });
  const space = document.createElement("span");
  space.className = "space";
  const previous = createButton("previous", () => commands.step(-1));
  const place = document.createElement("span");
  place.className = "place";
  const next = createButton("next", () => commands.step(1));
  const open = createButton("open", () => commands.pickFiles());
  const folder = createButton("folder", () => commands.pickFolder());
  const type = createButton("type", () => {});
  const correct = createButton("correct", () => commands.toggleCorrecting());
  const keys = createButton("keys", () => commands.showKeys());
  keys.textContent = "?";
  bar.append(...views, space, previous, place, next, correct, type, open, folder, keys);
  bar.addEventListener("keydown", (event) => rove(bar, event));

  const setWords = (/** @type {Translate} */ t) => {
    bar.setAttribute("aria-label", t("bar"));
    views.forEach((button) => (button.textContent = t(`view.${button.dataset.view}`)));
    open.textContent = t("open");
    folder.textContent = t("open.folder");
    correct.textContent = t("correct");
    keys.setAttribute("aria-label", t("keys"));
    previous.setAttribute("aria-label", t("previous"));
    next.setAttribute("aria-label", t("next"));
  };

  return { bar, views, space, previous, place, next, open, folder, type, correct, keys, setWords };
};

/**
 * Shows where the reader is: at story `index` of `count`, or -1.
 *
 * @param {Toolbar} toolbar
 * @param {{ view: View, index: number, count: number, files: boolean, corrections: boolean, correcting: boolean }} place
 */
export const markPlace = ({ bar, views, previous, place, next, open, folder, correct }, { view, index, count, files, corrections, correcting }) => {
  views.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === view)));
  for (const node of [previous, place, next]) node.hidden = view !== "story";
  previous.disabled = index <= 0;
  next.disabled = index < 0 || index >= count - 1;
  place.textContent = index < 0 ? "" : `${index + 1} / ${count}`;
  open.hidden = folder.hidden = !files;
  correct.hidden = !corrections;
  correct.setAttribute("aria-pressed", String(correcting));
  const stops = stopsOf(bar);
  const last = roved.get(bar);
  const current = last && stops.includes(last) && isSeen(last) ? last : stops[0];
  bar.querySelectorAll("button").forEach((button) => (button.tabIndex = button === current ? 0 : -1));
};

/** @type {(name: string | null, act: () => void) => HTMLButtonElement} */
const createButton = (name, act) => {
  const button = document.createElement("button");
  button.type = "button";
  if (name) button.dataset.act = name;
  button.addEventListener("click", act);
  return button;
};

/** @type {(bar: Element) => HTMLButtonElement[]} */
const stopsOf = (bar) => [...bar.querySelectorAll("button")].filter((button) => !button.hidden && !button.disabled);

// A narrow window leaves some out.
const isSeen = (/** @type {Element} */ button) => button.getClientRects().length > 0;

/** @type {(bar: Element, event: KeyboardEvent) => void} */
const rove = (bar, event) => {
  const stops = stopsOf(bar).filter(isSeen);
  const i = stops.indexOf(/** @type {HTMLButtonElement} */ (event.target));
  const { length } = stops;
  const to = { ArrowRight: (i + 1) % length, ArrowLeft: (i + length - 1) % length, Home: 0, End: length - 1 }[event.key];
  if (i < 0 || to === undefined) return;
  event.preventDefault();
  bar.querySelectorAll("button").forEach((button) => (button.tabIndex = -1));
  stops[to].tabIndex = 0;
  stops[to].focus();
  roved.set(bar, stops[to]);
};
