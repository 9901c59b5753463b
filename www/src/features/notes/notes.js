// The reader's notes and marks: made, shown on the page, opened, taken away and taken in.

import css from "../../../styles/notes.css";
import { emit } from "../../events.js";
import { isBeside } from "../../model/views.js";
import { highlightsOf, isShown, reveal } from "../../reading/highlights.js";
import { createGroup } from "../export/choices.js";
import { copyToClipboard } from "../links/copy.js";
import { selectorsOf } from "./anchoring.js";
import { changed, createNote, INKS, inkOf, languageOf, merged, notesIn, quoteOf, targetsOf, USUAL, wordsOf } from "./annotations.js";
import { keepingOf } from "./keeping.js";
import { createNoteForm } from "./note-form.js";
import { createNoteList } from "./note-list.js";
import { passageAt } from "./passage.js";
import { createPlacing } from "./placing.js";
import { createSigns } from "./signs.js";
import { linksTo } from "./passage-links.js";
import { createTakingIn } from "./taking-in.js";
import { createUndo } from "./undo.js";

/** @import { Context, Source } from "../../model/types.js" */
/** @import { Range as Stretch } from "../../model/search.js" */
/** @import { Navigation } from "../../reading/navigation.js" */
/** @import { Note, NoteTarget } from "../../types.js" */
/** @import { Ink } from "./annotations.js" */
/** @import { PlacedNote } from "./placing.js" */

/** @typedef {Awaited<ReturnType<typeof createNotebook>>} Notebook */

/** @typedef {{ save: (form: string) => unknown, signal: AbortSignal }} Means what has the browser save a form, and what says that the viewer has left the document */

/**
 * @param {Context} context
 * @param {Navigation} navigation
 * @param {Means} means
 */
