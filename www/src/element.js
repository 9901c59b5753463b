// <banmian-viewer>: strings the other modules together. See README.md for its contract.

import { ViewerBase } from "./viewer-base.js";
import { adopt } from "./ui/adopted-style.js";
import { aside } from "./engine/worker-pool.js";
import { style, tags } from "./assets.js";
import { chosen, corrected, editsIn, isNotes, keepEdits } from "./input/corrections.js";
import { alone, edition, expanded, idle, isList, lossy, readAhead, sourceOf } from "./input/edition.js";
import { doubtList, doubtsAt, markDoubts } from "./reading/doubts.js";
import { start, warmed } from "./engine/engine.js";
import { features } from "./features/features.js";
import { link } from "./reading/jump-links.js";
import { frame } from "./ui/frame.js";
import { carried, picked } from "./input/dropped-files.js";
import { asked } from "./ui/keys.js";
import { corrector, follower, full } from "./lazy.js";
import { keep, kept, keyOf, minutes } from "./reading/reading-position.js";
import { reader } from "./engine/reader.js";
import { fromHash, toHash, unlink } from "./reading/route.js";
import { heading, next, pieceOf, sourcePane } from "./reading/source-pane.js";
import { stands } from "./reading/prerendered.js";
import { swipe } from "./ui/swipe.js";
import { at, breath, child, decoded, fetched, opened, packs, parsed } from "./input/text.js";
import { label, mark } from "./ui/toolbar.js";
import { look, NAMES, reflect, restore, set } from "./typography/settings.js";
import { known, ROLES, why } from "./reading/explanation.js";
import { pick, words, wordStyle } from "./ui/translations.js";

/** @import { Edits } from "../types/edits.js" */
/** @import { Page } from "../types/page.js" */
/** @import { Cues, FindRole, Hit, OpenPage, Source, View } from "./types.js" */

const VIEWS = ["page", "list", "story", "source"];
let plain;

export class BanmianViewer extends ViewerBase {
  static observedAttributes = ["src", "view", "story", "lang", "encoding", "language", "corrections", "correcting", ...NAMES];

  /**
   * the load under way; never rejects
   * @type {Promise<void>}
   * @readonly
   */
  ready = Promise.resolve();
  #frame;
  #features;
  #main;
  #pane;
  #source = { text: "", name: "", encoding: "UTF-8" };
  #page = null;
  #pages = [];
  #index = 0;
  #languages = [];
  #cues = [];
  #turn = 0;
  #shown = { view: "page", story: null, index: 0 };
  #scrolled = {};
  #leaving = false;
  #t = (key) => key;
  #spoken;
  #leave;
  #corrector = null;

