// <banmian-viewer>: its properties and methods, and its attributes, which are the state of the viewer.
// See README.md for its contract.

import { fetched } from "./input/bytes.js";
import { child, hasChild, parsed } from "./input/children.js";
import { openPages, unread } from "./input/edition.js";
import { firstView, isBeside, VIEWS } from "./model/views.js";
import { Store } from "./store.js";
import { isSetting, lookUp, NAMES, restore } from "./typography/settings.js";
import { adoptStyle } from "./ui/adopted-style.js";
import { ViewerBase } from "./viewer-base.js";
import { createViewer } from "./viewer.js";

/** @import { Edits } from "../types/edits.js" */
/** @import { Page } from "../types/page.js" */
/** @import { Source as Given } from "./model/types.js" */
/** @import { Cues, FindRole, Form, Hit, Note, OpenPage, Source, View } from "./types.js" */
/** @import { Viewer } from "./viewer.js" */

// The attributes that are the place which is shown, and what of it is.
const PLACE = ["view", "story", "correcting", "corrections", "image"];

export class BanmianViewer extends ViewerBase {
  static observedAttributes = ["src", "view", "story", "lang", "bar", "contained", "encoding", "language", "corrections", "correcting", "image", ...NAMES];

  #store = new Store();
  /** @type {Viewer | null} */
  #made = null;
  /** @type {AbortController | undefined} */
  #listening;
  /** @type {Set<string>} attributes that have changed and are not heard of yet */
  #changed = new Set();
  // Whether what the host's style says is to be looked up for them.
  #needsLookUp = false;

