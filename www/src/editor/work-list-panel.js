// The panel of the work list: how far it is, the doubt that is looked at with what can be done, and those
// that follow.

import { create, createControl } from "../ui/elements.js";
import { describeDoubt, doubtsAt, percent, sureOf } from "../reading/doubts.js";

/** @import { Diagnostic, Page, Translate } from "../model/types.js" */
/** @import { Alternative } from "./alternatives.js" */
/** @import { Item, Progress } from "./work-list.js" */

/** @typedef {ReturnType<typeof createWorkListPanel>} WorkListPanel */

/**
 * @typedef {object} WorkActs
 * @property {(scope: "page" | "edition") => unknown} show
 * @property {() => unknown} accept
 * @property {(n: number) => unknown} choose the alternative of that number, from 0
 * @property {() => unknown} skip
 * @property {(key: string) => unknown} goTo
 */

/** How many doubts are listed at once. */
export const LISTED = 200;

const QUOTED = 60;

/** @param {WorkActs} acts */
export const createWorkListPanel = (acts) => {
  const scopes = /** @type {const} */ (["page", "edition"]).map((scope) => createControl(`work.${scope}`, () => acts.show(scope)));
  const scope = create("div", { className: "scope", role: "group" }, ...scopes);
  const title = create("h3", { id: "work-title" });
  const bar = create("progress", { max: 1, value: 0 });
  const done = create("label", {}, create("span"), bar);
  const tally = create("p", { className: "tally" });
  const reading = create("p", { className: "tally" });
  const card = create("div", { className: "card" });
  const list = create("div", { className: "queue", tabIndex: 0, role: "listbox" });
  const more = create("p", { className: "tally" });
  const node = create("section", { className: "work", hidden: true }, title, done, tally, reading, card, list, more);

  /** @type {Translate} */
  let t;
  /** @type {Map<string, HTMLElement>} */
  let options = new Map();
  let made = 0;
  /** @type {Item | null} what the card is of */
  let shown = null;

  list.addEventListener("click", (event) => {
    const { key } = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[role=option]"))?.dataset ?? {};
    if (key) acts.goTo(key);
  });

  /** @type {(item: Item, text: string, size: number) => string} */
  const quoteOf = ({ span }, text, size) => {
    const letters = [...text.slice(...span.utf16)];
    return `${letters.slice(0, size).join("")}${letters.length > size ? "…" : ""}`;
  };

  /** @type {(item: Item, page: string, doubts?: Diagnostic[]) => string} */
  const describe = ({ doubt, span }, page, doubts = [doubt]) => {
    // a share keeps its sign on its line
    const share = (/** @type {Diagnostic} */ doubt) => sureOf(doubt).replace(" ", "\u00a0");
    const what = doubts.map((doubt) => [describeDoubt(doubt, t), share(doubt)].filter(Boolean).join(" · ")).join(t("why.and"));
    return t("work.at", { page, line: span.line, what });
  };

  /** @type {(item: Item, place: { name: string, text: string }) => HTMLElement} */
  const createOption = (item, { name, text }) => {
    const option = create("div", { role: "option", id: `work-${(made += 1)}` }, create("small", {}, describe(item, name)), create("q", {}, quoteOf(item, text, 24)));
    option.dataset.key = item.key;
    return option;
  };

  /** @type {(words: string, letter: string, share: string, act: () => unknown) => HTMLButtonElement} */
  const createChoice = (words, letter, share, act) => {
    const button = create("button", { type: "button" }, create("kbd", {}, letter), create("span", {}, words), create("small", {}, share));
    button.addEventListener("click", () => act());
    return button;
  };

  return {
    node,
    scope,
    list,

    setWords: (/** @type {Translate} */ words) => {
      t = words;
      scope.setAttribute("aria-label", t("work.scope"));
      for (const button of scopes) button.textContent = t(button.dataset.act ?? "");
      list.setAttribute("aria-label", t("work.list"));
      options = new Map();
      shown = null;
    },

    /** Shows the list, or lets the list of the page be shown. */
    setScope: (/** @type {boolean} */ ofEdition, /** @type {boolean} */ isOffered) => {
      scope.hidden = !isOffered;
      node.hidden = !ofEdition;
      for (const [i, button] of scopes.entries()) button.setAttribute("aria-pressed", String(ofEdition === (i === 1)));
    },

    /** Shows how much has been looked at. */
    showProgress: (/** @type {Progress} */ progress, /** @type {{ read: number, count: number }} */ pages) => {
      const { count, done: looked } = progress;
      title.textContent = t("correct.check", { count: count - looked });
      /** @type {HTMLElement} */ (done.firstElementChild).textContent = t("work.progress", { done: looked, count });
      bar.max = Math.max(1, count);
      bar.value = looked;
      tally.textContent = t("work.tally", { ...progress });
      reading.textContent = pages.read < pages.count ? t("work.reading", pages) : "";
    },

    /**
     * Shows the doubt that is looked at, with what else is doubted there and what can be done; `null` where
     * none is left.
     *
     * @param {{ item: Item, name: string, text: string, page: Page, choices: Alternative[] } | null} current
     * @param {string} otherwise what is said then
     */
    showCurrent: (current, otherwise) => {
      if (current && current.item === shown) return;
      shown = current?.item ?? null;
      if (!current) return card.replaceChildren(create("p", {}, otherwise));
      const { item, name, text, page, choices } = current;
      const others = doubtsAt(page, item.span.utf16[0]).filter((doubt) => doubt !== item.doubt);
      card.replaceChildren(
        create("p", { className: "where" }, describe(item, name, [item.doubt, ...others])),
        create("p", { className: "quote" }, quoteOf(item, text, QUOTED)),
        create("div", { className: "choices" },
          createChoice(t("correct.right"), "c", sureOf(item.doubt), acts.accept),
          ...choices.map(({ words, confidence }, i) => createChoice(words, String(i + 1), confidence === null ? "" : percent(confidence), () => acts.choose(i))),
          createChoice(t("work.skip"), "s", "", acts.skip)),
      );
      // who has signed below, or gone through what was done, sees what comes next
      card.scrollIntoView({ block: "nearest" });
    },

    /**
     * Lists what is to be looked at around the doubt of that key, which stays where it is on the screen.
     *
     * @param {Item[]} open
     * @param {string | null} key
     * @param {(item: Item) => { name: string, text: string }} placeOf
     */
    showList: (open, key, placeOf) => {
      const at = open.findIndex((item) => item.key === key);
      const from = Math.max(0, at - LISTED + 1);
      const listed = open.slice(from, from + LISTED);
      const before = key ? options.get(key)?.offsetTop : undefined;
      /** @type {Map<string, HTMLElement>} */
      const now = new Map();
      for (const item of listed) now.set(item.key, options.get(item.key) ?? createOption(item, placeOf(item)));
      options = now;
      list.replaceChildren(...now.values());
      list.hidden = listed.length === 0;
      for (const [own, option] of now) option.setAttribute("aria-selected", String(own === key));
      more.textContent = from === 0 && open.length > listed.length ? t("work.more", { shown: listed.length, count: open.length }) : "";
      const current = key ? now.get(key) : undefined;
      if (!current) return list.removeAttribute("aria-activedescendant");
      list.setAttribute("aria-activedescendant", current.id);
      if (before !== undefined) list.scrollTop += current.offsetTop - before;
      const [top, bottom] = [current.offsetTop - list.offsetTop, current.offsetTop - list.offsetTop + current.offsetHeight];
      if (top < list.scrollTop) list.scrollTop = top;
      else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
    },
  };
};
