// The contents of an edition: the stories of all its pages, page by page or in another order, and those
// alone that the reader asks for.

import { storiesOfPage } from "../model/stories.js";
import { toHash } from "../reading/route.js";
import { takingTurns } from "../scheduling.js";
import { create, link, spare } from "./elements.js";
import { createFilterForm } from "./filter-form.js";
import { comparison, isFiltered, matches, placeFor, sorted } from "./filtering.js";
import { pageName } from "./page-names.js";
import { createPageStates } from "./page-states.js";

/** @import { Page } from "../model/types.js" */
/** @import { Story } from "../model/stories.js" */
/** @import { Entries, Makings } from "./entries.js" */
/** @import { Filters } from "./filtering.js" */

// How many entries that stand in no page's section are laid out together.
const CHUNK = 40;

/** @typedef {{ node: HTMLElement, list: HTMLElement | null, page: Page | null, entries: [Story, HTMLElement][] }} Section a page in the contents */

/**
 * The contents, built a slice at a time. `filters` are those chosen at first, `keep` hears of others.
 * `fill` takes what has been read of a page.
 *
 * @param {Makings} makings
 * @param {Entries} entries
 * @param {{ filters: Filters, keep: (filters: Filters) => void, say: (text: string) => void }} parts
 */
export const createContents = ({ edition, t, words }, entries, { filters: first, keep, say }) => {
  let filters = first;
  let generation = 0;
  /** @type {Section[]} the pages as far as they are built */
  const sections = [];
  /** @type {{ story: Story, node: HTMLElement }[]} the stories in another order than as printed */
  let ordered = [];
  /** @type {Story[] | null} those of pages that came while the others are set in that order */
  let late = null;

  const node = create("section", "bm-edition bm-contents");
  spare(node, edition.entries.length);
  const states = createPageStates(edition, t);
  const heading = create("h2", "bm-edition-title", t("view.list"));
  node.setAttribute("aria-label", [t("view.list"), edition.title].filter(Boolean).join(" · "));
  const form = createFilterForm(filters, t, (chosen) => {
    filters = chosen;
    keep(chosen);
    apply(true);
  });
  const status = create("p", "bm-count");
  const none = create("div", "bm-none", create("p", "", t("contents.none")), create("button", "", t("contents.clear")));
  none.hidden = true;
  const reset = /** @type {HTMLButtonElement} */ (none.lastChild);
  reset.type = "button";
  reset.addEventListener("click", form.reset);
  const pages = create("div", "bm-pages");
  const flat = create("div", "bm-flat");
  flat.hidden = true;
  node.append(heading, form.form, status, none, pages, flat);

  const isPrinted = () => filters.sort === "printed";
  const stories = () => sections.flatMap((section) => section.entries.map(([story]) => story));

  let count = 0;
  let shown = 0;
  const tell = () => {
    const isReading = edition.entries.some(({ reading, error }) => !reading?.page && !error);
    // what grows by itself is said when it is done
    status.setAttribute("aria-busy", String(isReading));
    const text = t("contents.count", { count, shown });
    if (status.textContent !== text) status.textContent = text;
    none.hidden = shown > 0 || count === 0 || !isFiltered(filters);
  };

  const showSection = (/** @type {Section} */ section) => {
    let seen = 0;
    for (const [story, item] of section.entries) {
      const isWanted = matches(story, filters);
      item.hidden = !isWanted;
      seen += Number(isWanted);
    }
    shown += seen;
    section.node.hidden = seen === 0 && isFiltered(filters);
  };

  /** @type {(story: Story, compare: (a: Story, b: Story) => number) => void} sets a story in its place in another order */
  const insert = (story, compare) => {
    if (!matches(story, filters)) return;
    shown += 1;
    const at = placeFor(ordered, story, compare);
    const made = { story, node: entries.listed(story, true) };
    const before = ordered[at - 1]?.node;
    ordered.splice(at, 0, made);
    if (before) before.after(made.node);
    else if (flat.firstElementChild) flat.firstElementChild.prepend(made.node);
    else flat.append(create("ol", "bm-chunk", made.node));
  };

  // Shows what is asked for, a slice at a time. A later call takes over.
  const apply = async (/** @type {boolean} */ isAsked) => {
    const mine = ++generation;
    const turn = takingTurns();
    shown = 0;
    ordered = [];
    late = null;
    flat.replaceChildren();
    flat.hidden = isPrinted();
    pages.hidden = !isPrinted();
    if (isPrinted()) {
      for (const section of sections) {
        showSection(section);
        await turn();
        if (mine !== generation) return;
      }
    } else {
      late = [];
      const compare = comparison(filters.sort, t.tag);
      const wanted = await sorted(stories().filter((story) => matches(story, filters)), compare, turn);
      if (mine !== generation) return;
      shown = wanted.length;
      for (let at = 0; at < wanted.length; at += CHUNK) {
        const made = wanted.slice(at, at + CHUNK).map((story) => ({ story, node: entries.listed(story, true) }));
        ordered.push(...made);
        flat.append(create("ol", "bm-chunk", ...made.map((one) => one.node)));
        await turn();
        if (mine !== generation) return;
      }
      for (const story of late) insert(story, compare);
      late = null;
    }
    tell();
    if (isAsked) say(status.textContent ?? "");
  };

  // The stories of a page below its name, or what is the matter with it.
  const fillSection = (/** @type {Section} */ section, /** @type {number} */ index) => {
    const entry = edition.entries[index];
    const page = entry.reading?.page ?? null;
    count -= section.entries.length;
    section.list?.remove();
    section.page = page;
    section.node.lang = words.lang(page?.source.language ?? t.tag);
    const found = page ? storiesOfPage(page, entry.reading?.source.text ?? "", index) : [];
    section.entries = found.map((story) => [story, entries.listed(story, false)]);
    section.list = found.length > 0 ? create("ol", "", ...section.entries.map(([, item]) => item)) : states.of(index);
    section.node.append(section.list);
    section.node.querySelector("a")?.replaceChildren(pageName(entry, index, t));
    count += found.length;
    form.offer(found.flatMap(({ names }) => names));
  };

  /** @type {(index: number) => void} */
  const addSection = (index) => {
    const heading = create("h3", "bm-page-name", link(toHash({ view: "page", story: null, index }), ""));
    const section = { node: create("section", "bm-leaf", heading), list: null, page: null, entries: [] };
    section.node.dataset.leaf = String(index);
    sections.push(section);
    fillSection(section, index);
    if (isPrinted()) showSection(section);
    pages.append(section.node);
  };

  const build = async () => {
    const turn = takingTurns();
    for (let index = 0; index < edition.entries.length; index += 1) {
      addSection(index);
      await turn();
    }
    if (isPrinted()) tell();
    else await apply(false);
  };

  return {
    node,
    built: build(),

    /** Takes what has been read of a page, or that it cannot be read. */
    fill: (/** @type {number} */ index) => {
      const section = sections[index];
      const { reading, error } = edition.entries[index];
      if (!section || (section.page === (reading?.page ?? null) && !error)) return;
      const isAnew = section.page !== null;
      const before = section.entries.filter(([, item]) => !item.hidden).length;
      fillSection(section, index);
      if (isPrinted()) {
        shown -= before;
        showSection(section);
        tell();
      } else if (isAnew) apply(false);
      else if (late) late.push(...section.entries.map(([story]) => story));
      else {
        for (const [story] of section.entries) insert(story, comparison(filters.sort, t.tag));
        tell();
      }
    },
  };
};
