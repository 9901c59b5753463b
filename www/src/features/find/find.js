// Finds what is typed in the find bar, and highlights the hits in the page.

import { emit } from "../../events.js";
import { createFindBar } from "./find-bar.js";
import { folding } from "../../model/fold.js";
import { highlightsOf, isShown, reveal } from "../../reading/highlights.js";
import { around, folded, indexOf, rangesOf, search } from "../../model/search.js";
import { isBeside } from "../../model/views.js";

/** @import { Context, Page, Translate, View } from "../../model/types.js" */
/** @import { Hit, Index, Range as Stretch } from "../../model/search.js" */
/** @import { Navigation } from "../../reading/navigation.js" */

/** @typedef {ReturnType<typeof createFinder>} Finder */
/** @typedef {Hit & { page: number }} PageHit a hit and the page it is on */

const WIDE_PX = 900;
const SLICE_MS = 8;
const PAUSE_MS = 400;

/**
 * @param {Context} context
 * @param {Navigation} navigation
 */
export const createFinder = ({ host, store, ui, content }, navigation) => {
  const highlights = highlightsOf(host);
  /** @type {(Index & { page: Page } | undefined)[]} one a page of the edition */
  const indices = [];
  /** @type {PageHit[]} */
  let hits = [];
  let current = -1;
  let query = "";
  /** @type {import("../../model/fold.js").Fold | null} */
  let fold = null;
  let filling = 0;
  /** @type {HTMLElement | null} */
  let before = null;

  const findBar = createFindBar({
    type: () => look(),
    step: (by) => step(by),
    to: (index) => to(index),
    close: () => close(),
    widen: (wide) => host.toggleAttribute("data-hits", wide && !findBar.bar.hidden),
  });
  ui.top.append(findBar.bar);
  findBar.bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });

  host.addEventListener("banmian-read", () => findBar.bar.hidden || ready());

  const indexOn = (/** @type {number} */ page) => /** @type {Index} */ (indices[page]);

  // Counts where the reader has gone; a step that a later one has overtaken shows nothing.
  let steps = 0;

  // Pages are indexed a few at a time, that which is shown first; `all` at once. Returns whether all are.
  const fill = (all = false) => {
    if (!fold) return false;
    const started = performance.now();
    const { pages } = host;
    const shown = store.state.index;
    indices.length = pages.length;
    for (const i of [shown, ...pages.keys()]) {
      const { text, page } = pages[i] ?? {};
      if (!page || text == null || (indices[i]?.text === text && indices[i].page === page)) continue;
      if (!all && performance.now() - started > SLICE_MS) return false;
      indices[i] = { ...indexOf({ text, page }, fold, i === shown ? content.order() : []), page };
    }
    return true;
  };

  // The page that is shown may have been indexed before its stories were set in their order.
  const ready = async () => {
    fold ??= await folding();
    clearTimeout(filling);
    const more = () => {
      const size = indices.filter(Boolean).length;
      const done = fill();
      if (query !== "" && indices.filter(Boolean).length > size) look(true);
      if (!done) filling = setTimeout(more);
    };
    more();
  };

  /** @type {(what: string, role: string) => PageHit[]} */
  const findAll = (what, role) => {
    if (!fold) return [];
    const words = folded(what, fold);
    return indices.flatMap((index, page) => (index ? search(index, words, role).map((hit) => ({ ...hit, page })) : []));
  };

  const look = (again = false) => {
    const what = findBar.field.value;
    if (!fold) return;
    const kept = again ? hits[current] : null;
    query = what.trim();
    hits = findAll(what, findBar.role.value);
    current = kept ? hits.findIndex((hit) => hit.page === kept.page && hit.from === kept.from) : nearest();
    findBar.show(hits, described);
    paint();
    if (again) return;
    steps += 1;
    settle();
  };

  // The first hit from where the reader is: of the story that is open, or below the window's top.
  const nearest = () => {
    const here = hits.findIndex((hit) => hit.page === store.state.index && (host.view !== "story" || storyOf(hit) === host.story));
    return hits.length === 0 ? -1 : Math.max(0, here);
  };

  const storyOf = (/** @type {PageHit} */ hit) => indexOn(hit.page).blocks[hit.block].story;

  // The words of a story's heading, or the first that it has.
  /** @type {(index: Index, story: string) => string} */
  const heading = (index, story) => {
    const own = index.blocks.filter((block) => block.story === story);
    return (own.find(({ role }) => role === "headline") ?? own[0]).block.text;
  };

  const described = (/** @type {PageHit} */ hit) => {
    const index = indexOn(hit.page);
    const story = storyOf(hit);
    const name = story ? heading(index, story) : store.state.t("find.page");
    const title = indices.length > 1 ? `${hit.page + 1} · ${name}` : name;
    return { key: `${hit.page}/${story}`, title, words: around(index, hit) };
  };

  // Nothing of a page that is to be indexed anew.
  /** @type {(hit: PageHit) => Stretch[]} */
  const stretchesOf = (hit) => {
    const index = indices[hit.page];
    return index ? rangesOf(index, hit) : [];
  };

  const paint = () => {
    const here = hits.filter((hit) => hit.page === store.state.index && hit !== hits[current]);
    highlights.paint("bm-hit", here.flatMap(stretchesOf));
    const now = hits[current];
    const ranges = highlights.paint("bm-now", now?.page === store.state.index ? stretchesOf(now) : []);
    findBar.mark(current);
    return ranges;
  };

  // Says what was found; while typing, when the reader pauses.
  let saying = 0;
  const settle = (delay = PAUSE_MS) => {
    clearTimeout(saying);
    saying = setTimeout(() => {
      if (query === "") return;
      ui.say(hits.length === 0 ? store.state.t("find.none") : store.state.t("find.said", { index: current + 1, count: hits.length }));
      emit(host, "banmian-find", { query, count: hits.length, index: current });
    }, delay);
  };

  const step = (/** @type {number} */ by) => {
    if (hits.length > 0) to((current + by + hits.length) % hits.length);
  };

  const to = async (/** @type {number} */ index) => {
    const hit = hits[index];
    if (!hit) return;
    const mine = ++steps;
    const focused = /** @type {HTMLElement | null} */ (ui.root.activeElement);
    current = index;
    const story = storyOf(hit);
    const isHere = (/** @type {View} */ view, /** @type {string | null} */ story) => {
      const { state } = store;
      return state.index === hit.page && state.view === view && state.story === story && state.status === "ready";
    };
    // whether the place has come to be shown: the page may fail, or the reader go elsewhere meanwhile
    const goTo = async (/** @type {View} */ view, /** @type {string | null} */ story) => {
      if (!isHere(view, story)) await navigation.show(view, story, hit.page);
      return isHere(view, story) && mine === steps;
    };
    const { view, story: shown } = store.state;
    const there = await (view !== "story" ? goTo(view, shown) : story ? goTo("story", story) : goTo("page", null));
    if (!there) return;
    // a page that came meanwhile is indexed anew, and its hits were not among the others until then
    if (hits[current]?.page !== hit.page || hits[current].from !== hit.from) {
      fill(true);
      look(true);
    }
    let ranges = paint();
    if (store.state.view === "list" && story && !ranges.some(isShown)) {
      if (!(await goTo("story", story))) return;
      ranges = paint();
    }
    if (isBeside(store.state.view)) host.select(stretchesOf(hit)[0][0]);
    const visible = ranges.filter(isShown);
    const sideOf = (/** @type {Range} */ { startContainer }) => startContainer.parentElement?.closest(".bm-source, .bm-page");
    const first = visible.filter((range, i) => visible.findIndex((other) => sideOf(other) === sideOf(range)) === i);
    for (const range of first) reveal(range, ui.scroller);
    if (focused?.isConnected && ui.root.contains(focused)) focused.focus({ preventScroll: true });
    settle(0);
  };

  const open = async () => {
    if (findBar.bar.hidden) before = /** @type {HTMLElement | null} */ (ui.root.activeElement ?? document.activeElement);
    findBar.bar.hidden = false;
    if (host.clientWidth >= WIDE_PX) findBar.open(true);
    findBar.field.focus();
    findBar.field.select();
    await ready();
    look();
  };

  const close = () => {
    findBar.bar.hidden = true;
    findBar.open(false);
    steps += 1;
    hits = [];
    current = -1;
    query = "";
    clearTimeout(filling);
    highlights.clear("bm-hit");
    highlights.clear("bm-now");
    const back = before?.isConnected ? before : null;
    before = null;
    if (back && back !== document.body) back.focus({ preventScroll: true });
    else findBar.field.blur();
  };

  return {
    open,

    /** Goes on where a key asks for that. Returns whether it did. */
    again: (/** @type {KeyboardEvent} */ event) => {
      const isNext = event.key === "F3" || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "g");
      if (!isNext || findBar.bar.hidden) return false;
      step(event.shiftKey ? -1 : 1);
      return true;
    },

    /** Shows the bar with what is found, and returns it. */
    find: async (/** @type {string} */ what, { role = "" } = {}) => {
      fold ??= await folding();
      fill(true);
      findBar.bar.hidden = false;
      findBar.field.value = what;
      findBar.role.value = role;
      look();
      return hits.map((hit) => {
        const { story, role } = indexOn(hit.page).blocks[hit.block];
        return { page: hit.page, story, role, ranges: stretchesOf(hit) };
      });
    },

    setWords: (/** @type {Translate} */ t) => findBar.setWords(t),

    refresh: () => {
      delete indices[store.state.index];
      if (!findBar.bar.hidden) ready().then(() => look(true));
    },

    moved: () => {
      if (findBar.bar.hidden || query === "") return;
      highlights.refresh();
      paint();
    },
  };
};
