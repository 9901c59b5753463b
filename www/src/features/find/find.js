// Finds what is typed in the find bar, and highlights the hits in the page.

import css from "../../../styles/find.css";
import { emit } from "../../events.js";
import { planOf } from "../../model/match.js";
import { parse, print } from "../../model/query.js";
import { rangesOf } from "../../model/search.js";
import { highlightsOf } from "../../reading/highlights.js";
import { takingTurns } from "../../scheduling.js";
import { createBring } from "./bring.js";
import { listed, storyOf } from "./described.js";
import { createFindBar } from "./find-bar.js";
import { createHits } from "./hits.js";
import { createLookup } from "./lookup.js";

/** @import { Context, Translate } from "../../model/types.js" */
/** @import { Index, Range as Stretch } from "../../model/search.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { PageHit } from "./hits.js" */
/** @import { Search } from "./lookup.js" */

/** @typedef {ReturnType<typeof createFinder>} Finder */

const WIDE_PX = 900;
const PAUSE_MS = 400;
const REDRAW_MS = 150;

/**
 * The search that is shown: the query, and what is said of how it was read; whether all is found, when
 * the list was last drawn, and the index by which the page's hits are painted.
 *
 * @typedef {Search & { query: string, remark: string, isDone: boolean, listed: number, painted: Index | undefined }} Shown
 */

/**
 * What it loads to save hits.
 *
 * @typedef {object} Means
 * @property {typeof import("../../lazy.js").hitsFile} hitsFile
 * @property {typeof import("../../lazy.js").saving} saving
 */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 * @param {Means} means
 */
