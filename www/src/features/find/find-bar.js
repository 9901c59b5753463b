// The find bar and the list of hits.

import { ROLE_GROUPS } from "../../model/search.js";

/** @import { Translate } from "../../model/types.js" */

/** @typedef {[before: string, words: string, after: string]} Words */

/**
 * What the bar asks for.
 *
 * @typedef {object} Acts
 * @property {() => void} type
 * @property {(by: number) => void} step
 * @property {(index: number) => void} to
 * @property {() => void} close
 * @property {(wide: boolean) => void} widen
 */

const MANY = 24;

/** @param {Acts} act */
export const createFindBar = (act) => {
  const bar = create("search", { hidden: true });
  bar.part = "find";
  const field = create("input", { type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
  const role = create("select");
  const count = create("output");
  const [back, on] = [-1, 1].map((by) => createButton(by < 0 ? "find-previous" : "find-next", () => act.step(by)));
  const toggle = createButton("hits", () => open(Boolean(list.hidden)));
  const close = createButton("close", () => act.close());
  const list = create("div", { hidden: true, tabIndex: -1 });
  list.part = "hits";
  list.setAttribute("role", "listbox");
  const steps = create("span", { className: "steps" });
  steps.append(count, back, on);
  bar.append(field, role, steps, toggle, close, list);
  /** @type {(key: string, values?: Record<string, unknown>) => string} */
  let t = (key) => key;
  /** @type {{ count: number, describe: (i: number) => { key: string, title: string, words: Words }, upTo: number }} */
  let shown = { count: 0, describe: () => ({ key: "", title: "", words: ["", "", ""] }), upTo: 0 };

  field.addEventListener("input", () => act.type());
  role.addEventListener("change", () => act.type());
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") act.step(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowDown" && shown.count > 0) focus(Math.max(0, now()));
    else return;
    event.preventDefault();
  });
  list.addEventListener("keydown", (event) => walk(event));
  list.addEventListener("click", (event) => {
    const option = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"));
    if (option) act.to(Number(option.dataset.hit));
  });
  list.addEventListener("scroll", () => list.scrollTop + list.clientHeight * 2 > list.scrollHeight && more());

  const open = (/** @type {boolean} */ wide) => {
    list.hidden = !wide;
    toggle.setAttribute("aria-expanded", String(wide));
    act.widen(wide);
  };
  const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
  const now = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  const focus = (/** @type {number} */ i) => {
    if (list.hidden) open(true);
    while (i >= shown.upTo && shown.upTo < shown.count) more();
    const option = options()[i];
    if (!option) return;
    options().forEach((other) => (other.tabIndex = other === option ? 0 : -1));
    option.focus();
  };

  const walk = (/** @type {KeyboardEvent} */ event) => {
    const i = options().findIndex((option) => option.contains(/** @type {Node} */ (event.target)));
    const last = shown.count - 1;
    const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: last, PageDown: Math.min(i + 10, last), PageUp: Math.max(i - 10, 0) }[event.key];
    if (to === -1) field.focus();
    else if (to !== undefined) focus(Math.min(to, last));
    else if (event.key === "Enter" || event.key === " ") act.to(i);
    else return;
    event.preventDefault();
  };

  const more = () => {
    const end = Math.min(shown.upTo + MANY, shown.count);
    for (let i = shown.upTo; i < end; i++) {
      const { key, title, words } = shown.describe(i);
      if (/** @type {HTMLElement | null} */ (list.lastElementChild)?.dataset.story !== key) list.append(createGroup(key, title, list.childElementCount));
      list.lastElementChild?.append(createOption(words, i));
    }
    shown.upTo = end;
  };

  /**
   * Lists hits; `describe` gives the story and the words of one.
   *
   * @template T
   * @param {T[]} hits
   * @param {(hit: T) => { key: string, title: string, words: Words }} describe
   */
  const show = (hits, describe) => {
    shown = { count: hits.length, describe: (i) => describe(hits[i]), upTo: 0 };
    list.replaceChildren();
    list.scrollTop = 0;
    more();
    const [first] = options();
    if (first) first.tabIndex = 0;
  };

  /** Marks the current hit. */
  const mark = (/** @type {number} */ index) => {
    const { count: all } = shown;
    while (index >= shown.upTo && shown.upTo < all) more();
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = options()[index];
    if (option && !list.hidden) list.scrollTop += Math.min(0, option.offsetTop - list.scrollTop - 40) || Math.max(0, option.offsetTop + option.offsetHeight - list.scrollTop - list.clientHeight);
    const none = all === 0;
    back.disabled = on.disabled = none;
    toggle.hidden = list.classList.toggle("none", none) || none;
    count.textContent = field.value.trim() === "" ? "" : none ? t("find.none") : t("find.of", { index: index + 1, count: all });
  };

  const setWords = (/** @type {Translate} */ words) => {
    t = words;
    bar.setAttribute("aria-label", t("find"));
    list.setAttribute("aria-label", t("find.hits"));
    field.setAttribute("aria-label", t("find.what"));
    field.placeholder = t("find.what");
    role.setAttribute("aria-label", t("find.where"));
    const { value } = role;
    role.replaceChildren(...["", ...ROLE_GROUPS].map((name) => new Option(t(`find.${name || "everything"}`), name)));
    role.value = value;
    back.setAttribute("aria-label", t("find.previous"));
    on.setAttribute("aria-label", t("find.next"));
    close.setAttribute("aria-label", t("close"));
    toggle.textContent = t("find.hits");
    mark(now());
  };

  return { bar, field, role, list, setWords, show, mark, open };
};

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Partial<HTMLElementTagNameMap[K]>} [values]
 * @returns {HTMLElementTagNameMap[K]}
 */
const create = (tag, values = {}) => Object.assign(document.createElement(tag), values);

/** @type {(name: string, act: () => void) => HTMLButtonElement} */
const createButton = (name, act) => {
  const node = create("button", { type: "button" });
  node.dataset.act = name;
  node.addEventListener("click", act);
  return node;
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
