// The find bar and the list of hits.

import { ROLE_GROUPS } from "../../model/search.js";

const MANY = 24;

export const findBar = (act) => {
  const bar = make("search", { part: "find", hidden: true });
  const field = make("input", { type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
  const role = make("select");
  const count = make("output");
  const [back, on] = [-1, 1].map((by) => button(by < 0 ? "find-previous" : "find-next", () => act.step(by)));
  const toggle = button("hits", () => open(list.hidden));
  const close = button("close", () => act.close());
  const list = make("div", { part: "hits", hidden: true, tabIndex: -1 });
  list.setAttribute("role", "listbox");
  const steps = make("span", { className: "steps" });
  steps.append(count, back, on);
  bar.append(field, role, steps, toggle, close, list);
  let said = (key) => key;
  let shown = { hits: [], upTo: 0 };

  field.addEventListener("input", () => act.type());
  role.addEventListener("change", () => act.type());
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") act.step(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowDown" && shown.hits.length > 0) focus(Math.max(0, now()));
    else return;
    event.preventDefault();
  });
  list.addEventListener("keydown", (event) => walk(event));
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) act.to(Number(option.dataset.hit));
  });
  list.addEventListener("scroll", () => list.scrollTop + list.clientHeight * 2 > list.scrollHeight && more());

  const open = (wide) => {
    list.hidden = !wide;
    toggle.setAttribute("aria-expanded", String(wide));
    act.widen(wide);
  };
  const options = () => [...list.querySelectorAll("[role=option]")];
  const now = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  const focus = (i) => {
    if (list.hidden) open(true);
    while (i >= shown.upTo && shown.upTo < shown.hits.length) more();
    const option = options()[i];
    if (!option) return;
    options().forEach((other) => (other.tabIndex = other === option ? 0 : -1));
    option.focus();
  };

  const walk = (event) => {
    const i = options().indexOf(event.target.closest("[role=option]"));
    const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: shown.hits.length - 1, PageDown: Math.min(i + 10, shown.hits.length - 1), PageUp: Math.max(i - 10, 0) }[event.key];
    if (to === -1) field.focus();
    else if (to !== undefined) focus(Math.min(to, shown.hits.length - 1));
    else if (event.key === "Enter" || event.key === " ") act.to(i);
    else return;
    event.preventDefault();
  };

  const more = () => {
    const next = shown.hits.slice(shown.upTo, shown.upTo + MANY);
    for (const hit of next) {
      const { key, title, words } = shown.of(hit);
      if (list.lastElementChild?.dataset.story !== key) list.append(group(key, title, list.childElementCount));
      list.lastElementChild.append(option(words, shown.upTo++));
    }
  };

  // `of` gives the story and the words of a hit.
  const show = (hits, of) => {
    shown = { hits, of, upTo: 0 };
    list.replaceChildren();
    list.scrollTop = 0;
    more();
    const [first] = options();
    if (first) first.tabIndex = 0;
  };

  const mark = (index) => {
    const { hits } = shown;
    while (index >= shown.upTo && shown.upTo < hits.length) more();
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = options()[index];
    if (option && !list.hidden) list.scrollTop += Math.min(0, option.offsetTop - list.scrollTop - 40) || Math.max(0, option.offsetTop + option.offsetHeight - list.scrollTop - list.clientHeight);
    const none = hits.length === 0;
    back.disabled = on.disabled = none;
    toggle.hidden = list.classList.toggle("none", none) || none;
    count.textContent = field.value.trim() === "" ? "" : none ? said("find.none") : said("find.of", { index: index + 1, count: hits.length });
  };

  const label = (t) => {
    said = t;
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

  return { bar, field, role, list, label, show, mark, open };
};

const make = (tag, values = {}) => Object.assign(document.createElement(tag), values);

const button = (name, act) => {
  const node = make("button", { type: "button" });
  node.dataset.act = name;
  node.addEventListener("click", act);
  return node;
};

const group = (key, title, number) => {
  const node = make("div");
  const head = make("p", { textContent: title, id: `hits-${number}` });
  node.dataset.story = key;
  node.setAttribute("role", "group");
  node.setAttribute("aria-labelledby", head.id);
  head.setAttribute("role", "presentation");
  node.append(head);
  return node;
};

const option = ([before, word, after], i) => {
  const node = make("div", { tabIndex: -1 });
  node.dataset.hit = i;
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  node.append(before, make("mark", { textContent: word }), after);
  return node;
};