export const createFinder = (context, navigation, { hitsFile, saving }) => {
  const { host, store, ui } = context;
  const bring = createBring(context, navigation);
  const highlights = highlightsOf(host);
  const lookup = createLookup(context);
  /** @type {Shown | null} */
  let search = null;
  /** @type {PageHit | null} the current hit */
  let current = null;
  /** @type {HTMLElement | null} */
  let before = null;

  const findBar = createFindBar({
    type: () => look(findBar.role.value),
    step: (by) => step(by),
    to: (index) => to(index),
    toPage: (page) => search && to(search.hits.first(page)),
    save: (form) => save(form),
    close: () => close(),
    widen: (wide) => host.toggleAttribute("data-hits", wide && !findBar.bar.hidden),
  });
  ui.top.append(findBar.bar);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  ui.root.adoptedStyleSheets.push(sheet);
  host.addEventListener("pointerdown", (event) => event.composedPath().includes(findBar.bar) || findBar.closeHelp());
  host.addEventListener("banmian-read", () => findBar.bar.hidden || goOn());

  // Counts where the reader has gone; a step that a later one has overtaken shows nothing.
  let steps = 0;
  let goings = 0;

  // Looks through all pages that are read, a part at once and the others in turns; shows what is found.
  const goOn = async () => {
    const mine = ++goings;
    const turn = takingTurns();
    while (mine === goings && !findBar.bar.hidden && lookup.fold()) {
      const isDone = lookup.part(search);
      present(isDone);
      if (isDone) return;
      await turn();
    }
  };

  const look = (/** @type {string} */ role) => {
    const query = findBar.field.value.trim();
    const asked = parse(query);
    const fold = lookup.fold();
    if (!fold) return null;
    const remark = asked.remark ? store.state.t(asked.remark === "mended" ? "find.read" : "find.excluding", { query: print(asked) }) : "";
    search = query === "" ? null : { query, remark, role, plan: planOf(asked, fold), hits: createHits(), isDone: false, listed: 0, painted: undefined };
    current = null;
    findBar.setRemark(remark);
    steps += 1;
    settle();
    if (!search) showNothing();
    goOn();
    return search;
  };

  const showNothing = () => {
    for (const name of /** @type {const} */ (["bm-hit", "bm-now"])) highlights.clear(name);
    findBar.hits.show(listed(createHits(), store.state));
    findBar.mark(-1, 0, true);
  };

  // Shows what has been found by now: the list not at every turn, and the marks where they are others.
  const present = (/** @type {boolean} */ isDone) => {
    if (!search) return;
    const isFirst = search.listed === 0;
    search.isDone = isDone;
    const now = performance.now();
    if (isFirst || isDone || now - search.listed > REDRAW_MS) {
      findBar.hits[isFirst ? "show" : "update"](listed(search.hits, store.state));
      search.listed = now;
      drawCounts();
    }
    if (!place()) current = nearest();
    if (isFirst || search.painted !== lookup.index(store.state.index)) paint();
    else mark();
    if (isDone && unsaid) settle();
  };

  const drawCounts = () => findBar.counts.show({
    pages: store.state.edition.entries.length,
    shown: store.state.index,
    count: (page) => search?.hits.countOf(page) ?? 0,
  });

  // The first hit from where the reader is: of the story that is open, or else of the page; or of all.
  const nearest = () => {
    if (!search) return null;
    const { index: page } = store.state;
    const first = search.hits.first(page);
    const own = search.hits.of(page);
    const here = own.findIndex((_, i) => host.view !== "story" || storyOf(/** @type {PageHit} */ (search?.hits.at(first + i))) === host.story);
    return search.hits.at(here < 0 ? 0 : first + here);
  };

  // The current hit as it is by now, with its number.
  const place = () => (current && search?.hits.isOf(current.page, lookup.index(current.page)) ? search.hits.find(current) : null);

  const mark = () => findBar.mark(place()?.number ?? -1, search?.hits.count() ?? 0, search?.isDone ?? true);

  const paint = () => {
    const page = store.state.index;
    const index = lookup.index(page);
    const own = index && search?.hits.isOf(page, index) ? search.hits.of(page) : [];
    const at = current?.page === page ? place() : null;
    const stretches = (/** @type {typeof own} */ hits) => (index ? hits.flatMap((hit) => rangesOf(index, hit)) : []);
    highlights.paint("bm-hit", stretches(own.filter(({ from }) => from !== at?.hit.from)));
    const ranges = highlights.paint("bm-now", stretches(at ? [at.hit] : []));
    if (search) search.painted = index;
    mark();
    return ranges;
  };

  // Says what was found, once all is; while typing, when the reader pauses.
  let saying = 0;
  let unsaid = false;
  const settle = (delay = PAUSE_MS) => {
    clearTimeout(saying);
    unsaid = false;
    saying = setTimeout(() => {
      if (!search) return;
      if (!search.isDone) return void (unsaid = true);
      const { query, hits } = search;
      const [count, index] = [hits.count(), place()?.number ?? -1];
      const found = count === 0 ? store.state.t("find.none") : store.state.t("find.said", { index: index + 1, count });
      ui.say(`${search.remark} ${found}`.trim());
      emit(host, "banmian-find", { query, count, index });
    }, delay);
  };

  const step = (/** @type {number} */ by) => {
    const count = search?.hits.count() ?? 0;
    if (count > 0) to(((place()?.number ?? -1) + by + count) % count);
  };

  const to = async (/** @type {number} */ number) => {
    const hit = search?.hits.at(number);
    if (!hit) return;
    const mine = ++steps;
    current = hit;
    const isSeen = await bring(hit, {
      isWanted: () => mine === steps,
      paint: () => {
        // a page that came meanwhile is to be looked through anew
        if (!place()) goOn();
        return paint();
      },
    });
    if (!isSeen) return;
    drawCounts();
    settle(0);
  };

  const open = async () => {
    if (findBar.bar.hidden) before = /** @type {HTMLElement | null} */ (ui.root.activeElement ?? document.activeElement);
    findBar.bar.hidden = false;
    if (host.clientWidth >= WIDE_PX) findBar.open(true);
    findBar.field.focus();
    findBar.field.select();
    await lookup.ready();
    look(findBar.role.value);
  };

  const close = () => {
    findBar.bar.hidden = true;
    findBar.open(false);
    findBar.closeHelp();
    steps += 1;
    goings += 1;
    search = null;
    current = null;
    highlights.clear("bm-hit");
    highlights.clear("bm-now");
    // where the reader was may be on another page than they have come to
    const here = () => /** @type {HTMLElement | null} */ (host.querySelector("article[data-current]") ?? host.querySelector(".bm-main"));
    const back = before?.isConnected ? before : here();
    before = null;
    if (back && back !== document.body) back.focus({ preventScroll: true });
    else findBar.field.blur();
  };

  // Waits until all that a search looks for is found, also where a later one has taken its place.
  const finish = async (/** @type {Search} */ search) => {
    const turn = takingTurns();
    while (!lookup.part(search)) await turn();
  };

  const save = async (/** @type {"csv" | "json"} */ form) => {
    const asked = search;
    if (!asked) return;
    try {
      await finish(asked);
      const [write, saveAs] = await Promise.all([hitsFile(), saving()]);
      await saveAs(context, await write(context, asked, form));
    } catch (error) {
      ui.note(store.state.t("save.failed", { why: /** @type {Error} */ (error).message }));
    }
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
      await lookup.ready();
      findBar.bar.hidden = false;
      findBar.fill(what, role);
      const asked = look(role);
      if (!asked) return [];
      await finish(asked);
      const turn = takingTurns();
      const found = [];
      for (let i = 0, hit; (hit = asked.hits.at(i)); i++) {
        await turn();
        const { story, role } = hit.index.blocks[hit.block];
        found.push({ page: hit.page, story, role, ranges: /** @type {Stretch[]} */ (rangesOf(hit.index, hit)) });
      }
      return found;
    },

    setWords: (/** @type {Translate} */ t) => findBar.setWords(t),

    refresh: () => {
      lookup.drop(store.state.index);
      if (!findBar.bar.hidden) goOn();
    },

    moved: () => {
      if (findBar.bar.hidden || !search) return;
      highlights.refresh();
      paint();
      drawCounts();
    },
  };
};
