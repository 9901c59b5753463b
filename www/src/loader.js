// Loads pages: reads the one to be shown at once, and the other pages of an edition when there is time.

import { warmUp } from "./engine/engine.js";
import { readerFor } from "./engine/reader.js";
import { engineFor } from "./engine/worker-pool.js";
import { emit } from "./events.js";
import { packs, parsed } from "./input/children.js";
import { decodeAhead, decoded, isLikeDocument } from "./input/decoding.js";
import { expanded, readAhead, readingOf, single, unreadable } from "./input/edition.js";
import { rethrowAtStage } from "./input/errors.js";
import { sheetOf } from "./input/sheet.js";
import { readDocument } from "./lazy.js";
import { initialCorrections, readCorrected } from "./model/corrections.js";
import { isBeside } from "./model/views.js";
import { takePrefix } from "./reading/id-prefix.js";
import { beforePaint, idle, takingTurns, yieldToBrowser } from "./scheduling.js";
import { reportEditsError, reportFailure, reportPacks, reportRemarks } from "./ui/notices.js";

/** @import { Context, Cues, Edition, Entry, Reading, Source } from "./model/types.js" */
/** @import { StagedError } from "./input/errors.js" */

/** @typedef {ReturnType<typeof createLoader>} Loader */

// What takes longer is said, in ms.
const SLOW = 200;

/**
 * An edition that is open already or, without one, what the source turns out to be; whether another of its
 * pages is turned to.
 *
 * @typedef {{ edition?: Edition | null, index?: number, isTurn?: boolean }} Opening
 */

/**
 * `styled` waits until there are style and words to show a page with, and the strip of several pages, whose
 * progress `progressed` shows; `arrived` brings the reader to a page that has been read, `failed` shows what
 * there is where it could not be.
 *
 * @param {Pick<Context, "host" | "store" | "ui" | "content" | "track">} context
 * @param {{ styled: (isEdition?: boolean) => Promise<unknown>, progressed: (read: number, count: number, slow: boolean) => void, arrived: (before: Reading, isTurn: boolean) => Promise<unknown>, failed: () => Promise<unknown> }} hooks
 */
