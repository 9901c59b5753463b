// Goes from place to place: the page, view and story that are shown.

import { emit } from "../events.js";
import { documentHistory } from "../lazy.js";
import { hasFacsimile, isBeside, isOnPhone } from "../model/views.js";
import { once } from "../once.js";
import { markPlace } from "../ui/toolbar.js";
import { fromHash, parseLink, toHash } from "./route.js";

/** @import { Context, Place, Reading, View } from "../model/types.js" */
/** @import { Link } from "./route.js" */
/** @import { ScrollMemory } from "./scroll-memory.js" */

/** @typedef {ReturnType<typeof createNavigation>} Navigation */

/**
 * `leave` remembers where the lines stand, and `land` has them move to where they stand now,
 * `lookUp` reads the settings that the host's style gives, `applyType` shows the page by them,
 * `prepare` loads what a view sets beside the articles, and gives null where that is there, as does
 * `overview`, which shows the overview of an edition or hides it,
 * `showSource` sets it there and returns its pane where that is new,
 * `showEditor` opens or closes the editor, `followLink` goes to a quotation on the page that is shown.
 *
 * @param {Context} context
 * @param {ScrollMemory} memory
 * @param {{ leave: (from: View) => void, land: () => Promise<unknown>, lookUp: () => void, applyType: () => Promise<unknown>, prepare: (view: View) => Promise<unknown> | null, overview: () => Promise<unknown> | null, showSource: () => HTMLElement | null, showEditor: () => Promise<unknown>, followLink: (link: Link, story: string | null) => Promise<unknown> }} parts
 */
