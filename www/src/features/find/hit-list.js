// The list of hits, with what stands above it.

import { create } from "../../ui/elements.js";

/** @import { Words } from "../../model/concordance.js" */
/** @import { Translate } from "../../model/types.js" */

/**
 * The hits that are listed: `id` tells one from all others, `find` gives its number or -1, `describe` the
 * story and the words of it.
 *
 * @typedef {object} Listed
 * @property {number} count
 * @property {(i: number) => string} id
 * @property {(id: string) => number} find
 * @property {(i: number) => { key: string, title: string, words: Words }} describe
 */

// How many hits are listed at once; more come when the reader goes up or down.
const MANY = 24;

/** @param {{ to: (i: number) => void, leave: () => void, open: () => void }} act */
export const createHitList = (act) => {
  const node = create("div", { hidden: true, id: "hits" });
  node.part = "hits";
  const head = create("div", { className: "head" });
  const list = create("div", { tabIndex: -1 });
  list.setAttribute("role", "listbox");
  node.append(head, list);
  /** @type {Listed} */
  let shown = { count: 0, id: () => "", find: () => -1, describe: () => ({ key: "", title: "", words: ["", "", ""] }) };
  // the hits that stand in the list by now, and the number of the first of them
  /** @type {string[]} */
  let ids = [];
  let from = 0;

  list.addEventListener("keydown", (event) => walk(event));
  list.addEventListener("click", (event) => {
    const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
    if (option) act.to(Number(option.dataset.hit));
  });
  list.addEventListener("scroll", () => fill());

  const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
  const focused = () => options().findIndex((option) => option.matches(":focus"));

  const walk = (/** @type {KeyboardEvent} */ event) => {
    const i = focused() < 0 ? -1 : from + focused();
    const last = shown.count - 1;
    const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: last, PageDown: Math.min(i + 10, last), PageUp: Math.max(i - 10, 0) }[event.key];
    if (to === -1) act.leave();
    else if (to !== undefined) focus(Math.min(to, last));
    else if (event.key === "Enter" || event.key === " ") act.to(i);
    else return;
    event.preventDefault();
  };

  const append = (/** @type {number} */ by = MANY) => {
    const end = Math.min(from + ids.length + by, shown.count);
    for (let i = from + ids.length; i < end; i++) {
      const { key, title, words } = shown.describe(i);
      if (/** @type {HTMLElement | null} */ (list.lastElementChild)?.dataset.story !== key) list.append(createGroup(key, title));
      list.lastElementChild?.append(createOption(words, i));
      ids.push(shown.id(i));
    }
  };

  // What stands in the list stays where it is on the screen.
  const prepend = (/** @type {number} */ by = MANY) => {
    const start = Math.max(0, from - by);
    if (start === from) return;
    const below = list.scrollHeight - list.scrollTop;
    while (from > start) {
      const { key, title, words } = shown.describe((from -= 1));
      if (/** @type {HTMLElement | null} */ (list.firstElementChild)?.dataset.story !== key) list.prepend(createGroup(key, title));
      list.firstElementChild?.firstElementChild?.after(createOption(words, from));
      ids.unshift(shown.id(from));
    }
    list.scrollTop = list.scrollHeight - below;
  };

  // Lists more hits where the reader comes near to the end of the list, or to its beginning.
  const fill = () => {
    if (list.scrollTop + list.clientHeight * 2 > list.scrollHeight) append();
    if (list.scrollTop < list.clientHeight) prepend();
  };

  // Lists so many hits anew.
  const restart = (/** @type {number} */ at, many = MANY) => {
    from = Math.max(0, at);
    ids = [];
    list.replaceChildren();
    append(many);
  };

  // Has the list reach to a hit, wherever that is among all.
  const reach = (/** @type {number} */ i) => {
    const end = from + ids.length;
    if (i < from - MANY || i >= end + MANY) restart(i - MANY / 2);
    else if (i < from) prepend();
    else if (i >= end) append();
  };

  const stop = (/** @type {HTMLElement} */ at) => options().forEach((option) => (option.tabIndex = option === at ? 0 : -1));

  /** Puts the focus on a hit. */
  const focus = (/** @type {number} */ i) => {
    if (node.hidden) act.open();
    reach(i);
    const option = options()[i - from];
    if (!option) return;
    stop(option);
    option.focus();
  };

  return {
    node, head, focus,

    /** Lists hits from the first. */
    show: (/** @type {Listed} */ listed) => {
      shown = listed;
      restart(0);
      list.scrollTop = 0;
      const [first] = options();
      if (first) first.tabIndex = 0;
    },

    /** Lists hits that have become more, and stays where the reader is among them. */
    update: (/** @type {Listed} */ listed) => {
      shown = listed;
      const isSame = from + ids.length >= Math.min(from + MANY, listed.count) && ids.every((id, i) => from + i < listed.count && listed.id(from + i) === id);
      if (isSame) return;
      const [many, top, held] = [Math.max(ids.length, MANY), list.scrollTop, ids[focused()]];
      // from its beginning, a list in which nobody stands is listed on
      const anchor = held ?? (from > 0 ? ids[0] : undefined);
      const now = anchor === undefined ? -1 : listed.find(anchor);
      restart(now < 0 ? 0 : now - ids.indexOf(/** @type {string} */ (anchor)), many);
      list.scrollTop = top;
      const option = options()[Math.max(0, ids.indexOf(held))];
      if (!option) return;
      option.tabIndex = 0;
      if (held) option.focus({ preventScroll: true });
    },

    /** Marks the current hit. */
    mark: (/** @type {number} */ index) => {
      if (index >= 0 && index < shown.count) reach(index);
      const all = options();
      all.forEach((option, i) => option.setAttribute("aria-selected", String(from + i === index)));
      const option = all[index - from];
      if (option && !node.hidden) {
        list.scrollTop += Math.min(0, option.offsetTop - list.scrollTop - 40) || Math.max(0, option.offsetTop + option.offsetHeight - list.scrollTop - list.clientHeight);
        // who stands at the very beginning of what is listed cannot scroll to what is before it
        if (from > 0) fill();
      }
      node.classList.toggle("none", shown.count === 0);
    },

    setWords: (/** @type {Translate} */ t) => list.setAttribute("aria-label", t("find.hits")),
  };
};

// How many groups have been made, by which each has an id of its own.
let groups = 0;

/** @type {(key: string, title: string) => HTMLElement} */
const createGroup = (key, title) => {
  const node = create("div");
  const head = create("p", { textContent: title, id: `hits-${(groups += 1)}` });
  node.dataset.story = key;
  node.setAttribute("role", "group");
  node.setAttribute("aria-labelledby", head.id);
  head.setAttribute("role", "presentation");
  node.append(head);
  return node;
};

/** @type {(words: Words, i: number) => HTMLElement} */
const createOption = ([before, word, after], i) => {
  const node = create("div", { tabIndex: -1 });
  node.dataset.hit = String(i);
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  node.append(before, create("mark", { textContent: word }), after);
  return node;
};
