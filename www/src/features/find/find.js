// Find: what is typed in the find bar → hits marked in the page, one of them the current.

import { findBar } from "./find-bar.js";
import { folding } from "../../model/fold.js";
import { isShown, reveal } from "../../reading/highlights.js";
import { around, folded, indexOf, rangesOf, search } from "../../model/search.js";

const WIDE = 900;
const SLICE = 8;

// `desk` is what the element lends its features: see features.js.
export const finder = (desk) => {
  const { host, marks } = desk;
  let indices = [];
  let hits = [];
  let current = -1;
  let query = "";
  let fold = null;
  let filling = 0;
  let before = null;

  const ui = findBar({
    type: () => look(),
    step: (by) => step(by),
    to: (index) => to(index),
    close: () => close(),
    widen: (wide) => host.toggleAttribute("data-hits", wide && !ui.bar.hidden),
  });
  desk.top.append(ui.bar);
  ui.bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });

  host.addEventListener("banmian-read", () => ui.bar.hidden || ready());

  // Pages are indexed a few at a time; `all` at once.
  const fill = (all) => {
    if (!fold) return false;
    const started = performance.now();
    const pages = desk.pages();
    indices.length = pages.length;
    for (let i = 0; i < pages.length; i++) {
      const { text, page } = pages[i];
      if (!page || (indices[i]?.text === text && indices[i].page === page)) continue;
      if (!all && performance.now() - started > SLICE) return false;
      indices[i] = Object.assign(indexOf(pages[i], fold, i === desk.index() ? desk.order() : []), { page });
    }
    return true;
  };

  // The page that is shown may have been indexed before its stories were set in their order.
  const ready = async () => {
    fold ??= await folding();
    clearTimeout(filling);
    const more = () => {
      const size = indices.filter(Boolean).length;
      const done = fill(false);
      if (query !== "" && indices.filter(Boolean).length > size) look(true);
      if (!done) filling = setTimeout(more);
    };
    more();
  };

  const findAll = (what, role) => {
    const words = folded(what, fold);
    return indices.flatMap((index, page) => (index ? search(index, words, role).map((hit) => ({ ...hit, page })) : []));
  };

  const look = (again = false) => {
    const what = ui.field.value;
    if (!fold) return;
    const kept = again ? hits[current] : null;
    query = what.trim();
    hits = findAll(what, ui.role.value);
    current = kept ? hits.findIndex((hit) => hit.page === kept.page && hit.from === kept.from) : nearest();
    ui.show(hits, described);
    paint();
    if (!again) settle();
  };

  // The first hit from where the reader is: of the story that is open, or below the window's top.
  const nearest = () => {
    const here = hits.findIndex((hit) => hit.page === desk.index() && (host.view !== "story" || storyOf(hit) === host.story));
    return hits.length === 0 ? -1 : Math.max(0, here);
  };

  const storyOf = (hit) => indices[hit.page].blocks[hit.block].story;

  // The words of a story's heading, or the first that it has.
  const heading = (index, story) => {
    const own = index.blocks.filter((block) => block.story === story);
    return (own.find(({ role }) => role === "headline") ?? own[0]).block.text;
  };

  const described = (hit) => {
    const index = indices[hit.page];
    const story = storyOf(hit);
    const name = story ? heading(index, story) : desk.t("find.page");
    const title = indices.length > 1 ? `${hit.page + 1} · ${name}` : name;
    return { key: `${hit.page}/${story}`, title, words: around(index, hit) };
  };

  const paint = () => {
    const here = hits.filter((hit) => hit.page === desk.index() && hit !== hits[current]);
    marks.paint("bm-hit", here.flatMap((hit) => rangesOf(indices[hit.page], hit)));
    const now = hits[current];
    const ranges = now?.page === desk.index() ? marks.paint("bm-now", rangesOf(indices[now.page], now)) : (marks.clear("bm-now"), []);
    ui.mark(current);
    return ranges;
  };

  // Says what was found; while typing, when the reader pauses.
  let saying = 0;
  const settle = (at = 400) => {
    clearTimeout(saying);
    saying = setTimeout(() => {
      if (query === "") return;
      desk.say(hits.length === 0 ? desk.t("find.none") : desk.t("find.said", { index: current + 1, count: hits.length }));
      desk.tell("banmian-find", { query, count: hits.length, index: current });
    }, at);
  };

  const step = (by) => {
    if (hits.length > 0) to((current + by + hits.length) % hits.length);
  };

  const to = async (index) => {
    const hit = hits[index];
    if (!hit) return;
    const focused = desk.root.activeElement;
    current = index;
    const story = storyOf(hit);
    const wanted = host.view === "story" ? (story ? ["story", story] : ["page", null]) : [host.view, host.story];
    if (hit.page !== desk.index() || host.view !== wanted[0] || host.story !== wanted[1]) await desk.go(...wanted, hit.page);
    let ranges = paint();
    if (host.view === "list" && story && !ranges.some(isShown)) {
      await desk.go("story", story, hit.page);
      ranges = paint();
    }
    if (host.view === "source") host.select(rangesOf(indices[hit.page], hit)[0][0]);
    const shown = ranges.filter(isShown);
    const sides = new Map(shown.map((range) => [range.startContainer.parentElement.closest(".bm-source, .bm-page"), range]).reverse());
    for (const range of sides.values()) reveal(range, desk.covered());
    if (focused?.isConnected && desk.root.contains(focused)) focused.focus({ preventScroll: true });
    settle(0);
  };

  const open = () => {
    if (ui.bar.hidden) before = desk.root.activeElement ?? document.activeElement;
    ui.bar.hidden = false;
    if (host.clientWidth >= WIDE) ui.open(true);
    ui.field.focus();
    ui.field.select();
    ready().then(() => look());
  };

  const close = () => {
    ui.bar.hidden = true;
    ui.open(false);
    hits = [];
    current = -1;
    query = "";
    clearTimeout(filling);
    marks.clear("bm-hit");
    marks.clear("bm-now");
    const back = before?.isConnected ? before : null;
    before = null;
    if (back && back !== document.body) back.focus({ preventScroll: true });
    else ui.field.blur();
  };

  // Goes on where a key asks for that; whether it did.
  const again = (event) => {
    const asked = event.key === "F3" || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "g");
    if (!asked || ui.bar.hidden) return false;
    step(event.shiftKey ? -1 : 1);
    return true;
  };

  const find = async (what, { role = "" } = {}) => {
    fold ??= await folding();
    fill(true);
    ui.bar.hidden = false;
    ui.field.value = what;
    ui.role.value = role;
    look();
    return hits.map((hit) => {
      const { story, role } = indices[hit.page].blocks[hit.block];
      return { page: hit.page, story, role, ranges: rangesOf(indices[hit.page], hit) };
    });
  };

  return {
    open, again, find,
    label: (t) => ui.label(t),
    fresh: () => {
      delete indices[desk.index()];
      if (!ui.bar.hidden) ready().then(() => look(true));
    },
    moved: () => {
      if (ui.bar.hidden || query === "") return;
      marks.fresh();
      paint();
    },
  };
};