export const createNotebook = async (context, navigation, { save, signal }) => {
  const { host, store, ui } = context;
  await ui.furnish();
  const { notes: opener } = ui.bar;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  ui.root.adoptedStyleSheets.push(sheet);
  const highlights = highlightsOf(host);
  const keeping = keepingOf(host);
  const place = createPlacing();
  /** @type {PlacedNote[]} those of the page that is shown */
  let shown = [];
  /** @type {{ note: Note | null, target: NoteTarget[], stretches: Stretch[], source: Source } | null} what the form is open for */
  let written = null;
  let isPainted = false;
  let isTold = false;
  const t = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => store.state.t(key, values);
  const source = () => store.state.reading.source;
  const list = () => keeping.read(source());

  const form = createNoteForm(context, {
    save: (words, ink) => keep(words, ink),
    remove: () => remove(),
    link: async () => {
      const { reading: { page, source: { text = "" } }, index } = store.state;
      if (!written || !page) return;
      const link = await linksTo(host, { text, page }, index);
      await copyToClipboard(link(written.stretches[0][0], written.target.map(quoteOf)));
      form.linked();
      ui.say(t("link.done"));
    },
    closed: () => paint(),
  });
  const signs = createSigns(context, (placed) => edit(placed));
  const undo = createUndo(context);
  const noteList = createNoteList(context, opener, {
    lead: (placed, index) => lead(placed, index),
    edit: async (placed, index) => {
      if (placed.stretches.length > 0) await lead(placed, index);
      edit(placed, store.state.edition.entries[index].reading?.source);
    },
    save,
  });

  const paint = () => {
    const draft = form.isOpen && written && !written.note ? written.stretches : [];
    if (shown.length + draft.length === 0 && !isPainted) return;
    isPainted = shown.length + draft.length > 0;
    for (const ink of /** @type {Ink[]} */ (Object.keys(INKS))) {
      const stretches = shown.filter(({ note }) => inkOf(note) === ink).flatMap(({ stretches }) => stretches);
      highlights.paint(`bm-mark-${ink}`, ink === USUAL ? [...stretches, ...draft] : stretches);
    }
    signs.show(signed().map((placed, i) => {
      const range = highlights.ranges(placed.stretches).filter((range) => isShown(range) && inReading(range)).at(-1);
      return { placed, range, label: t("notes.sign", { number: i + 1, words: wordsOf(placed.note).slice(0, 40) }) };
    }));
  };

  const signed = () => shown.filter(({ note, stretches }) => stretches.length > 0 && wordsOf(note) !== "");
  const inReading = (/** @type {Range} */ { startContainer }) => startContainer.parentElement?.closest(".bm-page") != null;

  let generation = 0;
  /** Shows the notes of the page as they are by now. */
  const refresh = async () => {
    opener.hidden = !host.hasAttribute("notes");
    const mine = ++generation;
    const { reading } = store.state;
    const placed = reading.page ? await place(list(), reading) : [];
    if (mine !== generation) return;
    shown = placed;
    highlights.refresh();
    paint();
    if (noteList.isOpen) await showList();
  };

  const showList = async () => {
    const { entries } = store.state.edition;
    const pages = entries.flatMap(({ name, reading }, index) => (reading?.page ? [{ index, name, reading }] : []));
    noteList.show(await Promise.all(pages.map(async ({ reading, ...page }) => ({ ...page, notes: await place(keeping.read(reading.source), reading) }))));
  };

  /** @type {(act: (list: Note[]) => Note[], of?: Source) => Promise<void>} */
  const change = async (act, of = source()) => {
    const isKept = keeping.change(of, act);
    if (!isKept && !isTold) ui.note(t("notes.unkept"));
    isTold ||= !isKept;
    await refresh();
    const index = store.state.edition.entries.findIndex(({ reading }) => reading?.source === of);
    emit(host, "banmian-note", { notes: structuredClone(keeping.read(of)), index: Math.max(0, index) });
  };

  // What the text of a page is called: its file, or where it stands in this document.
  const addressOf = (/** @type {number} */ index) => {
    const { name } = store.state.edition.entries[index];
    if (name) return name.replace(/[\s<>"{}|\\^`%]/g, encodeURIComponent);
    return `${location.href.replace(/#.*/, "")}${index > 0 ? `#p${index + 1}/page` : ""}`;
  };

  /** Marks what is selected, or the block at which the keyboard is; with `isWritten` a note on it is begun. */
  const make = async (/** @type {boolean} */ isWritten) => {
    const { reading: { page, source: of }, index } = store.state;
    const { text = "" } = of;
    const stretches = page ? passageAt(host, text) : [];
    if (stretches.length === 0) return ui.note(t("notes.nothing"));
    const same = shown.find((placed) => String(placed.stretches) === String(stretches));
    if (same) return edit(same);
    /** @type {NoteTarget[]} */
    const target = stretches.map((stretch) => ({ type: "SpecificResource", source: addressOf(index), selector: selectorsOf(text, stretch) }));
    if (isWritten) return open({ note: null, target, stretches, source: of });
    getSelection()?.removeAllRanges();
    await change((list) => [...list, createNote(target, {})]);
    ui.say(t("notes.marked", { words: quoteOf(target[0]).slice(0, 40) }));
  };

  const edit = (/** @type {PlacedNote} */ { note, stretches }, of = source()) => open({ note, target: targetsOf(note), stretches, source: of });

  const open = (/** @type {NonNullable<typeof written>} */ given) => {
    if (form.isDirty) return form.leave();
    form.close();
    written = given;
    const { note, target, stretches } = given;
    const boxes = highlights.ranges(stretches).filter(isShown).flatMap((range) => [...range.getClientRects()]);
    form.open({
      quote: target.map(quoteOf).join(" … ").replace(/\s+/g, " "),
      words: note ? wordsOf(note) : "",
      ink: note ? inkOf(note) : USUAL,
      isNew: note === null,
      isFound: stretches.length > 0,
      box: boxes.at(-1) ?? null,
      back: /** @type {HTMLElement} */ (ui.root.activeElement ?? document.activeElement),
    });
    getSelection()?.removeAllRanges();
    paint();
  };

  const keep = (/** @type {string} */ words, /** @type {Ink} */ ink) => {
    if (!written) return;
    const { note, target, source: of } = written;
    const { t: { tag }, reading: { page } } = store.state;
    const given = { words, ink, language: languageOf(words, [tag, page?.source.language ?? ""]) };
    // another window may have taken it away meanwhile
    change((list) => {
      if (!note) return [...list, createNote(target, given)];
      return list.some(({ id }) => id === note.id) ? list.map((one) => (one.id === note.id ? changed(one, given) : one)) : [...list, changed(note, given)];
    }, of);
    ui.say(t("notes.saved"));
  };

  const remove = () => {
    if (!written?.note) return;
    const { note, source: of } = written;
    change((list) => list.filter(({ id }) => id !== note.id), of);
    undo.show(t("notes.deleted"), () => change((list) => merged(list, [note]), of));
  };

  let fading = 0;
  // Goes to where a note stands: its story where one is read, else where the reader is.
  const lead = async (/** @type {PlacedNote} */ { stretches, article }, /** @type {number} */ index) => {
    const { view, story, index: from } = store.state;
    const isRead = view === "story" || view === "list";
    if (isRead && article) await navigation.show("story", article.id, index);
    else if (isRead || index !== from) await navigation.show(isRead ? "page" : view, null, index);
    else await navigation.show(view, story, index);
    noteList.makeRoom();
    await refresh();
    if (isBeside(store.state.view)) await host.select(stretches[0][0]);
    const ranges = highlights.paint("bm-linked", stretches).filter(isShown);
    clearTimeout(fading);
    fading = setTimeout(() => highlights.clear("bm-linked"), FLASH_MS);
    const range = ranges.find(inReading);
    if (!range) return;
    reveal(range, ui.scroller);
    const block = /** @type {HTMLElement} */ (range.startContainer.parentElement?.closest("[data-role]"));
    block.tabIndex = -1;
    block.focus({ preventScroll: true });
  };

  /** Opens or closes the list. */
  const toggle = async () => {
    if (!noteList.isOpen) await showList();
    noteList.toggle(!noteList.isOpen);
  };

  // A press on a passage opens its note: of several the shortest.
  host.addEventListener("click", (event) => {
    const { view } = store.state;
    const target = /** @type {Element} */ (event.target);
    const isPlain = event.button === 0 && !event.defaultPrevented && getSelection()?.isCollapsed !== false;
    if (!isPlain || !["page", "story"].includes(view) || target.closest?.("a, button")) return;
    const isIn = (/** @type {DOMRect} */ { left, right, top, bottom }) => left <= event.clientX && event.clientX <= right && top <= event.clientY && event.clientY <= bottom;
    const hit = shown.filter(({ stretches }) => highlights.ranges(stretches).some((range) => [...range.getClientRects()].some(isIn)));
    const size = (/** @type {PlacedNote} */ { stretches }) => stretches.reduce((sum, [start, end]) => sum + end - start, 0);
    hit.sort((a, b) => size(a) - size(b));
    if (hit.length > 0) edit(hit[0]);
  });
  host.addEventListener("banmian-read", () => noteList.isOpen && showList());

  /** @type {Record<string, () => unknown>} */
  const keys = { m: () => make(false), M: () => make(true), k: () => toggle() };
  noteList.setWords();
  const listen = (/** @type {AbortSignal} */ signal) => {
    addEventListener("pointerdown", form.elsewhere, { signal });
    addEventListener("storage", (event) => keeping.heard(event, source()) && refresh(), { signal });
  };
  listen(signal);

  return {
    /** The notes on the page that is shown. */
    list: () => structuredClone(list()),
    make,
    toggle,

    key: (/** @type {KeyboardEvent} */ { key, altKey, ctrlKey, metaKey }) => {
      if (!Object.hasOwn(keys, key) || altKey || ctrlKey || metaKey || !host.hasAttribute("notes")) return false;
      keys[key]();
      return true;
    },
    refresh,
    set: (/** @type {Note[]} */ notes) => change(() => notesIn(notes ?? [])),

    /** Offers what can be saved of the notes in the choice of forms, and says that a saved file has them. */
    offer: (/** @type {HTMLElement} */ panel) => {
      const count = store.state.edition.entries.reduce((sum, { reading }) => sum + (reading ? keeping.read(reading.source).length : 0), 0);
      if (count === 0) return;
      panel.querySelector('[data-form="html"]')?.append(` · ${t("save.with-notes", { count })}`);
      const choices = ["notes", "notes-markdown"].map((form) => {
        const choice = Object.assign(document.createElement("button"), { type: "button", textContent: t(`save.${form}`) });
        choice.dataset.form = form;
        choice.addEventListener("click", () => save(form));
        return choice;
      });
      panel.append(createGroup("notes", t("notes"), choices));
    },

    moved: () => {
      highlights.refresh();
      paint();
    },

    setWords: () => {
      form.setWords();
      noteList.setWords();
      undo.setWords();
      paint();
    },

    listen,

    takeIn: createTakingIn(context, { place, change, addressOf }),
  };
};

const FLASH_MS = 4000;