  /**
   * the text shown; set it to show another
   * @type {string}
   */
  get text() { return this.#source.text; }
  set text(text) { this.#load(async () => ({ text: String(text), name: "", encoding: "UTF-8" })); }
  /**
   * the page read from it, as a plain object (the JSON of `banmian parse`); `null` before
   * @type {Page | null}
   */
  get page() { return this.#page; }
  /**
   * the pages of the edition, `{ name, text, page, edits }` each, one for a page by itself; `text` and `page` are `null` where it is not read yet, `edits` where nothing is corrected
   * @type {OpenPage[]}
   */
  get pages() { return this.#pages.map(({ name, source, page }) => ({ name, text: source?.text ?? null, page, edits: source?.edits ?? null })); }
  /**
   * which of them is shown, from 0
   * @type {number}
   */
  get index() { return this.#index; }
  /**
   * language packs, as TOML or as objects of the same fields; set it and what is shown is read anew
   * @type {Cues[]}
   */
  get cues() { return [...this.#cues]; }
  set cues(cues) { this.#cues = [cues ?? []].flat(); this.#again(); }
  get src() { return this.getAttribute("src"); }
  set src(src) { this.setAttribute("src", src); }
  /**
   * what is corrected in the page shown, a list as `edits.schema.json` has it; set it to correct the page by it
   * @type {Edits | null}
   */
  get edits() { return this.#source.edits ?? null; }
  set edits(edits) { this.ready.then(async () => this.#page && this.#amend(await this.#tried(edits))).catch((error) => this.#amiss(error)); }
  /**
   * the attribute of this name
   * @type {boolean}
   */
  get correcting() { return this.hasAttribute("correcting"); }
  set correcting(on) { this.toggleAttribute("correcting", Boolean(on)); }
  get encoding() { return this.getAttribute("encoding") ?? ""; }
  set encoding(name) { if (name) this.setAttribute("encoding", name); else this.removeAttribute("encoding"); }
  get language() { return this.getAttribute("language") ?? ""; }
  set language(tag) { if (tag) this.setAttribute("language", tag); else this.removeAttribute("language"); }
  /**
   * what is shown
   * @type {"page" | "list" | "story" | "source"}
   * @attr
   * @reflect
   */
  get view() { return VIEWS.includes(this.getAttribute("view")) ? this.getAttribute("view") : "page"; }
  set view(view) { this.setAttribute("view", view); }
  /**
   * `a1`, `a2`, …: the story opened in `view="story"` and marked in the others
   * @type {string | null}
   * @attr
   * @reflect
   */
  get story() { return this.getAttribute("story"); }
  set story(story) { this.toggleAttribute("story", story != null); if (story != null) this.setAttribute("story", story); }
  /**
   * set by the viewer, to read only
   * @type {"empty" | "loading" | "ready" | "error"}
   * @attr
   * @reflect
   */
  get state() { return this.getAttribute("state") ?? "empty"; }

  /**
   * shows a `File`, `Blob`, bytes or a text, or a list of them as an edition
   * @param {Source | Source[] | FileList} given
   * @param {{ encoding?: string; language?: string }} [options]
   * @returns {Promise<void>}
   */
  open(given, { encoding: named, language } = {}) {
    if (isList(given) && given.length === 0) return this.ready;
    const how = { named, language, own: true };
    const all = isList(given) ? [...given] : [given];
    const [notes, list] = [all.filter(isNotes), all.filter((file) => !isNotes(file))];
    if (list.length === 0) return this.#noted(notes[0]);
    const manifest = list.find(({ name = "" }) => /\.json$/i.test(name));
    if (manifest) return this.#load(async () => ({ ...how, ...(await opened(manifest)), files: list }));
    const pages = edition(list, how, notes);
    return this.#load(() => sourceOf(pages[0]), pages);
  }

  /**
   * as the two attributes, on a page of the edition
   * @param {View} view
   * @param {string | null} [story]
   * @param {number} [index]
   * @returns {void}
   */
  show(view, story = null, index = this.#index) {
    const place = { view, story, index };
    const hash = toHash(place);
    if (!this.hasAttribute("hash") || location.hash === hash) return this.#go(place);
    // the document goes to the story's beginning by itself before it says that its address is another
    this.#keep();
    this.#leaving = true;
    location.hash = hash;
  }

  /**
   * shows another page of the edition
   * @param {number} index
   * @returns {void}
   */
  turn(index) {
    if (this.#pages[index]) this.show(this.view === "story" ? "page" : this.view, null, index);
  }

  /**
   * marks the piece of the source that holds the UTF-16 offset `start` on both sides of the source view
   * @param {number} start
   * @returns {void}
   */
  select(start) {
    const inside = (piece) => Number(piece.dataset.start) <= start && start < Number(piece.dataset.end);
    const piece = [...(this.#main?.querySelectorAll("[data-start]") ?? [])].find(inside);
    if (piece) this.#choose(pieceOf(piece));
  }

  // What is open as one HTML file.
  /**
   * what is open as one HTML file: readable with scripts off, this viewer where they run
   * @returns {Promise<string>}
   */
  async html() {
    await this.ready;
    return this.#features.html();
  }

  /**
   * opens the find bar with what is found; `ranges` of a hit are pairs of UTF-16 offsets in the page's text. Without a `role` everything is looked through
   * @param {string} query
   * @param {{ role?: FindRole }} [options]
   * @returns {Promise<Hit[]>}
   */
  find(query, { role } = {}) {
    return this.#features.find(query, { role });
  }

  connectedCallback() {
    look(this);
    adopt(this);
    this.#build();
    const leave = new AbortController();
    this.#leave = leave;
    this.addEventListener("click", (event) => this.#click(event), { signal: leave.signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal: leave.signal });
    for (const type of ["dragover", "drop"]) {
      this.addEventListener(type, (event) => this.#drop(event), { signal: leave.signal });
    }
    // Where nothing has the focus, only a document that is nothing but the viewer gives it what is pasted.
    const pasted = this.hasAttribute("hash") ? document : this;
    pasted.addEventListener("paste", (event) => this.#paste(event), { signal: leave.signal });
    this.#features.listen(leave.signal);
    // vertical lines move within the shadow root, which tells nobody outside
    for (const scrolled of [globalThis, this.shadowRoot]) {
      scrolled.addEventListener("scroll", () => this.#keep(), { signal: leave.signal, passive: true, capture: true });
    }
    swipe(this, leave.signal, (by) => this.view === "story" && this.#step(by));
    addEventListener("hashchange", () => this.#follow(), { signal: leave.signal });
    addEventListener("pointerdown", (event) => this.#frame.type.elsewhere(event), { signal: leave.signal });
    addEventListener("beforeprint", () => this.#type({ print: true }), { signal: leave.signal });
    addEventListener("afterprint", () => this.#type(), { signal: leave.signal });
    if (this.#turn === 0) this.#first();
  }

  disconnectedCallback() {
    this.#leave?.abort();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.#frame || before === after) return;
    if (name === "src" && after !== null) this.#load(() => fetched(after, document.baseURI));
    else if (name === "lang") this.#spoken = this.#speak();
    else if (name === "correcting" && after !== null && this.view !== "source") this.show("source", this.story);
    else if (name === "encoding") this.#decode();
    else if (name === "language") this.#again();
    else if (NAMES.includes(name)) this.#type({ anew: true });
    else this.#update({ anew: before !== null });
  }

  // Done once: when it is first in a document, or first given a text.
  #build() {
    if (this.#frame) return;
    restore(this);
    this.#frame = frame(this.attachShadow({ mode: "open" }), {
      show: (view) => this.show(view, view === "source" ? this.story : null),
      step: (by) => this.#step(by),
      choose: () => this.#frame.file.click(),
      folder: () => this.#frame.folder.click(),
      open: (files) => this.open(picked(files)),
      decode: (encoding) => this.#decode(encoding),
      turn: (index) => this.turn(index),
      keys: () => this.#sheet(),
      correct: () => (this.correcting = !this.correcting),
      doubts: () => this.#doubts(),
      speak: (language) => this.#again({ language }),
    });
    this.#features = features(this, this.shadowRoot, this.#frame, {
      t: (...words) => this.#t(...words),
      say: (text) => this.#say(text),
      note: (text) => this.#note(text),
      title: () => this.#pages.title ?? "",
      readAll: () => this.#readAll(),
      render: async (page, prefix) => (await start()).render(page, prefix),
      write: async (page, form) => (await full()).write(page, form),
      tell: (...event) => this.#tell(...event),
      stay: (view, story) => this.#go({ view, story }),
    });
    const dressed = style("shell.css").then((shell) => this.#frame.clothe(shell)).catch(() => {});
    this.#main = this.querySelector(":scope > .bm-main");
    if (this.#main) this.#main.tabIndex = -1;
    this.#spoken = Promise.all([dressed, this.#speak()]);
    // set before the element was defined
    for (const name of ["cues", "text"].filter((name) => Object.hasOwn(this, name))) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  // The first text: an address, a child, or nothing yet. A child may still be on its way
  // where the document is not read to its end.
  async #first() {
    if (this.src !== null) return this.#load(() => fetched(this.src, document.baseURI));
    await parsed();
    if (this.#turn > 0) return;
    const hasText = this.querySelector(":scope > script:is([type='text/plain'], [type='application/json'])");
    if (hasText) this.#load(async () => child(this));
    else this.#state("empty");
  }

  // Shows what `produce` gives: a page by itself, or the one at `index` of `pages`.
  #load(produce, pages = null, index = 0, place = null) {
    this.#build();
    const turn = ++this.#turn;
    const late = () => turn !== this.#turn;
    this.#state("loading");
    const slow = setTimeout(() => this.#say(this.#t("said.loading")), 200);
    this.ready = (async () => {
      let source = null;
      try {
        source = await produce();
        let refused = null;
        const engine = await reader(this.#given).catch((error) => { refused = error; });
        source = decoded(source, engine, this.encoding);
        const several = !refused && !(pages?.length > 1) && expanded(source);
        if (several) {
          pages = several;
          source = decoded(await sourceOf(pages[0]), engine, this.encoding);
        }
        if (refused) at("engine")(refused);
        await Promise.all([this.#spoken, parsed()]);
        if (late()) return;
        const { reads, cues, wrong } = await this.#packs();
        await breath();
        const [page, fragment] = await this.#read(reads, source, cues);
        await breath();
        if (late()) return;
        this.#turnTo(pages ?? alone(source), index, { source, page, error: null });
        this.#place(source, page, fragment, place);
        if (wrong.length > 0) this.#without(wrong);
        const read = async (entry) => {
          if ((await aside(reads, { pages: this.#pages.length })) === reads) await idle();
          if (!late()) await this.#ahead(reads, entry, cues, late);
        };
        readAhead(this.#pages, read, late, (...so) => this.#told(...so));
      } catch (error) {
        await this.#spoken;
        if (late()) return;
        const kept = !(pages?.length > 1) && this.#main?.querySelector("article") != null;
        if (!kept) this.#turnTo(pages ?? alone(source ?? {}), index, { error });
        this.#fail(error, source, kept);
      } finally {
        clearTimeout(slow);
      }
    })();
    return this.ready;
  }

  // What is shown is read anew: something it is read with has changed.
  #again(changes = {}) {
    const { page, kept, ...source } = { ...this.#source, ...changes };
    if ((this.#page === null && !source.bytes) || this.state === "loading") return;
    for (const entry of this.#pages) entry.page = null;
    this.#load(async () => source, this.#pages, this.#index);
  }

  // Bytes that are shown are read in another encoding; without one named, in the attribute's
  // or the one they look like.
  #decode(named) {
    if (this.#source.bytes) this.#again({ named });
  }

  // A page that came read is read anew where there are packs it was read without. There is no
  // fragment where the document has brought the page's articles ready-made.
  async #read(engine, source, cues) {
    try {
      const { text, page: read, kept } = source;
      const [prefix, options] = [this.#prefix(), this.#options(source, cues)];
      const ready = read && (kept || (cues.length === 0 && !chosen(source, this.#keeps)));
      const brought = this.#page === null && prefix === "" && this.#main?.querySelector(":scope > .bm-page");
      const by = await aside(engine, { length: ready ? 0 : text.length });
      if (by === engine && !ready) await warmed(engine, text);
      if (by === engine && !ready && !brought && !chosen(source, this.#keeps)) return await engine.read(text, options, prefix);
      const page = ready ? read : await corrected(by, source, options, this.#keeps);
      return [page, brought && stands(this.#main, page, text) ? null : engine.render(page, prefix)];
    } catch (error) {
      return at("parse")(error);
    }
  }

  get #given() {
    return [...packs(this), ...this.#cues];
  }

  get #keeps() {
    return this.getAttribute("corrections") === "kept";
  }

  #options({ encoding, language }, cues) {
    return { encoding, language: language || this.language, cues };
  }

  // Reads a page of the edition that is not shown. It may be shown, and corrected, before a worker
  // is done with it.
  async #ahead(engine, entry, cues, late = () => false) {
    const source = decoded(await sourceOf(entry), engine, this.encoding);
    const by = await aside(engine, { pages: this.#pages.length, length: source.text.length });
    const page = await corrected(by, source, this.#options(source, cues), this.#keeps);
    if (!entry.page && !late()) Object.assign(entry, { source, page });
  }

  async #readAll() {
    const { reads, cues } = await this.#packs();
    for (const entry of this.#pages.filter(({ page }) => !page)) await this.#ahead(reads, entry, cues).catch((error) => (entry.error = error));
  }

  #told(index, read, slow) {
    const { length } = this.#pages;
    this.#frame.pages.read(read, length, slow);
    this.#tell("banmian-read", { index, read, count: length });
    if (slow && read === length) this.#say(this.#t("said.read", { count: length }));
  }

  #turnTo(pages, index, read) {
    Object.assign(pages[index], read);
    this.#pages = pages;
    this.#index = index;
    this.#frame.pages.show(pages, index, this.#t);
  }

  // The language packs that can be used, what is wrong with the others, and what reads with them.
  async #packs() {
    const given = this.#given;
    const reads = await reader(given).catch(at("engine"));
    const wrong = [];
    const languages = new Set();
    const cues = given.filter((pack, i) => {
      try {
        languages.add(reads.checkCues(pack));
        return true;
      } catch (error) {
        wrong.push(new Error(`${i + 1}: ${error.message}`, { cause: error }));
        return false;
      }
    });
    this.#languages = [...new Set([...languages, ...reads.languages()])];
    return { reads, cues, wrong };
  }

  // Says which packs the page was read without.
  #without(wrong) {
    const messages = wrong.map((error) => error.message).join(" · ");
    this.#frame.tell(this.#t("error.cues"), this.#t("error.without"), messages);
    for (const error of wrong) this.#tell("banmian-error", { error, stage: "cues", text: this.#source.text });
  }

  // Ids without a prefix are for one viewer in a document: who asks first.
  #prefix() {
    const other = plain?.deref();
    const taken = (other?.isConnected && other !== this) || [...document.querySelectorAll("#a1")].some((node) => !this.contains(node));
    if (!this.hasAttribute("prefix") && taken) {
      const before = [...document.querySelectorAll("banmian-viewer")].indexOf(this);
      this.setAttribute("prefix", `${this.id || `v${before + 1}`}-`);
    }
    if (!this.hasAttribute("prefix")) plain = new WeakRef(this);
    return this.getAttribute("prefix") ?? "";
  }

  #place(source, page, fragment, place) {
    const turned = this.#page !== null && (this.view === "story" || this.#shown.index !== this.#index);
    this.#source = source;
    this.#page = page;
    this.#set(fragment);
    this.#frame.notice.hidden = true;
    this.#frame.why.hidden = true;
    if (page.source.characters === 0) this.#frame.tell(this.#t("said.empty"), "");
    this.#origin();
    this.#state("ready");
    this.#say(this.#t("said.loaded", { count: page.articles.length }));
    const { text, name, encoding } = source;
    this.#tell("banmian-load", { page, text, name, encoding, index: this.#index, count: this.#pages.length });
    this.#features.fresh();
    if (source.amiss) this.#amiss(source.amiss);
    if (place) this.#go(place);
    else if (turned) this.show("page");
    else if (!this.#follow()) this.#update();
  }

  // The articles, if they are new, and all that hangs on them.
  #set(fragment) {
    link(fragment ?? this.#main);
    if (fragment) this.#show(fragment);
    this.#time();
    this.#pane?.remove();
    this.#pane = null;
  }

  #redraw(fragment) {
    this.#set(fragment);
    this.#features.fresh();
    this.#update();
  }

  // What comes of corrections of the page that is shown, made instead of those it has.
  async #tried(edits) {
    const engine = await full();
    const options = this.#options(this.#source, (await this.#packs()).cues);
    const [page, fragment, conflicts, list] = engine.replay(this.#source.text, options, edits ?? undefined, this.#prefix());
    return { page, fragment, conflicts, edits: list };
  }

  #amend({ page, fragment, conflicts, edits }) {
    Object.assign(this.#source, { edits: edits.edits.length > 0 ? edits : null, conflicts, amiss: null });
    this.#page = this.#pages[this.#index].page = page;
    this.#redraw(fragment);
    if (this.#keeps && !keepEdits(this.#source)) this.#note(this.#t("correct.unkept"));
    this.#tell("banmian-edit", { edits: this.edits, conflicts, page, index: this.#index });
  }

  // Corrections given by themselves are of the page that is shown.
  async #noted(file) {
    try {
      await this.ready;
      const { edits, conflicts, ...shown } = await this.#tried(await editsIn(file));
      this.#amend({ edits, conflicts, ...shown });
      const lost = conflicts.filter(({ applied }) => !applied).length;
      this.#note(this.#t(lost > 0 ? "correct.some" : "correct.all", { count: edits.edits.length - lost, lost }));
    } catch (error) {
      this.#amiss(error);
    }
  }

  // Corrections that are none: the page is shown as it was read.
  #amiss(error) {
    const stage = error.stage ?? "edits";
    this.#frame.tell(this.#t(`error.${stage}`), this.#t(this.edits ? "error.kept" : "error.without.edits"), about(error.file, error));
    this.#tell("banmian-error", { error, stage, text: this.#source.text });
  }

  // What the text was read as, for the reader of a text of their own to change.
  #origin() {
    const { bytes, own, named = "", encoding, language = "" } = this.#source;
    const read = { bytes: Boolean(bytes), named, encoding, language, found: this.#page?.source.language, languages: this.#languages };
    this.#frame.origin(this.hasAttribute("files") && (bytes || own) ? read : null, this.#t);
  }

  // Says what went wrong and keeps what there was; with nothing there, or on a page that was
  // turned to, shows the text as it came.
  #fail(error, source, kept) {
    const stage = error.stage ?? "parse";
    const text = source?.text ?? (source?.bytes && lossy(source.bytes));
    if (!kept) {
      const original = Object.assign(document.createElement("pre"), { className: "bm-original", textContent: text });
      this.#show(...(text == null ? [] : [original]));
      this.#pane?.remove();
      this.#pane = null;
    }
    const what = about(source?.name || error.file || (!kept && this.#pages[this.#index]?.name), error);
    this.#frame.tell(this.#t(`error.${stage}`), this.#t(kept ? "error.kept" : text != null ? "error.original" : "error.again"), what);
    if (!kept) {
      this.#page = null;
      this.#source = { ...this.#source, text: "", bytes: undefined, ...source };
    }
    this.#origin();
    this.#state("error");
    this.#tell("banmian-error", { error, stage, text: source?.text ?? null });
    this.#update();
  }

  // A heading that the document has put into our <main> stays.
  #show(...content) {
    if (!this.#main) {
      this.#main = document.createElement(document.querySelector("main") ? "div" : "main");
      this.#main.className = "bm-main";
      this.#main.tabIndex = -1;
      this.append(this.#main);
    }
    this.#main.querySelectorAll(":scope > :is(.bm-page, .bm-original)").forEach((old) => old.remove());
    this.#main.append(...content);
  }

  #state(state) {
    this.setAttribute("state", state);
    this.setAttribute("aria-busy", String(state === "loading"));
    this.#frame.welcome.hidden = state !== "empty";
  }

  async #speak() {
    const own = this.getAttribute("lang");
    const tag = pick(own ? [own] : navigator.languages, await tags().catch(() => []));
    const t = await words(tag).catch(() => null);
    if (!t || this.#t.tag === t.tag) return;
    this.#t = t;
    this.#frame.dress(wordStyle(t, ROLES), t);
    label(this.#frame.bar, t);
    this.#features.label(t);
    this.#frame.pages.show(this.#pages, this.#index, t);
    this.#origin();
    this.#time();
    this.#update();
  }

  #time() {
    for (const article of this.#articles()) {
      const text = article.querySelector(".bm-body").textContent;
      article.querySelector("header").dataset.time = this.#t("story.time", { minutes: minutes(text) });
    }
  }

  #offsets() {
    return [scrollY, this.#frame.reading.scrollLeft];
  }

  // A view that is left may be longer than the one that is shown instead: its place is kept
  // while it is scrolled, not when it is left.
  #keep() {
    if (this.#leaving) return;
    this.#scrolled[this.#shown.view] = this.#offsets();
    const article = this.view === "story" && this.#main?.querySelector("article[data-current]");
    if (article) keep(keyOf(this.text, this.story), article, this.#frame.seen());
  }

  #follow() {
    const link = unlink(location.hash, this.getAttribute("prefix") ?? "");
    const place = (link || this.hasAttribute("hash")) && fromHash(link?.place ?? location.hash);
    if (place) this.#go(place);
    if (place && link) this.ready.then(() => this.#features.follow(link, place.story));
    return Boolean(place);
  }

  #go({ view, story, index = this.#index }) {
    if (this.state === "ready") look(this);
    const pages = this.#pages;
    if (index !== this.#index && pages[index]) {
      this.#load(() => sourceOf(pages[index]), pages, index, { view, story, index });
      return;
    }
    if (view !== "source") this.correcting = false;
    this.story = story;
    this.view = view;
    this.#update();
  }

  #articles() {
    return [...(this.#main?.querySelectorAll("article") ?? [])];
  }

  #update({ anew } = {}) {
    const { view, story } = this;
    const articles = this.#articles();
    const index = articles.findIndex((article) => article.dataset.article === story);
    if (view === "story" && index < 0 && articles.length > 0) return this.#go({ view: "page", story: null });
    articles.forEach((article, i) => article.toggleAttribute("data-current", i === index));
    if (view === "source" && !this.#pane && articles.length > 0) this.#beside();
    this.#features.moved();
    const has = (name) => this.hasAttribute(name);
    mark(this.#frame.bar, { view, index, count: articles.length, files: has("files"), corrections: has("corrections"), correcting: this.correcting });
    this.#type({ anew });
    this.#frame.pager(view === "story" ? [articles[index - 1], articles[index + 1]] : [], this.#t);
    const { view: seen, story: read, index: on } = this.#shown;
    this.#leaving = false;
    this.#desk();
    if (view !== seen || story !== read || this.#index !== on) this.#moved(articles[index]);
  }

  // The desk at which the page is corrected, made when it is first sat down at.
  async #desk() {
    const on = this.correcting && this.view === "source" && this.#page !== null;
    if (!on && this.#corrector === null) return;
    this.#corrector ??= Promise.all([corrector(), full()]).then(([make, engine]) => make({
      ...this.#features.desk,
      engine,
      page: () => this.#page,
      conflicts: () => this.#source.conflicts ?? [],
      sheet: () => style("editor.css"),
      tried: (edits) => this.#tried(edits),
      amend: (tried) => this.#amend(tried),
      redraw: () => this.#redraw(engine.render(this.#page, this.#prefix())),
      choose: (node) => this.#choose(pieceOf(node), node),
      open: (file) => this.#noted(file),
    })).catch((error) => this.#deskless(error));
    (await this.#corrector)?.show(on && this.correcting, this.#t);
  }

  // What the desk is made of did not come; it is asked for again when it is next sat down at.
  #deskless(error) {
    this.#corrector = null;
    this.correcting = false;
    this.#frame.tell(this.#t("error.desk"), this.#t("error.kept"), error.message);
    this.#tell("banmian-error", { error, stage: "edits", text: this.#source.text });
  }

  #sheet() {
    this.#frame.sheet(this.#t, this.hasAttribute("corrections"));
  }

  // The pages are shown as the type's settings say; their offsets stay those of the source.
  async #type({ print, anew } = {}) {
    if (anew) look(this);
    this.#frame.type.show(this.#main);
    const changed = await set(this, this.#main, this.#frame.reading, { print });
    if (changed) this.#tell("banmian-type", {});
  }

  // The reader has come to another place: bring it into sight, and say so.
  #moved(article) {
    const { view, story } = this;
    const from = this.#shown;
    const index = this.#index;
    this.#scrolled = from.index === index ? { [from.view]: this.#offsets(), ...this.#scrolled } : {};
    this.#shown = { view, story, index };
    this.#main?.querySelectorAll(".bm-continued").forEach((old) => old.remove());
    if (view === "story" && article) {
      article.tabIndex = -1;
      article.focus({ preventScroll: true });
      this.#top();
      this.#frame.reading.scrollLeft = 0;
      const start = kept(keyOf(this.text, story));
      const piece = start && article.querySelector(`[data-start="${start}"]`);
      if (piece) this.#frame.reach(piece);
      this.#say([this.#t("said.opened", { headline: heading(article) }), piece && this.#t("said.resumed")].filter(Boolean).join(" "));
    } else if (view === "source") {
      this.#top();
      const first = article?.querySelector("[data-start]");
      if (first) this.#choose(pieceOf(first));
    } else if (from.view === "story") {
      const [top, left] = this.#scrolled[view] ?? this.#offsets();
      scrollTo({ top, behavior: "instant" });
      this.#frame.reading.scrollLeft = left;
      const back = this.#articles().find((one) => one.dataset.article === from.story);
      const headline = back?.querySelector("h2 a");
      headline?.focus({ preventScroll: this.#scrolled[view] !== undefined });
      // a story that was come to from another may stand elsewhere than where the reader was
      if (headline && !this.#frame.inSight(headline)) this.#frame.reach(headline);
    }
    if (from.index !== index) {
      this.#top();
      this.#say(this.#t("said.turned", { number: index + 1, count: this.#pages.length, name: this.#pages[index].name }));
    } else if (view !== "story") this.#say(this.#t(`view.${view}`));
  }

  #top() {
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ behavior: "instant", block: "start" });
  }

  #beside() {
    const page = this.#main.querySelector(".bm-page");
    const text = this.#source.text || child(this)?.text || "";
    this.#pane = sourcePane(text, page);
    this.append(this.#pane);
    if (this.#page) markDoubts(this, this.#page);
    const present = ROLES.filter((role) => this.#pane.querySelector(`[data-role="${role}"]`));
    this.#frame.legend(present, this.#page?.diagnostics.length ?? 0, this.#t);
  }

  #doubts() {
    this.#frame.explain(doubtList(this.#page, this.text, this.#t, (start) => this.select(start)));
  }

  async #goOn(anchor) {
    const go = await follower().catch((error) => this.#note(error.message));
    await go?.(anchor, {
      host: this,
      pages: this.#pages,
      index: this.#index,
      main: this.#main,
      prefix: this.#prefix(),
      t: this.#t,
      note: (text) => this.#note(text),
      say: (text) => this.#say(text),
      read: async (entry) => {
        const { reads, cues } = await this.#packs();
        await this.#ahead(reads, entry, cues).catch((error) => (entry.error = error));
      },
      render: async (page, prefix) => (await start()).render(page, prefix),
    });
  }

  #note(text) {
    this.#frame.note(text);
    this.#say(text);
  }

  // Marks a piece on both sides, with its kin, and says why it stands where it stands.
  #choose({ start, end, role, story }, from = null) {
    const found = this.#page && known(this.#page, start);
    if (found) this.#frame.explain(why(found, this.#source.text, this.#t, doubtsAt(this.#page, start)));
    this.querySelectorAll("[data-start][aria-current]").forEach((node) => node.removeAttribute("aria-current"));
    for (const piece of this.#pane?.querySelectorAll("[data-piece]") ?? []) {
      piece.toggleAttribute("data-kin", story !== "-" && piece.dataset.article === story);
      piece.tabIndex = Number(piece.dataset.start) === start ? 0 : -1;
    }
    for (const node of this.querySelectorAll(`[data-start="${start}"]`)) {
      node.setAttribute("aria-current", "true");
      if (this.view === "source") {
        const near = node === from || node.contains(from);
        node.scrollIntoView({ block: near ? "nearest" : "center", inline: "nearest", behavior: "instant" });
      }
    }
    this.#tell("banmian-select", { start, end, role, story, line: found?.span.line });
  }

  #click(event) {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (this.view === "source") {
      const piece = pieceOf(event.target);
      if (!piece) return;
      event.preventDefault();
      return this.#choose(piece, event.target);
    }
    const jump = event.target.closest?.(".bm-jump");
    const turned = event.target.closest?.(".bm-turned a");
    if (jump && this.view !== "list") {
      event.preventDefault();
      return this.#goOn(jump);
    }
    if (turned) {
      event.preventDefault();
      const { page, article } = turned.closest("[data-page]").dataset;
      return this.show("story", article, Number(page));
    }
    const link = event.target.closest?.("article h2 a");
    const article = event.target.closest?.("article");
    if (!article || (!link && this.view !== "list")) return;
    event.preventDefault();
    this.#open(article.dataset.article);
  }

  #open(story) {
    if (this.#tell("banmian-open", { story }, true)) this.show("story", story);
  }

  #step(by) {
    const articles = this.#articles();
    const index = articles.findIndex((article) => article.dataset.article === this.story);
    const to = articles[index + by];
    if (to) this.#open(to.dataset.article);
  }

  #key(event) {
    const piece = event.target.closest?.("[data-piece]");
    if (event.key === "Escape" && this.view === "story") return this.show("page");
    if (!piece) return this.#shortcut(event);
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return this.#choose(pieceOf(piece), piece);
    }
    const to = next(piece, event.key);
    if (!to) return this.#shortcut(event);
    event.preventDefault();
    piece.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }

  #shortcut(event) {
    const what = asked(event);
    const acts = {
      keys: () => this.#sheet(),
      correct: () => this.hasAttribute("corrections") && this.toggleAttribute("correcting"),
      find: () => this.#features.open(),
      next: () => this.#step(1),
      previous: () => this.#step(-1),
      "pages.next": () => this.turn(this.#index + 1),
      "pages.previous": () => this.turn(this.#index - 1),
      open: () => this.hasAttribute("files") && this.#frame.file.click(),
      save: () => this.#features.save(),
      "open.folder": () => this.hasAttribute("files") && this.#frame.folder.click(),
    };
    if (!what) return;
    event.preventDefault();
    const [, view] = what.split("view.");
    if (view) this.show(view, view === "source" ? this.story : null);
    else acts[what]?.();
  }

  #drop(event) {
    if (!this.hasAttribute("files") || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") this.#take(carried(event.dataTransfer));
  }

  // What is pasted into a field is the field's.
  #paste(event) {
    const field = event.composedPath()[0]?.closest?.("input, textarea, select, [contenteditable]");
    if (!this.hasAttribute("files") || field || event.defaultPrevented) return;
    const { clipboardData } = event;
    if (clipboardData.types.includes("Files")) {
      event.preventDefault();
      this.#take(carried(clipboardData));
    } else if (clipboardData.getData("text/plain").trim()) {
      event.preventDefault();
      this.open([{ name: "", text: clipboardData.getData("text/plain") }]);
    }
  }

  async #take(carrying) {
    const files = await carrying.catch((error) => this.#load(() => at("file", error.file)(error)));
    if (files?.length > 0) this.open(files);
    else if (files) this.#frame.tell(this.#t("error.none"), "");
  }

  #say(text) {
    this.#frame.status.textContent = text;
  }

  #tell(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }
}

// What is wrong with what, for whoever can do something about it.
const about = (name, error) => [name, error.message].filter(Boolean).join(": ");

reflect(BanmianViewer.prototype);