  /**
   * the text shown; set it to show another
   * @type {string}
   */
  get text() { return this.#store.state.reading.source.text ?? ""; }
  set text(text) { this.#load(async () => ({ text: String(text), name: "", encoding: "UTF-8" })); }

  /**
   * the page read from it, as a plain object (the JSON of `banmian parse`); `null` before
   * @type {Page | null}
   */
  get page() { return this.#store.state.reading.page; }

  /**
   * the pages of the edition, `{ name, text, page, edits }` each, one for a page by itself; `text` and `page` are `null` where it is not read yet, `edits` where nothing is corrected
   * @type {OpenPage[]}
   */
  get pages() { return openPages(this.#store.state.edition); }

  /**
   * which of them is shown, from 0
   * @type {number}
   */
  get index() { return this.#store.state.index; }

  /**
   * language packs, as TOML or as objects of the same fields; set it and what is shown is read anew
   * @type {Cues[]}
   */
  get cues() { return this.#made?.loader.cues ?? []; }
  set cues(cues) { this.#flush().loader.cues = [cues ?? []].flat(); }

  /**
   * what is corrected in the page shown, a list as `edits.schema.json` has it; set it to correct the page by it
   * @type {Edits | null}
   */
  get edits() { return this.#store.state.reading.corrections?.edits ?? null; }
  set edits(edits) {
    const { correcting, track } = this.#flush();
    track(correcting.set(edits));
  }

  /**
   * the reader's notes on the page shown, as Web Annotations; set it to have others
   * @type {Note[]}
   */
  get notes() { return this.#made?.features.notes.list() ?? []; }
  set notes(notes) { this.#flush().features.notes.use((all) => all.set(notes)); }

  /**
   * what is shown
   * @type {"page" | "list" | "story" | "source" | "facsimile" | "front"}
   * @attr
   * @reflect
   */
  get view() {
    const view = this.getAttribute("view") ?? "";
    return VIEWS.find((known) => known === view) ?? "page";
  }
  set view(view) { this.setAttribute("view", view); }

  /**
   * `a1`, `a2`, …: the story opened in `view="story"` and marked in the others
   * @type {string | null}
   * @attr
   * @reflect
   */
  get story() { return this.getAttribute("story"); }
  set story(story) {
    if (story == null) this.removeAttribute("story");
    else this.setAttribute("story", story);
  }

  /**
   * the load under way; never rejects
   * @type {Promise<void>}
   */
  get ready() { return this.#made ? this.#flush().loader.ready : Promise.resolve(); }

  /**
   * resolves when everything stands that was asked for, by attributes, properties and methods or by the reader; never rejects
   * @type {Promise<void>}
   */
  get settled() { return this.#made ? this.#flush().settled() : Promise.resolve(); }

  /**
   * shows a `File`, `Blob`, bytes, a text, or the `{ items, styles }` of pdf.js, or a list of them as an edition
   * @param {Source | Source[] | FileList} given
   * @param {{ encoding?: string; language?: string; form?: Form }} [options]
   * @returns {Promise<void>}
   */
  open(given, options) {
    const { open, track } = this.#flush();
    return track(open(given, options));
  }

  /**
   * as the two attributes, on a page of the edition; resolves when it is shown
   * @param {View} view
   * @param {string | null} [story]
   * @param {number} [index]
   * @returns {Promise<void>}
   */
  show(view, story = null, index) {
    const { navigation, track } = this.#flush();
    return track(navigation.show(view, story, index));
  }

  /**
   * shows another page of the edition; resolves when it is shown
   * @param {number} index
   * @returns {Promise<void>}
   */
  turn(index) {
    const { navigation, track } = this.#flush();
    return track(navigation.turn(index));
  }

  /**
   * marks the piece of the source that holds the UTF-16 offset `start` on both sides of the source or facsimile view; resolves when it is marked
   * @param {number} start
   * @returns {Promise<void>}
   */
  select(start) {
    return this.#flush().selection.select(start);
  }

  /**
   * what is open as one HTML file: readable with scripts off, this viewer where they run
   * @returns {Promise<string>}
   */
  async html() {
    const { loader, features } = this.#flush();
    await loader.ready;
    return features.saving.html();
  }

  /**
   * opens the find bar with what is found for a query, words with `"exact"`, `*`, `NEAR/10`, `-word` and `OR`; `ranges` of a hit are pairs of UTF-16 offsets in the page's text. Without a `role` everything is looked through
   * @param {string} query
   * @param {{ role?: FindRole }} [options]
   * @returns {Promise<Hit[]>}
   */
  find(query, { role } = {}) {
    return this.#flush().features.find.find(query, { role });
  }

  connectedCallback() {
    lookUp(this);
    adoptStyle(this);
    const viewer = this.#viewer;
    this.#listening = new AbortController();
    viewer.listen(this.#listening.signal);
    if (viewer.loader.isFresh) viewer.track(this.#loadFirst());
  }

  disconnectedCallback() {
    this.#listening?.abort();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    const viewer = this.#made;
    if (!viewer || before === after) return;
    if (PLACE.includes(name) || isSetting(name)) this.#note(name, before);
    else if (name === "lang") viewer.translate();
    else if (name === "bar" || name === "contained") viewer.ui.setForm();
    else if (name === "encoding") viewer.track(viewer.loader.decodeAs());
    else if (name === "language") viewer.track(viewer.loader.reload());
    else if (after !== null) this.#load(() => fetched(after, document.baseURI));
  }

  // Attributes that change in one task are taken together, so that their order does not matter.
  #note(/** @type {string} */ name, /** @type {string | null} */ before) {
    const { view, story, correcting } = this.#store.state;
    const isReflected = { view, story, correcting }[name] === /** @type {any} */ (this)[name];
    if (isReflected && name !== "corrections") return;
    if (this.#changed.size === 0) queueMicrotask(() => this.#flush());
    this.#changed.add(name);
    this.#needsLookUp ||= before !== null || isSetting(name);
  }

  // Takes the attributes that have changed into the state, and shows that.
  #flush() {
    const viewer = this.#viewer;
    if (this.#changed.size === 0) return viewer;
    const [changed, needsLookUp] = [this.#changed, this.#needsLookUp];
    this.#changed = new Set();
    this.#needsLookUp = false;
    const { navigation, applyType, track } = viewer;
    const { view, story, correcting } = this;
    const { state } = this.#store;
    if (needsLookUp) lookUp(this);
    if (!PLACE.some((name) => changed.has(name))) track(applyType());
    else if (correcting && !state.correcting && !isBeside(view)) {
      this.#store.set({ correcting });
      track(navigation.show("source", story));
    } else {
      this.#store.set({ view, story, correcting });
      track(navigation.render());
    }
    return viewer;
  }

  // The attributes follow the state. What they are set to is in the state already, and changes nothing.
  #reflect() {
    const { view, story, correcting, status } = this.#store.state;
    if (this.view !== view) this.setAttribute("view", view);
    if (this.story !== story) this.story = story;
    if (this.correcting !== correcting) this.toggleAttribute("correcting", correcting);
    if (this.getAttribute("state") === status) return;
    this.setAttribute("state", status);
    this.setAttribute("aria-busy", String(status === "loading"));
  }

  // Made when it is first in a document, or first asked for something.
  get #viewer() {
    if (this.#made) return this.#made;
    restore(this);
    const { story, correcting } = this;
    this.#store.set({ view: firstView(this), story, correcting });
    this.#store.subscribe(["view", "story", "correcting", "status"], () => this.#reflect());
    const viewer = createViewer(this, this.#store);
    this.#made = viewer;
    // set before the element was defined
    for (const name of /** @type {const} */ (["cues", "text"])) {
      const given = Object.getOwnPropertyDescriptor(this, name);
      if (!given) continue;
      delete /** @type {any} */ (this)[name];
      this[name] = given.value;
    }
    return viewer;
  }

  // The first text: an address, a child, or nothing yet. A child may still be on its way
  // where the document is not read to its end.
  async #loadFirst() {
    const { loader, welcome } = this.#viewer;
    const { src } = this;
    if (src !== null) return this.#load(() => fetched(src, document.baseURI));
    await parsed();
    if (!loader.isFresh) return;
    if (hasChild(this)) return this.#load(async () => child(this) ?? {});
    this.#reflect();
    await welcome();
  }

  // Shows what a source has.
  #load(/** @type {() => Promise<Given>} */ produce) {
    const { loader, track } = this.#flush();
    return track(loader.load(async () => unread(await produce())));
  }
}
