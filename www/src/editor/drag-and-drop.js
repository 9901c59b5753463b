// Moves a block to another place: by its grip with the pointer, or with the arrow keys.

import { blockNodes } from "./pieces.js";

/** @import { Context } from "../model/types.js" */

/** @typedef {{ before?: HTMLElement, behind?: HTMLElement, page?: boolean, story?: boolean }} DropPlace where a block could stand: beside another, with what is the page's own, or in a story of its own */

const FAR_PX = 4;
const EDGE_PX = 48;

/**
 * `choose` looks at a block, `describe` gives the words for a place, `drop` puts a block there; `zones`
 * stand for the places beside no block.
 *
 * @param {Pick<Context, "host" | "store" | "ui">} context
 * @param {{ story: HTMLElement, page: HTMLElement }} zones
 * @param {{ choose: (node: HTMLElement) => void, describe: (place: DropPlace) => string, drop: (node: HTMLElement, place: DropPlace) => void }} acts
 */
export const createDragAndDrop = ({ host, store, ui }, zones, acts) => {
  const { root, reading } = ui;
  /** @type {{ node: HTMLElement, places: DropPlace[], at: number } | null} */
  let held = null;

  // Where it could stand: the page's own, before a story's first piece, behind each, by itself.
  /** @type {(node: HTMLElement) => DropPlace[]} */
  const placesFor = (node) => {
    const stories = [...host.querySelectorAll(":scope .bm-stories article")].map(blockNodes);
    /** @type {DropPlace[]} */
    const inside = stories.flatMap((blocks) => [{ before: blocks[0] }, ...blocks.map((behind) => ({ behind }))]);
    return [{ page: true }, ...inside.filter(({ before, behind }) => (before ?? behind) !== node), { story: true }];
  };

  const aim = (/** @type {number} */ i) => {
    unmark();
    if (!held) return;
    held.at = Math.max(0, Math.min(held.places.length - 1, i));
    const { before, behind, page, story } = held.places[held.at];
    (before ?? behind)?.setAttribute("data-drop", before ? "before" : "behind");
    zones.page.toggleAttribute("data-drop", Boolean(page));
    zones.story.toggleAttribute("data-drop", Boolean(story));
  };

  const unmark = () => {
    for (const node of [...host.querySelectorAll("[data-drop]"), ...Object.values(zones)]) node.removeAttribute("data-drop");
  };

  const pickUp = (/** @type {HTMLElement} */ node) => {
    const places = placesFor(node);
    const all = blockNodes(host);
    const before = all.slice(0, all.indexOf(node)).reverse();
    const here = before.map((other) => places.findIndex(({ behind }) => behind === other)).find((i) => i >= 0) ?? 0;
    held = { node, places, at: here };
    node.setAttribute("data-held", "");
    host.toggleAttribute("data-carrying", true);
    aim(here);
  };

  const letGo = () => {
    unmark();
    held?.node.removeAttribute("data-held");
    host.removeAttribute("data-carrying");
    held = null;
  };

  const sayPlace = () => {
    if (!held) return;
    const place = held.places[held.at];
    (place.before ?? place.behind)?.scrollIntoView({ block: "nearest", behavior: "instant" });
    ui.say(acts.describe(place));
  };

  const drop = () => {
    if (!held) return;
    const { node, places, at } = held;
    letGo();
    acts.drop(node, places[at]);
  };

  const cancel = () => {
    if (!held) return;
    const { node } = held;
    letGo();
    node.focus({ preventScroll: true });
    ui.say(store.state.t("correct.carry.not"));
  };

  // The place of the next story, or of the one before.
  /** @type {(held: { places: DropPlace[], at: number }, by: number) => number} */
  const atStory = ({ places, at }, by) => {
    const storyOf = (/** @type {DropPlace} */ { before, behind }) => (before ?? behind)?.closest("article") ?? null;
    const now = storyOf(places[at]);
    let i = at;
    while (places[i + by] && storyOf(places[i]) === now) i += by;
    while (by < 0 && places[i - 1] && storyOf(places[i]) && storyOf(places[i - 1]) === storyOf(places[i])) i -= 1;
    return i;
  };

  /** Carries on with a key. Returns whether anything is carried. */
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (!held) return false;
    const to = {
      ArrowDown: held.at + 1, ArrowRight: held.at + 1, ArrowUp: held.at - 1, ArrowLeft: held.at - 1,
      PageDown: atStory(held, 1), PageUp: atStory(held, -1), Home: 0, End: Infinity,
    }[event.key];
    if (event.key === "Enter" || event.key === " ") drop();
    else if (event.key === "Escape" || event.key === "Tab") cancel();
    else if (to !== undefined) {
      aim(to);
      sayPlace();
    }
    return true;
  };

  /** Picks a block up, to be carried by keys. */
  const start = (/** @type {HTMLElement | undefined} */ node) => {
    if (!node) return;
    pickUp(node);
    ui.say(store.state.t("correct.carry.how"));
  };

  // By its grip: a finger or a mouse.
  /** @type {{ node: HTMLElement, x: number, y: number } | null} */
  let grip = null;
  let scrolling = 0;
  const down = (/** @type {PointerEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (!target.matches?.(".bm-grip") || event.button !== 0) return;
    event.preventDefault();
    grip = { node: /** @type {HTMLElement} */ (target.closest("[data-role]")), x: event.clientX, y: event.clientY };
    target.setPointerCapture(event.pointerId);
  };

  const move = (/** @type {PointerEvent} */ event) => {
    if (!grip) return;
    if (!held && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < FAR_PX) return;
    if (!held) pickUp(grip.node);
    event.preventDefault();
    over(event.clientX, event.clientY);
    scrollAlong(event.clientY);
  };

  const over = (/** @type {number} */ x, /** @type {number} */ y) => {
    const zone = /** @type {HTMLElement | null | undefined} */ (root.elementFromPoint(x, y)?.closest?.("[data-zone]"))?.dataset.zone;
    const places = held?.places ?? [];
    if (zone === "page" || zone === "story") return aim(places.findIndex((place) => place[zone]));
    const tree = /** @type {Document | ShadowRoot} */ (host.getRootNode());
    const under = /** @type {HTMLElement | null | undefined} */ (tree.elementFromPoint(x, y)?.closest?.(".bm-page [data-role]"));
    const found = under ? nearest(places, under, y) : -1;
    if (found >= 0) aim(found);
  };

  // The place at the edge of a piece that is nearer.
  /** @type {(places: DropPlace[], under: HTMLElement, y: number) => number} */
  const nearest = (places, under, y) => {
    const { top, bottom } = under.getBoundingClientRect();
    if (y > (top + bottom) / 2) return places.findIndex(({ behind }) => behind === under);
    const all = blockNodes(under.closest("article") ?? host);
    const above = all[all.indexOf(under) - 1];
    return places.findIndex(({ before, behind }) => before === under || (above && behind === above));
  };

  const scrollAlong = (/** @type {number} */ y) => {
    clearInterval(scrolling);
    const { top, bottom } = reading.getBoundingClientRect();
    const by = y < top + EDGE_PX ? -1 : y > bottom - EDGE_PX ? 1 : 0;
    if (by !== 0) scrolling = setInterval(() => reading.scrollBy(0, by * 12), 16);
  };

  const up = (/** @type {PointerEvent} */ event) => {
    clearInterval(scrolling);
    const { node } = grip ?? {};
    grip = null;
    if (held && event.type === "pointerup") drop();
    else if (held) cancel();
    else if (node) acts.choose(node);
  };

  host.addEventListener("pointerdown", down);
  host.addEventListener("pointermove", move);
  for (const type of /** @type {const} */ (["pointerup", "pointercancel"])) {
    host.addEventListener(type, (event) => {
      if (grip) up(event);
    });
  }

  return { start, key, isCarrying: () => held !== null, letGo };
};