export const createNavigation = ({ host, store, ui, content, loader, track }, memory, { leave, land, lookUp, applyType, prepare, overview, showSource, showEditor, followLink }) => {
  const inHash = () => host.hasAttribute("hash");
  const loadPast = once(async () => (await documentHistory())(host));
  const inHistory = () => host.hasAttribute("history");
  /** @type {() => Place} */
  const here = () => {
    const { view, story, index } = store.state;
    return { view, story, index };
  };
  /** @type {Place} what an address without a hash leads to: where the reader was before any */
  let home = { view: "page", story: null, index: 0 };
  /** @type {Place} the last place that was asked for */
  let wanted = home;
  /** @type {Reading | null} the page that was shown when the reader or a program asked for it */
  let askedOn = null;

  const depart = (/** @type {View} */ view) => {
    if (isBeside(view) !== isBeside(store.state.view)) leave(store.state.view);
  };

  /**
   * Shows the place of the store. Resolves when it stands.
   *
   * @returns {Promise<unknown>}
   */
  const render = () => {
    const { view, story, correcting, edition, reading, t } = store.state;
    const facsimile = hasFacsimile(reading);
    if (view === "facsimile" && reading.page && !facsimile) return go({ view: "page", story: null });
    const wait = overview() ?? (isBeside(view) ? prepare(view) : null);
    if (wait) return wait.then(render, (error) => {
      ui.note(error.message);
      return go({ view: "page", story: null });
    });
    const articles = content.articles();
    const index = articles.findIndex((article) => article.dataset.article === story);
    if (view === "story" && index < 0 && content.hasPage()) return go({ view: "page", story: null });
    articles.forEach((article, i) => article.toggleAttribute("data-current", i === index));
    if (reading.page) content.arrange(view);
    if (isBeside(view) && content.hasPage()) {
      const pane = showSource();
      if (pane) ui.showLegend(pane, reading.page?.diagnostics.length ?? 0, t);
    }
    const has = (/** @type {string} */ name) => host.hasAttribute(name);
    markPlace(ui.bar, { view, edition: edition.entries.length > 1, facsimile, index, count: articles.length, files: has("files"), corrections: has("corrections"), correcting });
    const typed = applyType();
    const edited = showEditor();
    memory.arrive(articles[index]);
    store.set({ shown: { ...memory.shown } });
    track(land());
    return Promise.all([typed, edited]);
  };

  /**
   * Goes to a place at once, and leaves the document's address alone. Resolves when it stands.
   *
   * @param {Place} place
   * @returns {Promise<unknown>}
   */
  const go = ({ view, story, index = loader.index }) => {
    const { status, edition } = store.state;
    depart(view);
    if (status === "ready") lookUp();
    wanted = { view, story, index };
    if (index !== loader.index && edition.entries[index]) return loader.turnTo(index);
    // a page that is on its way arrives at the place that is wanted then
    return loader.index === store.state.index ? goOn(wanted) : loader.ready;
  };

  // Goes on to a place on the page that is shown. What the host's style says was looked up before the page
  // was turned to, and would now be asked of a document that is to be laid out anew.
  const goOn = (/** @type {Place} */ { view, story }) => {
    depart(view);
    store.set({ view, story, correcting: store.state.correcting && isBeside(view) });
    return render();
  };

  /**
   * Goes to a place, by way of the document's address or history where the viewer keeps its place there.
   * Resolves when it stands.
   *
   * @param {View} view
   * @param {string | null} [story]
   * @param {number} [index]
   * @returns {Promise<void>}
   */
  const show = async (view, story = null, index = story === null ? loader.index : store.state.index) => {
    const hash = toHash({ view, story, index });
    [wanted, askedOn] = [{ view, story, index }, store.state.reading];
    if (!inHash() || !host.isConnected || location.hash === hash) {
      if (inHistory() && toHash(here()) !== hash) (await loadPast()).enter(here(), { view, story, index });
      await go({ view, story, index });
      return;
    }
    // the document goes to the story's beginning by itself before it says that its address is another
    memory.keep();
    memory.leave();
    depart(view);
    const arrived = new Promise((done) => arrivals.push(done));
    location.hash = hash;
    await arrived;
  };

  // Another page of the edition.
  const turn = async (/** @type {number} */ index) => {
    const { edition, view } = store.state;
    if (edition.entries[index]) await show(isBeside(view) ? view : "page", null, index);
  };

  /** @type {((place: unknown) => void)[]} who waits for the document's address to be followed */
  const arrivals = [];
  /** @type {Promise<unknown> | null} what the newest address led to */
  let latest = null;
  /** @type {unknown} the edition that was arrived at last */
  let arrived = null;

  /**
   * Goes where the document's address leads. Returns null where it leads to no place here.
   *
   * @returns {Promise<unknown> | null}
   */
  const follow = () => {
    const link = parseLink(location.hash, host.getAttribute("prefix") ?? "");
    const place = link || inHash() ? fromHash(link?.place ?? location.hash) : null;
    const gone = place && go(place);
    // not waited for, as the load that is under way waits for us
    if (link && place) track(loader.ready.then(() => followLink(link, place.story)));
    return gone;
  };

  return {
    render,
    go,
    show,

    /** Hears that the document's address has changed. */
    hashChanged: async () => {
      const waiting = arrivals.splice(0);
      latest = follow() ?? (inHash() && location.hash === "" ? go(home) : null);
      if (latest) askedOn = store.state.reading;
      // a later address takes the place of an earlier one, whose page then is never shown
      for (let followed; followed !== latest; ) await (followed = latest);
      waiting.forEach((done) => done(null));
    },

    /** Hears that the document has gone to another entry of its history. */
    popped: async (/** @type {PopStateEvent} */ { state }) => {
      const place = inHistory() ? (await loadPast()).placeIn(state) : null;
      if (place && toHash(place) !== toHash(here())) await go(place);
    },

    /** Lets nobody wait for an address that is not listened to any more. */
    stop: () => arrivals.splice(0).forEach((done) => done(null)),

    /**
     * Goes to where a page that was just loaded is to be shown: where it was turned to, or a place was asked for
     * since it is there, at the place that was asked for last. Another page than before begins with itself, not
     * with the story that was open.
     *
     * @param {Reading} before
     * @param {boolean} isTurn
     * @returns {Promise<unknown>}
     */
    arrive: (before, isTurn) => {
      const { view, index, edition } = store.state;
      const isFirst = edition !== arrived && edition.entries.length > 1 && isOnPhone(host);
      arrived = edition;
      if (isTurn || askedOn === store.state.reading) return goOn(wanted);
      if (before.page !== null && (view === "story" || memory.shown.index !== index || isFirst)) return show(isOnPhone(host) ? "front" : "page");
      if (before.page === null && inHash() && location.hash === "") home = { view, story: store.state.story, index };
      if (before.page !== null || !inHistory()) return follow() ?? render();
      return loadPast().then((past) => {
        const kept = past.placeIn(history.state);
        return follow() ?? (kept ? go(kept) : render());
      });
    },

    turn,

    /** Goes so many pages on, or back, from that which is shown or on its way. */
    turnBy: (/** @type {number} */ by) => turn(loader.index + by),

    /** Opens a story, if nobody prevents it. */
    open: async (/** @type {string} */ story, index = store.state.index) => {
      if (emit(host, "banmian-open", { story, index }, { cancelable: true })) await show("story", story, index);
    },
  };
};