export const createLoader = (context, { styled, progressed, arrived, failed }) => {
  const { host, store, ui, content, track } = context;
  /** @type {Cues[]} language packs given by script */
  let cues = [];
  let generation = 0;
  let ready = Promise.resolve();
  /** @type {number | null} the page that was turned to last in the edition */
  let turned = null;
  const keeps = () => host.getAttribute("corrections") === "kept";
  /** @type {(source: Source, cues: Cues[]) => object} */
  const optionsFor = ({ encoding, doubtful, language, sheet }, cues) => ({ encoding, doubtfulEncoding: doubtful, language: language || host.language, cues, sheet });

  // The text of a source, in whatever form it came.
  /** @type {(source: Source, engine: any, isStale: () => boolean, shown?: boolean) => Promise<Source>} */
  const textOf = async (source, engine, isStale, shown = false) => {
    const given = { ...source, form: source.form || host.form, sheet: source.sheet && sheetOf(source.sheet) };
    if (!isLikeDocument(given)) {
      const tell = async (/** @type {Uint8Array} */ bytes) => (await engineFor(engine, { length: bytes.length })).encoding(bytes);
      if (engine) await decodeAhead(given, host.encoding, tell, takingTurns());
      return decoded(given, engine, host.encoding);
    }
    const started = performance.now();
    const onProgress = (/** @type {number} */ done, /** @type {number} */ count) => {
      if (shown && !isStale() && done < count && performance.now() - started > SLOW) ui.note(store.state.t("said.opening", { done, count }));
    };
    return readDocument(given, engine, host.encoding, { onProgress, isStale }).catch((error) => rethrowAtStage(error.stage ?? "form")(error));
  };

  /** The language packs that can be used, what is wrong with the others, and what reads with them. */
  const loadPacks = async () => {
    const given = [...packs(host), ...cues];
    const engine = await readerFor(given).catch(rethrowAtStage("engine"));
    /** @type {Error[]} */
    const wrong = [];
    /** @type {Set<string>} */
    const languages = new Set();
    const usable = given.filter((pack, i) => {
      try {
        languages.add(engine.checkCues(pack));
        return true;
      } catch (error) {
        wrong.push(new Error(`${i + 1}: ${/** @type {Error} */ (error).message}`, { cause: error }));
        return false;
      }
    });
    const known = [...new Set([...languages, ...engine.languages()])];
    if (known.join() !== store.state.languages.join()) store.set({ languages: known });
    return { engine, cues: usable, wrong };
  };

  // A page that came read is read anew where there are packs it was read without. There is no
  // fragment where the document has brought the page's articles ready-made.
  /** @type {(engine: any, reading: Reading, cues: Cues[]) => Promise<{ reading: Reading, fragment: DocumentFragment | null }>} */
  const readShown = async (engine, { source, page, corrections }, cues) => {
    try {
      const { text = "" } = source;
      const wanted = corrections ?? initialCorrections(source, keeps());
      const known = page ?? (cues.length === 0 && !wanted.edits ? source.page : null);
      const [prefix, options] = [takePrefix(host), optionsFor(source, cues)];
      const brought = store.state.reading.page === null && prefix === "" && content.hasPage();
      const by = await engineFor(engine, { length: known ? 0 : text.length });
      if (by === engine && !known) await warmUp(engine, text);
      if (by === engine && !known && !brought && !wanted.edits) {
        const [page, fragment] = await engine.read(text, options, prefix);
        return { reading: { source, page, corrections: wanted }, fragment };
      }
      const start = performance.now();
      const reading = known ? { source, page: known, corrections: wanted } : await readCorrected(by, source, options, wanted);
      // the browser keeps all that are not cleared, one for each page that is turned to
      performance.clearMeasures("banmian:parse");
      performance.measure("banmian:parse", { start });
      const stands = brought && reading.page !== null && content.shows(reading.page, text);
      return { reading, fragment: stands ? null : engine.render(reading.page, prefix) };
    } catch (error) {
      return rethrowAtStage("parse")(error);
    }
  };

  // A page of the edition that is not shown. It may be shown, and corrected, before a worker is
  // done with it.
  /** @type {(engine: any, entry: Entry, cues: Cues[], isStale?: () => boolean) => Promise<void>} */
  const readEntry = async (engine, entry, cues, isStale = () => false) => {
    const { source: given, corrections } = await readingOf(entry);
    const source = await textOf(given, engine, isStale);
    const by = await engineFor(engine, { pages: store.state.edition.entries.length, length: source.text?.length });
    const reading = await readCorrected(by, source, optionsFor(source, cues), corrections ?? initialCorrections(source, keeps()));
    if (!entry.reading?.page && !isStale()) entry.reading = reading;
  };

  /** @type {(index: number, read: number, slow: boolean) => void} */
  const reportProgress = (index, read, slow) => {
    const { edition: { entries: { length: count } }, t } = store.state;
    progressed(read, count, slow);
    emit(host, "banmian-read", { index, read, count });
    if (slow && read === count) ui.say(t("said.read", { count }));
  };

  /** @type {(edition: Edition, index: number, reading: Reading, fragment: DocumentFragment | null) => void} */
  const showPage = (edition, index, reading, fragment) => {
    Object.assign(edition.entries[index], { reading, error: null });
    content.setPage(fragment);
    ui.hidePanels();
    const { page, source: { text, name, encoding, misread, remarks } } = reading;
    if (page?.source.characters === 0) ui.showNotice(store.state.t("said.empty"), "");
    else if (misread || remarks?.length || edition.leftOut.length > 0) track(reportRemarks(context, reading, edition));
    store.set({ edition, index, reading, status: "ready" });
    emit(host, "banmian-load", { page, text, name, encoding, index, count: edition.entries.length });
  };

  /** @type {(produce: () => Promise<Reading>, opening: Opening, isStale: () => boolean) => Promise<unknown>} */
  const open = async (produce, { edition = null, index = 0, isTurn = false }, isStale) => {
    const before = store.state.reading;
    const hasSeveralPages = () => (edition?.entries.length ?? 0) > 1;
    /** @type {Reading | null} */
    let given = null;
    try {
      given = await produce();
      /** @type {unknown} */
      let refused = null;
      const engine = await readerFor([...packs(host), ...cues]).catch((error) => {
        refused = error;
        return null;
      });
      given = { ...given, source: await textOf(given.source, engine, isStale, true) };
      const several = !refused && !hasSeveralPages() && (await expanded(given.source));
      if (several) {
        several.leftOut.push(...(edition?.leftOut ?? []));
        edition = several;
        given = await readingOf(several.entries[0]);
        given = { ...given, source: await textOf(given.source, engine, isStale) };
      }
      if (refused) rethrowAtStage("engine")(refused);
      await Promise.all([styled(hasSeveralPages()), parsed()]);
      if (isStale()) return;
      const read = await loadPacks();
      await yieldToBrowser();
      const { reading, fragment } = await readShown(read.engine, given, read.cues);
      await yieldToBrowser();
      if (isStale()) return;
      showPage(edition ?? single(reading.source), index, reading, fragment);
      if (reading.corrections?.error) reportEditsError(context, reading.corrections.error);
      // found in the task that paints, so that no frame shows another place; with a pane beside, that would be too long
      if (!isBeside(store.state.view)) await beforePaint();
      if (isStale()) return;
      // of this and of the place a screen reader may say the later one alone
      ui.say(store.state.t("said.loaded", { count: reading.page?.articles.length }));
      const standing = arrived(before, isTurn);
      if (read.wrong.length > 0) reportPacks(context, read.wrong);
      prefetchPages(read, isStale);
      await standing;
    } catch (error) {
      await Promise.all([styled(hasSeveralPages()), /** @type {StagedError} */ (error).stage === "form" && ui.furnish()?.catch(() => {})]);
      if (isStale()) return;
      const source = given?.source ?? null;
      const keepsShown = !hasSeveralPages() && content.hasPage();
      if (!keepsShown) {
        edition ??= unreadable(source);
        Object.assign(edition.entries[index], { error });
        store.set({ edition, index, reading: { source: { text: "", ...source }, page: null, corrections: null } });
      }
      reportFailure(context, error, source, keepsShown);
      await failed();
    }
  };

  // The other pages of the edition, one after the other.
  /** @type {(read: { engine: any, cues: Cues[] }, isStale: () => boolean) => void} */
  const prefetchPages = ({ engine, cues }, isStale) => {
    const { entries } = store.state.edition;
    const read = async (/** @type {Entry} */ entry) => {
      if ((await engineFor(engine, { pages: entries.length })) === engine) await idle();
      if (!isStale()) await readEntry(engine, entry, cues, isStale);
    };
    readAhead(entries, read, isStale, reportProgress);
  };

  /**
   * Reads and shows what `produce` gives. Of two loads the later one wins.
   *
   * @param {() => Promise<Reading>} produce
   * @param {Opening} [opening]
   * @returns {Promise<void>}
   */
  const load = (produce, opening = {}) => {
    const mine = ++generation;
    turned = opening.isTurn ? (opening.index ?? 0) : null;
    store.set({ status: "loading" });
    const slow = setTimeout(() => ui.say(store.state.t("said.loading")), SLOW);
    ready = open(produce, opening, () => mine !== generation).then(() => clearTimeout(slow));
    return ready;
  };

  /**
   * Reads anew what is shown: something that it is read with has changed.
   *
   * @param {Partial<Source>} [changes]
   */
  const reload = (changes = {}) => {
    const { reading, edition, index, status } = store.state;
    const source = { ...reading.source, ...changes, page: undefined };
    if ((reading.page === null && !source.bytes) || status === "loading") return ready;
    for (const entry of edition.entries) if (entry.reading) entry.reading = { ...entry.reading, page: null };
    return load(async () => ({ source, page: null, corrections: reading.corrections }), { edition, index });
  };

  return {
    load,
    reload,
    loadPacks,
    optionsFor,
    keeps,
    /** The load under way. */
    get ready() { return ready; },
    /** The page that is shown, or that is turned to just now. */
    get index() { return turned ?? store.state.index; },
    /** Whether nothing has been loaded yet. */
    get isFresh() { return generation === 0; },
    get cues() { return [...cues]; },
    set cues(given) {
      cues = given;
      reload();
    },

    /** Reads in another encoding; without one named, in the attribute's or the one the bytes look like. */
    decodeAs: (/** @type {string} */ named = "") => (store.state.reading.source.bytes ? reload({ named }) : ready),

    /** Shows another page of the edition. */
    turnTo: (/** @type {number} */ index) => {
      const { edition } = store.state;
      return load(() => readingOf(edition.entries[index]), { edition, index, isTurn: true });
    },

    /** Puts a corrected reading in the place of the one that is shown. */
    replace: (/** @type {Reading} */ reading) => {
      const { edition, index } = store.state;
      edition.entries[index].reading = reading;
      store.set({ reading });
    },

    /** Reads a page of the edition where it is not read yet. */
    readPage: async (/** @type {number} */ index) => {
      const { engine, cues } = await loadPacks();
      const entry = store.state.edition.entries[index];
      await readEntry(engine, entry, cues).catch((error) => (entry.error = error));
    },

    /** Reads all pages of the edition that are not read yet. */
    readAll: async () => {
      const { engine, cues } = await loadPacks();
      for (const entry of store.state.edition.entries.filter(({ reading }) => !reading?.page)) {
        await readEntry(engine, entry, cues).catch((error) => (entry.error = error));
      }
    },
  };
};
