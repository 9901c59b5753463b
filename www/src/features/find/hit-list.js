// The list of hits, with what stands above it.

import { create } from "../../ui/elements.js";

/** @import { Words } from "../../model/concordance.js" */
/** @import { Translate } from "../../model/types.js" */

/**
 * The hits that are listed: `id` tells one from all others, `describe` gives the story and the words of it.
 *
 * @typedef {object} Listed
 * @property {number} count
 * @property {(i: number) => string} id
 * @property {(i: number) => { key: string, title: string, words: Words }} describe
 */

// How many hits are listed at once; more come when the reader goes down.
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
  let shown = { count: 0, id: () => "", describe: () => ({ key: "", title: "", words: ["", "", ""] }) };
  /** @type {string[]} the hits that stand in the list by now */
  let ids = [];

  list.addEventListener("keydown", (event) => walk(event));
  list.addEventListener("click", (event) => {
    const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
    if (option) act.to(Number(option.dataset.hit));
  });
  list.addEventListener("scroll", () => list.scrollTop + list.clientHeight * 2 > list.scrollHeight && more());

  const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
  const focused = () => options().findIndex((option) => option.matches(":focus"));

  const walk = (/** @type {KeyboardEvent} */ event) => {
    const i = focused();
    const last = shown.count - 1;
    const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: last, PageDown: Math.min(i + 10, last), PageUp: Math.max(i - 10, 0) }[event.key];
    if (to === -1) act.leave();
    else if (to !== undefined) focus(Math.min(to, last));
    else if (event.key === "Enter" || event.key === " ") act.to(i);
    else return;
    event.preventDefault();
  };

  const more = (/** @type {number} */ by = MANY) => {
    const end = Math.min(ids.length + by, shown.count);
    for (let i = ids.length; i < end; i++) {
      const { key, title, words } = shown.describe(i);
      if (/** @type {HTMLElement | null} */ (list.lastElementChild)?.dataset.story !== key) list.append(createGroup(key, title, list.childElementCount));
      list.lastElementChild?.append(createOption(words, i));
      ids.push(shown.id(i));
    }
  };

  const stop = (/** @type {HTMLElement} */ at) => options().forEach((option) => (option.tabIndex = option === at ? 0 : -1));

  /** Puts the focus on a hit. */
  const focus = (/** @type {number} */ i) => {
    if (node.hidden) act.open();
    while (i >= ids.length && ids.length < shown.count) more();
    const option = options()[i];
    if (!option) return;
    stop(option);
    option.focus();
  };

  return {
    node, head, focus,

    /** Lists hits from the first. */
    show: (/** @type {Listed} */ listed) => {
      shown = listed;
      ids = [];
      list.replaceChildren();
      list.scrollTop = 0;
      more();
      const [first] = options();
      if (first) first.tabIndex = 0;
    },

    /** Lists hits that have become more, and stays where the reader is among them. */
    update: (/** @type {Listed} */ listed) => {
      shown = listed;
      const isSame = ids.length >= Math.min(MANY, listed.count) && ids.every((id, i) => i < listed.count && listed.id(i) === id);
      if (isSame) return;
      const [upTo, top, held] = [Math.max(ids.length, MANY), list.scrollTop, ids[focused()]];
      ids = [];
      list.replaceChildren();
      more(upTo);
      list.scrollTop = top;
      const option = options()[Math.max(0, ids.indexOf(held))];
      if (!option) return;
      option.tabIndex = 0;
      if (held) option.focus({ preventScroll: true });
    },

    /** Marks the current hit. */
    mark: (/** @type {number} */ index) => {
      while (index >= ids.length && ids.length < shown.count) more();
      const all = options();
      all.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
      const option = all[index];
      if (option && !node.hidden) list.scrollTop += Math.min(0, option.offsetTop - list.scrollTop - 40) || Math.max(0, option.offsetTop + option.offsetHeight - list.scrollTop - list.clientHeight);
      node.classList.toggle("none", shown.count === 0);
    },

    setWords: (/** @type {Translate} */ t) => list.setAttribute("aria-label", t("find.hits")),
  };
};

/** @type {(key: string, title: string, number: number) => HTMLElement} */
const createGroup = (key, title, number) => {
  const node = create("div");
  const head = create("p", { textContent: title, id: `hits-${number}` });
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
