// The contents of an edition: the stories of all its pages, page by page or in another order, and those
// alone that the reader asks for.

import { storiesOfPage } from "../model/stories.js";
import { toHash } from "../reading/route.js";
import { takingTurns } from "../scheduling.js";
import { create, link, spare } from "./elements.js";
import { createFilterForm } from "./filter-form.js";
import { comparison, isFiltered, matches, placeFor, sorted } from "./filtering.js";
import { createLazyParts } from "./lazy-parts.js";
import { pageName } from "./page-names.js";
import { createPageStates } from "./page-states.js";

/** @import { Page } from "../model/types.js" */
/** @import { Story } from "../model/stories.js" */
/** @import { Entries, Makings } from "./entries.js" */
/** @import { Filters } from "./filtering.js" */

// How many entries that stand in no page's section are drawn and laid out together.
const CHUNK = 10;

/**
 * A page in the contents: its stories, the list of them, or what is the matter with the page, and the items
 * of that, while it is drawn.
 *
 * @typedef {{ node: HTMLElement, page: Page | null, stories: Story[], list: HTMLElement | null, items: HTMLElement[] }} Section
 */

/** @typedef {{ node: HTMLElement, stories: Story[] }} Chunk stories that follow each other in another order than as printed */

/**
 * The contents, built a slice at a time. `filters` are those chosen at first, `keep` hears of others;
 * `isNarrow` where there is little room. `fill` takes what has been read of a page.
 *
 * @param {Makings} makings
 * @param {Entries} entries
 * @param {{ filters: Filters, isNarrow: boolean, keep: (filters: Filters) => void, say: (text: string) => void }} parts
 */
export const createContents = ({ edition, t, words }, entries, { filters: first, isNarrow, keep, say }) => {
  let filters = first;
  const isPrinted = () => filters.sort === "printed";
  let generation = 0;
  /** @type {Section[]} the pages as far as they are built */
  const sections = [];
  /** @type {Chunk[]} the stories in another order than as printed */
  let chunks = [];
  /** @type {Story[] | null} those of pages that came while the others are set in that order */
  let late = null;

  const node = create("section", "bm-edition bm-contents");
  spare(node, edition.entries.length);
  const lazy = createLazyParts(node, edition.entries.length);
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
  // where there is little room, the stories come first
  const choosing = /** @type {HTMLDetailsElement} */ (create("details", "bm-choosing", create("summary", "", t("contents.filters")), form.form));
  choosing.open = !isNarrow || isFiltered(filters) || !isPrinted();
  node.append(heading, choosing, status, none, pages, flat);

  const isWanted = (/** @type {Story} */ story) => matches(story, filters);
  const wantedOf = (/** @type {Section} */ section) => section.stories.filter(isWanted).length;

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

  const drawSection = (/** @type {Section} */ section, /** @type {number} */ index) => {
    section.items = section.stories.map((story) => entries.listed(story, false));
    section.list = section.items.length > 0 ? create("ol", "", ...section.items) : states.of(index);
    hideOthers(section);
    section.node.append(section.list);
  };

  const clearSection = (/** @type {Section} */ section) => {
    section.list?.remove();
    Object.assign(section, { list: null, items: [] });
  };

  const hideOthers = (/** @type {Section} */ { items, stories }) => items.forEach((item, i) => (item.hidden = !isWanted(stories[i])));

  const showSection = (/** @type {Section} */ section) => {
    const wanted = wantedOf(section);
    hideOthers(section);
    shown += wanted;
    section.node.hidden = wanted === 0 && isFiltered(filters);
  };

  /** @type {(stories: Story[], behind?: HTMLElement | null) => Chunk} */
  const createChunk = (stories, behind = null) => {
    const chunk = { node: create("ol", "bm-chunk"), stories };
    const draw = () => chunk.node.append(...chunk.stories.map((story) => entries.listed(story, true)));
    lazy.append(flat, { node: chunk.node, draw, clear: () => chunk.node.replaceChildren() }, stories.length, behind);
    return chunk;
  };

  /** @type {(story: Story, compare: (a: Story, b: Story) => number) => void} sets a story in its place in another order */
  const insert = (story, compare) => {
    if (!isWanted(story)) return;
    shown += 1;
    if (chunks.length === 0) return void chunks.push(createChunk([story]));
    const at = Math.max(0, placeFor(chunks, story, ({ stories: [first] }, story) => compare(first, story)) - 1);
    const { node, stories } = chunks[at];
    stories.splice(placeFor(stories, story, compare), 0, story);
    if (stories.length <= 2 * CHUNK) return lazy.update(node, stories.length);
    chunks.splice(at + 1, 0, createChunk(stories.splice(CHUNK), node));
    lazy.update(node, stories.length);
  };

  // Shows what is asked for, a slice at a time. A later call takes over.
  const apply = async (/** @type {boolean} */ isAsked) => {
    const mine = ++generation;
    const turn = takingTurns();
    shown = 0;
    chunks = [];
    late = null;
    lazy.drop(flat);
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
      const wanted = await sorted(sections.flatMap(({ stories }) => stories).filter(isWanted), compare, turn);
      if (mine !== generation) return;
      shown = wanted.length;
      for (let at = 0; at < wanted.length; at += CHUNK) {
        chunks.push(createChunk(wanted.slice(at, at + CHUNK)));
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
    count -= section.stories.length;
    section.page = page;
    section.node.lang = words.lang(page?.source.language ?? t.tag);
    section.stories = page ? storiesOfPage(page, entry.reading?.source.text ?? "", index) : [];
    section.node.querySelector("a")?.replaceChildren(pageName(entry, index, t));
    count += section.stories.length;
    form.offer(section.stories.flatMap(({ names }) => names));
    lazy.update(section.node, section.stories.length);
  };

  /** @type {(index: number) => void} */
  const addSection = (index) => {
    const heading = create("h3", "bm-page-name", link(toHash({ view: "page", story: null, index }), ""));
    /** @type {Section} */
    const section = { node: create("section", "bm-leaf", heading), page: null, stories: [], list: null, items: [] };
    section.node.dataset.leaf = String(index);
    sections.push(section);
    fillSection(section, index);
    lazy.append(pages, { node: section.node, draw: () => drawSection(section, index), clear: () => clearSection(section) }, section.stories.length);
    if (isPrinted()) showSection(section);
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
    node, lazy,
    built: build(),

    /** The part that has a story of a page. */
    partOf: (/** @type {number} */ index, /** @type {string} */ story) =>
      (isPrinted() ? sections[index] : chunks.find(({ stories }) => stories.some((one) => one.index === index && one.id === story)))?.node,

    /** Takes what has been read of a page, or that it cannot be read. */
    fill: (/** @type {number} */ index) => {
      const section = sections[index];
      const { reading, error } = edition.entries[index];
      if (!section || (section.page === (reading?.page ?? null) && !error)) return;
      const isAnew = section.page !== null;
      const before = wantedOf(section);
      fillSection(section, index);
      if (isPrinted()) {
        shown -= before;
        showSection(section);
        tell();
      } else if (isAnew) apply(false);
      else if (late) late.push(...section.stories);
      else {
        for (const story of section.stories) insert(story, comparison(filters.sort, t.tag));
        tell();
      }
    },
  };
};
