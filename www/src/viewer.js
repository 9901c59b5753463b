// Puts the parts of a viewer together and connects them to the events of the document.

import { style } from "./assets.js";
import { createCorrecting } from "./editor/controller.js";
import { createFeatures } from "./features/features.js";
import { pickedFiles } from "./input/dropped-files.js";
import { editionOf, isList, readingOf } from "./input/edition.js";
import { isEditsFile } from "./input/edits-file.js";
import { createTransfers } from "./input/transfers.js";
import { overviews as loadOverviews, pageStrip, panels, provenance, sample as loadSample, sortOut, swipe, title as loadTitle, welcome as loadWelcome } from "./lazy.js";
import { createLoader } from "./loader.js";
import { hasFacsimile, isBeside, isOfEdition } from "./model/views.js";
import { once } from "./once.js";
import { createClicks } from "./reading/clicks.js";
import { createContent } from "./reading/content.js";
import { createNavigation } from "./reading/navigation.js";
import { createScrollMemory } from "./reading/scroll-memory.js";
import { createSelection } from "./reading/selection.js";
import { createSettling } from "./settling.js";
import { lookUp } from "./typography/settings.js";
import { createTypography } from "./typography/typography.js";
import { createFrame } from "./ui/frame.js";
import { createShortcuts } from "./ui/shortcuts.js";
import { createTranslation } from "./ui/translation.js";

/** @import { BanmianViewer } from "./element.js" */
/** @import { Context, Store } from "./model/types.js" */
/** @import { Commands } from "./ui/frame.js" */

/** @typedef {ReturnType<typeof createViewer>} Viewer */

/**
 * @param {BanmianViewer} host
 * @param {Store} store
 */
