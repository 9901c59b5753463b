// The desk at which a page is corrected. What is done there becomes edits, and the page is what
// the edits make of its reading: so everything can be taken back.

import { carrier } from "./drag-and-drop.js";
import { correctPanel } from "./editor-panel.js";
import { brief, maker, said, sourceOf, within } from "./edits.js";
import { typist } from "./inline-edit.js";
import { blocks, known } from "../reading/explanation.js";

// `desk` is lent by the element: what features.js lends, and { engine, page, conflicts,
// sheet, tried, amend, redraw, choose, open }.
export const corrector = async (desk) => {
  const { engine, host, root } = desk;
  const reading = root.querySelector("[part=reading]");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await desk.sheet());
  for (const tree of [root, host.getRootNode()]) tree.adoptedStyleSheets.push(sheet);

  let on = false;
  let t = desk.t;
  let current = -1;
  let mending = false;
  // What each text's list of edits was before each step, and what was taken back since.
  const histories = new Map();

  const text = () => desk.pages()[desk.index()].text;
  const list = () => host.edits?.edits ?? [];
  const history = () => {
    if (!histories.has(text())) histories.set(text(), { past: [], future: [] });
    return histories.get(text());
  };
  const make = () => maker(engine, text());
  const found = () => known(desk.page(), current);

  // The pieces of the reading, as the reader sees them.
  const nodes = (within) => [...within.querySelectorAll("[data-role]")].filter((node) => node.closest(".bm-page") && !node.closest(".bm-source"));
  const startOf = (node) => Number((node.matches("[data-start]") ? node : node.querySelector("[data-start]")).dataset.start);
  const nodeAt = (start) => nodes(host).find((node) => [node, ...node.querySelectorAll("[data-start]")].some((piece) => Number(piece.dataset.start) === start));

  const ui = correctPanel({
    undo: () => undo(), redo: () => redo(), printed: () => printed(), done: () => leave(),
    go: (start) => go(start, true),
    keep: (doubt) => keep(doubt),
    toPage: (doubt) => step([make().move(blockOf(doubt.spans[0]).block, { page: true })]),
    instead: (doubt, other, apart) => instead(doubt, other, apart),
    carry: () => carrying.start(nodeAt(current)),
    type: () => type(),
    join: () => join(), split: () => split(), part: () => part(),
    headline: () => headline(),
    confirm: () => act((block, make, article) => [make.confirm(block, article)]),
    role: (role) => act((block, make) => [make.role(block, role)]),
    to: (where) => act((block, make) => [make.move(block, whereTo(where))]),
    kind: (kind) => act((block, make, article) => [make.kind(article, kind)]),
    merge: (id) => act((block, make, article) => [make.merge(article, storyOf(id))]),
    back: (i) => replace(list().filter((_, n) => n !== i)),
    save: () => save(),
    load: (file) => desk.open(file),
  });
  root.querySelector(".desk").append(ui.panel);

  const carrying = carrier({
    host, root, reading, blocks: nodes, zones: ui.zones,
    t: (...words) => t(...words),
    say: desk.say,
    choose: (node) => focus(node),
    inWords: (place) => placeInWords(place),
    drop: (node, place) => {
      const { block } = known(desk.page(), startOf(node));
      const of = (node) => known(desk.page(), startOf(node)).block;
      const to = place.behind ? { behind: of(place.behind) } : place.before ? { before: of(place.before) } : place;
      current = startOf(node);
      step([make().move(block, to)], true);
    },
  });

  const typing = typist({
    t: (...words) => t(...words),
    closed: (node) => focus(node),
    done: (node, block, typed) => step(make().typed(block, typed), true),
    part: async (node, block, typed, at) => {
      if (typed !== block.text && !(await step(make().typed(block, typed), true))) return;
      const place = sourceOf(found().block, text(), at);
      if (!place || at === 0) return desk.note(t("correct.part.where"));
      await step([make().part(...place)], true);
    },
  });

  const storyOf = (id) => desk.page().articles.find((article) => article.id === id);
  const blockOf = (span) => known(desk.page(), span.utf16[0]);
  const whereTo = (where) => (/^(story|page)$/.test(where) ? { [where]: true } : { behind: within(storyOf(where)).at(-1) });

  const placeInWords = ({ before, behind, page }) => {
    const node = before ?? behind;
    if (!node) return t(page ? "correct.page" : "correct.story");
    const { article, block } = known(desk.page(), startOf(node));
    return t(before ? "correct.carry.before" : "correct.carry.behind", { words: brief(block.text), number: article.id.slice(1), headline: brief((article.headline ?? block).text) });
  };

  // ── what is done ──────────────────────────────────────────────────────

  const act = (edits) => {
    const { article, block } = found() ?? {};
    if (block) step(edits(block, make(), article), true);
  };

  const headline = () => (found()?.article ? act((block, make, article) => [make.headline(block, article)]) : desk.note(t("problem.no-story")));

  const step = (edits, focused) => replace([...list(), ...edits], { edits, focused });

  // Puts another list in the place of the one there is; `edits` are what is new in it.
  const replace = async (wanted, { edits = [], focused = false, keep = true } = {}) => {
    const before = list();
    const base = host.edits ?? (await desk.tried(null)).edits;
    const tried = await desk.tried({ ...base, edits: wanted });
    const amiss = tried.conflicts.find(({ edit }) => edit >= wanted.length - edits.length);
    if (edits.length > 0 && amiss) {
      desk.note(t(`problem.${amiss.problem}`));
      return false;
    }
    if (keep) {
      history().past.push(before);
      history().future = [];
    }
    show(tried, focused);
    if (edits.length > 0) desk.say(edits.length > 1 ? t("correct.did.many", { count: edits.length }) : said(edits[0], t));
    return true;
  };

  // The reader's eye stays where it is.
  const show = (tried, focused) => {
    const within = document.activeElement?.closest(".bm-page") && host.contains(document.activeElement);
    const top = nodeAt(current)?.getBoundingClientRect().top;
    const panes = [reading, root.querySelector("[part=source]")].map((pane) => [pane, pane.scrollTop]);
    mending = true;
    desk.amend(tried);
    mending = false;
    for (const [pane, at] of panes) pane.scrollTop = at;
    const node = nodeAt(current);
    if (node && !focused) reading.scrollBy({ top: node.getBoundingClientRect().top - top, behavior: "instant" });
    fresh();
    if (focused || within) focus(nodeAt(current));
  };

  const undo = async () => {
    const { past, future } = history();
    const before = past.length > 0 ? past.pop() : list().slice(0, -1);
    if (list().length === 0 && before.length === 0) return;
    future.push(list());
    await replace(before, { keep: false });
    desk.say(t("correct.undone", { count: list().length }));
  };

  const redo = async () => {
    const { past, future } = history();
    if (future.length === 0) return;
    past.push(list());
    await replace(future.pop(), { keep: false });
    desk.say(t("correct.redone", { count: list().length }));
  };

  // A story, or a paragraph, begins with the piece that is looked at.
  const split = () => found() && step([make().split(found().span)], true);

  const part = () => {
    const { block, span } = found() ?? {};
    if (span && span !== block.spans[0]) step([make().part(...span.utf16)], true);
    else if (span) type();
  };

  const join = () => {
    const { article, block } = found() ?? {};
    const all = article ? within(article) : [];
    const before = all[all.indexOf(block) - 1];
    if (before) step([make().join(before, block)], true);
    else desk.note(t("correct.join.none"));
  };

  const type = () => {
    const node = nodeAt(current);
    const { block } = found() ?? {};
    if (block) typing.type(node, block, block.spans.map(({ utf16 }) => text().slice(...utf16)).join(" "));
  };

  // A doubt is right as it is, or one of the other places is.
  const keep = ({ code, spans }) => {
    const [before, after] = spans;
    const { article, block } = blockOf(spans[0]);
    step([code === "doubtful-join" ? make().joined(before, after) : make().confirm(block, article)]);
  };

  const instead = ({ code, spans }, { behind }, apart) => {
    if (apart) return step([make().part(...spans[1].utf16)]);
    const { block } = blockOf(spans[0]);
    // of a join, what is joined and goes on without a doubt
    const from = code === "doubtful-join" ? block.spans.findIndex(({ start }) => start === spans[1].start) : 0;
    const next = (block.joins ?? []).map(({ span }) => span).find((span) => code === "doubtful-join" && span > from);
    step([make().alternative(block.spans.slice(from, next), behind)]);
  };

  // What is left goes out of sight with the focus in it.
  const leave = () => {
    host.correcting = false;
    desk.bar.querySelector("[data-act=correct]").focus();
  };

  const printed = () => {
    host.toggleAttribute("data-printed");
    fresh();
  };

  const save = () => {
    const edits = host.edits;
    if (!edits) return desk.note(t("correct.nothing.saved"));
    const name = `${(desk.pages()[desk.index()].name || "banmian").replace(/\.[a-z]+$/i, "")}.edits.json`;
    const file = new Blob([JSON.stringify(edits, null, 2)], { type: "application/json" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    desk.say(t("save.done", { name }));
  };

  // ── where the reader is ───────────────────────────────────────────────

  const focus = (node) => {
    if (!node) return;
    for (const other of nodes(host)) other.tabIndex = other === node ? 0 : -1;
    node.focus({ preventScroll: true });
    const pieces = node.matches("[data-start]") ? [node] : [...node.querySelectorAll("[data-start]")];
    desk.choose(pieces.find((piece) => Number(piece.dataset.start) === current) ?? pieces[0]);
  };

  const go = (start, focused) => {
    current = start;
    host.select(start);
    const node = nodeAt(start);
    if (focused && node) node.focus({ preventScroll: true });
  };

  const walk = (from, by) => {
    const all = nodes(host);
    const to = all[Math.max(0, Math.min(all.length - 1, by === Infinity ? all.length - 1 : by === -Infinity ? 0 : all.indexOf(from) + by))];
    if (to) focus(to);
  };

  // Piece by piece within a block.
  const along = (node, by) => {
    const pieces = [...node.querySelectorAll("[data-start]")];
    const to = pieces[pieces.findIndex((piece) => Number(piece.dataset.start) === current) + by];
    if (!to) return;
    desk.choose(to);
    desk.say(to.textContent);
  };

  const nextDoubt = () => {
    const starts = desk.page().diagnostics.flatMap(({ spans, code }) => (spans[code === "doubtful-join" ? 1 : 0] ?? spans[0])?.utf16[0] ?? []);
    if (starts.length === 0) return desk.note(t("correct.nothing"));
    const after = starts.indexOf(current);
    go(starts[(after + 1) % starts.length], true);
  };

  const KEYS = {
    ArrowDown: (node) => walk(node, 1), ArrowUp: (node) => walk(node, -1), Home: (node) => walk(node, -Infinity), End: (node) => walk(node, Infinity),
    " ": (node) => carrying.start(node), Enter: type, F2: type, j: join,
    ArrowRight: (node) => along(node, 1), ArrowLeft: (node) => along(node, -1),
    t: () => split(), b: () => part(),
    h: () => headline(),
    r: () => ui.roleField()?.focus(),
    c: () => act((block, make, article) => [make.confirm(block, article)]),
    x: () => act((block, make) => [make.move(block, { page: true })]),
    d: nextDoubt, u: () => undo(), U: () => redo(), v: printed,
  };

  const key = (event) => {
    if (!on || event.defaultPrevented || event.isComposing) return;
    const node = event.target.closest?.(".bm-page [data-role]");
    if (node && carrying.key(event)) return stop(event);
    const pressed = event.key.toLowerCase();
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const typed = event.composedPath()[0].matches?.("input, textarea, select");
    if (command && !typed && (pressed === "z" || pressed === "y")) {
      (pressed === "y" || event.shiftKey ? redo : undo)();
      return stop(event);
    }
    if (!node || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    if (nodeAt(current) !== node) current = startOf(node);
    KEYS[event.key](node);
    stop(event);
  };

  const stop = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };

  host.addEventListener("keydown", key, { capture: true });
  host.addEventListener("focusin", (event) => {
    const node = on && event.target.closest?.(".bm-page [data-role]");
    if (node && event.target === node && nodeAt(current) !== node && !carrying.holds()) {
      current = startOf(node);
      desk.choose(node.matches("[data-start]") ? node : node.querySelector("[data-start]"));
    }
  });
  host.addEventListener("banmian-select", ({ detail }) => {
    if (!on) return;
    current = detail.start;
    const chosen = nodeAt(current);
    for (const node of nodes(host)) node.tabIndex = node === chosen ? 0 : -1;
    fresh();
  });
  host.addEventListener("banmian-edit", () => on && !mending && fresh());
  root.querySelector("[part=correct]").addEventListener("keydown", (event) => {
    if (event.key === "Escape") nodeAt(current)?.focus();
  });

  // By their numbers, as a page that is put right must not be set anew at every step.
  const inOrder = () => {
    const stories = host.querySelector(":scope .bm-stories");
    if (!stories?.querySelector(":scope > .bm-stack, :scope > article + article")) return;
    const number = ({ dataset }) => Number(dataset.article.slice(1));
    const all = [...stories.querySelectorAll("article")].sort((a, b) => number(a) - number(b));
    const stands = stories.children.length === all.length && all.every((article, i) => stories.children[i] === article);
    if (!stands) stories.replaceChildren(...all);
  };

  // The panel, and the pieces, as the page is now.
  const fresh = () => {
    if (!on || !desk.page()) return;
    const page = desk.page();
    inOrder();
    if (!found()) {
      const spans = [...blocks(page)].flatMap(([, { spans }]) => spans.map(({ utf16 }) => utf16));
      const [start] = spans.find(([from, to]) => from <= current && current < to) ?? spans[0] ?? [-1];
      current = start;
    }
    for (const node of nodes(host)) {
      if (node.querySelector(":scope > .bm-grip")) continue;
      const grip = Object.assign(document.createElement("span"), { className: "bm-grip", ariaHidden: "true" });
      node.prepend(grip);
      node.tabIndex = startOf(node) === current ? 0 : -1;
      node.querySelector("a")?.setAttribute("tabindex", "-1");
    }
    const { past, future } = history();
    ui.show({
      page, text: text(), found: found(), current, list: list(), conflicts: desk.conflicts(),
      canUndo: past.length + list().length > 0, canRedo: future.length > 0, isPrinted: host.hasAttribute("data-printed"),
    });
  };

  return {
    show: (wanted, words) => {
      if (words !== t || !on) ui.label((t = words));
      if (wanted === on) return mending || fresh();
      on = wanted;
      if (on) {
        const chosen = host.querySelector(".bm-page [data-start][aria-current]")?.closest("[data-role]");
        if (chosen) current = startOf(chosen);
        fresh();
        nodeAt(current)?.scrollIntoView({ block: "center", behavior: "instant" });
        desk.say(t("correct.said", { count: desk.page().diagnostics.length }));
      } else {
        typing.close(false);
        if (carrying.holds()) carrying.letGo();
        host.removeAttribute("data-printed");
        desk.redraw();
      }
    },
  };
};