export const createViewer = (host, store) => {
  const { track, settled } = createSettling();

  /**
   * Opens a page or several as an edition; files of corrections or notes alone are of what is shown.
   *
   * @param {any} given
   * @param {{ encoding?: string, language?: string, form?: string }} [options]
   * @returns {Promise<void>}
   */
  const open = (given, options) => {
    const all = isList(given) ? [...given] : [given];
    const mayBeNotes = host.hasAttribute("notes") && all.some(({ name }) => /\.json$/i.test(name));
    return mayBeNotes ? features.notes.use(({ takeIn }) => takeIn(all, (pages) => openPages(pages, options))) : openPages(all, options);
  };

  /** @type {(all: any[], options?: { encoding?: string, language?: string, form?: string }) => Promise<void>} */
  const openPages = (all, { encoding: named, language, form } = {}) => {
    if (all.length === 0) return loader.ready;
    const options = { named, language, form, own: true };
    const [editsFiles, list] = [all.filter(isEditsFile), all.filter((file) => !isEditsFile(file))];
    if (list.length === 0) return correcting.openFile(editsFiles[0]);
    const edition = editionOf(list, options, editsFiles);
    return loader.load(async () => {
      if (list.length > 1) await sortOut(edition, form || host.form);
      return readingOf(edition.entries[0]);
    }, { edition });
  };

  // What a reader opens, not a script.
  const openOwn = async (/** @type {any[]} */ list) => {
    await open(list);
    features.edition.opened(list);
  };

  /** @type {Commands} */
  const commands = {
    show: (view) => {
      if (view !== "facsimile" || hasFacsimile(store.state.reading)) track(navigation.show(view, isBeside(view) ? store.state.story : null));
    },
    step: (by) => features.edition.step(by),
    leaveStory: () => commands.show(overviews?.back ?? "page"),
    turn: (index) => track(navigation.turn(index)),
    turnBy: (by) => track(navigation.turnBy(by)),
    open: (files) => track(openOwn(pickedFiles(files))),
    setEncoding: (name) => track(loader.decodeAs(name)),
    setLanguage: (language) => track(loader.reload({ language })),
    showKeys: () => ui.showKeys(store.state.t, host.hasAttribute("corrections")),
    toggleCorrecting: () => (host.correcting = !host.correcting),
    showNotes: () => features.notes.use(({ toggle }) => toggle()),
    listDoubts: () => selection.listDoubts(),
    furnish: () => furnish(),
  };

  const ui = createFrame(host, commands);
  const content = createContent(host, store);
  const selection = createSelection({ host, store, ui, content });
  const { translate, furnish, prepare } = createTranslation({ host, store, ui }, () => Promise.all([selection.load(), panels().then(ui.setPanels)]));
  const styleLoaded = style("shell.css").then(ui.setShellStyle).catch(() => {});
  // what the first view shows of it waits for nothing more than for the page
  if (isBeside(host.view) || (host.hasAttribute("files") && host.hasAttribute("src"))) prepare();
  let translated = track(translate());

  /** @type {ReturnType<typeof import("./ui/page-strip.js").createPageStrip> | null} */
  let strip = null;
  const createStrip = once(async () => (strip = (await pageStrip())(ui.pages, commands)));
  /** @type {import("./edition/overviews.js").Overviews | null} */
  let overviews = null;
  const prepareOverviews = once(async () => {
    const [create] = await Promise.all([loadOverviews(), furnish()]);
    overviews = await create(context, navigation);
  });
  // A document that has brought its page has brought the style of its front, too.
  const isBrought = content.hasPage();
  const needsFront = (/** @type {import("./types.js").View} */ view) => view === "front" && !isBrought;
  // Titles in the strip of pages, and marks of what is read, come when they come.
  const showOverview = () => {
    const { view, edition } = store.state;
    if (overviews) return overviews.show();
    if (edition.entries.length < 2 && (view === "page" || isBeside(view))) return null;
    const wait = prepareOverviews();
    wait.catch(() => {});
    return isOfEdition(view, edition) || needsFront(view) ? wait : null;
  };

  const loader = createLoader({ host, store, ui, content, track }, {
    styled: (isEdition) => Promise.all([styleLoaded, translated, isEdition && createStrip().catch(() => {}), needsFront(host.view) && prepareOverviews().catch(() => {})]),
    progressed: (...given) => strip?.showProgress(...given),
    arrived: (before, isTurn) => navigation.arrive(before, isTurn),
    // an overview says of other pages what that of the one that could not be read is
    failed: () => (isOfEdition(store.state.view, store.state.edition) ? navigation.go({ view: "page", story: null }) : navigation.render()),
  });
  /** @type {Context} */
  const context = { host, store, ui, content, loader, track };
  const applyType = createTypography(context);
  const correcting = createCorrecting(context, selection, () => navigation.render());
  const memory = createScrollMemory(context, selection);
  const navigation = createNavigation(context, memory, {
    lookUp: () => lookUp(host),
    applyType,
    prepare: selection.prepare,
    leave: selection.leave,
    land: selection.land,
    overview: showOverview,
    showSource: selection.show,
    showEditor: correcting.show,
    followLink: (link, story) => features.links.follow(link, story),
  });
  const features = createFeatures(context, navigation);
  const transfers = createTransfers(context, openOwn);
  const onClick = createClicks(context, navigation, selection);
  const onKey = createShortcuts(context, commands, selection, features);

  store.subscribe(["view", "story", "edition", "index"], ui.endNote);
  store.subscribe(["status"], ({ status }) => ui.showWelcome(status === "empty"));
  store.subscribe(["edition", "index", "t"], ({ edition, index, t }) => strip?.show(edition, index, t));
  const showOrigin = () => {
    const { reading: { source, page }, languages, t } = store.state;
    const { bytes, own, named = "", encoding, doubtful, language = "" } = source;
    const found = page?.source.language;
    const isShown = host.hasAttribute("files") && (bytes || own);
    const wait = isShown ? furnish() : null;
    if (wait) return void track(wait.then(showOrigin, () => {}));
    ui.showOrigin(isShown ? { bytes: Boolean(bytes), named, encoding, doubtful, language, found, languages } : null, t);
  };
  store.subscribe(["reading", "languages", "t"], showOrigin);
  store.subscribe(["t"], () => track(navigation.render()));
  store.subscribe(["shown"], ui.showBar);
  store.subscribe(["reading", "shown", "t"], ({ reading }) => void (reading.corrections?.edits && track(provenance(context).catch(() => {}))));
  const title = once(async () => (await loadTitle())(context));
  const setTitle = async () => (await title())();
  store.subscribe(["view", "story", "edition", "index", "reading"], () => host.hasAttribute("hash") && track(setTitle().catch(() => {})));

  const showSample = once(async () => (await loadSample())(context, commands));
  store.subscribe(["reading"], () => host.hasAttribute("sample") && track(showSample().catch(() => {})));

  return {
    ui, open, loader, navigation, selection, correcting, features, track, settled, applyType,

    /** Says what can be opened, where nothing is. */
    welcome: async () => {
      ui.showWelcome(true);
      await loadWelcome().then((show) => show(context, open)).catch((error) => ui.note(error.message));
    },

    /** Takes the words of the interface that the attribute `lang` asks for. */
    translate: () => {
      translated = track(translate());
    },

    /** Hears of what happens in the document, until it is told to stop. */
    listen: (/** @type {AbortSignal} */ signal) => {
      if (content.sourcePane) selection.show();
      const passive = { signal, passive: true, capture: true };
      // A document that is nothing but the viewer hears keys and what is pasted wherever the focus is.
      const keyed = host.hasAttribute("hash") ? document : host;
      host.addEventListener("click", onClick, { signal });
      keyed.addEventListener("keydown", (event) => onKey(/** @type {KeyboardEvent} */ (event)), { signal });
      for (const type of /** @type {const} */ (["dragover", "dragleave", "drop"])) host.addEventListener(type, transfers.drop, { signal });
      keyed.addEventListener("paste", (event) => transfers.paste(/** @type {ClipboardEvent} */ (event)), { signal });
      features.listen(signal);
      // what moves within the shadow root tells nobody outside
      for (const scrolled of [globalThis, ui.root]) {
        scrolled.addEventListener("scroll", memory.keep, passive);
        scrolled.addEventListener("scroll", () => overviews?.scrolled(), passive);
        scrolled.addEventListener("scroll", ui.scrolled, passive);
      }
      const loadSwipe = (/** @type {PointerEvent} */ event) => swipe().then((onSwipe) => onSwipe(host, signal, event, (by) => store.state.view === "story" && commands.step(by)), () => {});
      host.addEventListener("pointerdown", loadSwipe, { signal, passive: true, once: true });
      addEventListener("hashchange", () => track(navigation.hashChanged()), { signal });
      addEventListener("popstate", (event) => track(navigation.popped(event)), { signal });
      addEventListener("pointerdown", ui.elsewhere, { signal });
      // what stands beside the articles has come when it is asked for, so that they can move there
      for (const type of ["pointerover", "focusin"]) ui.top.addEventListener(type, prepare, { signal, once: true });
      const print = (/** @type {boolean} */ onPaper) => () => {
        applyType({ print: onPaper });
        overviews?.print(onPaper);
      };
      addEventListener("beforeprint", print(true), { signal });
      addEventListener("afterprint", print(false), { signal });
      signal.addEventListener("abort", navigation.stop);
    },
  };
};
