// Takes in the notes of files: each goes to the page on which its words stand.

import { emit } from "../../events.js";
import { isCollection, merged, notesIn, targetsOf } from "./annotations.js";

/** @import { Context, Reading, Source } from "../../model/types.js" */
/** @import { Note } from "../../types.js" */
/** @import { PlacedNote } from "./placing.js" */

/**
 * `place` finds notes on a page, `change` changes the list of a text, `addressOf` says what the text of a
 * page is called.
 *
 * @typedef {object} Means
 * @property {(notes: Note[], reading: Reading) => Promise<PlacedNote[]>} place
 * @property {(act: (list: Note[]) => Note[], of?: Source) => Promise<void>} change
 * @property {(index: number) => string} addressOf
 */

/**
 * What opens files of which some hold notes: the others are opened as pages first, by `openPages`.
 *
 * @param {Pick<Context, "host" | "store" | "ui" | "loader">} context
 * @param {Means} means
 */
export const createTakingIn = ({ host, store, ui, loader }, { place, change, addressOf }) => {
  // The page of the edition that a note is of: one that has its words, rather the one that it names, or
  // that is shown; without any the one that it names, or that is shown.
  /** @type {(note: Note, pages: { reading: Reading, index: number }[]) => Promise<{ reading: Reading, isFound: boolean }>} */
  const pageOf = async (note, pages) => {
    const names = targetsOf(note).map(({ source }) => source);
    const rank = (/** @type {{ index: number }} */ { index }) => Number(names.includes(addressOf(index))) * 2 + Number(index === store.state.index);
    const ranked = [...pages].sort((a, b) => rank(b) - rank(a));
    for (const { reading } of ranked) {
      const [{ stretches }] = await place([note], reading);
      if (stretches.length > 0) return { reading, isFound: true };
    }
    return { reading: ranked[0].reading, isFound: false };
  };

  const takeIn = async (/** @type {Note[]} */ notes) => {
    const { t, edition: { entries } } = store.state;
    if (entries.length > 1) await loader.readAll();
    const pages = entries.flatMap(({ reading }, index) => (reading?.page ? [{ reading, index }] : []));
    if (pages.length === 0) return ui.note(t("notes.no-page"));
    /** @type {Map<Source, Note[]>} */
    const sorted = new Map();
    let lost = 0;
    for (const note of notes) {
      const { reading: { source }, isFound } = await pageOf(note, pages);
      sorted.set(source, [...(sorted.get(source) ?? []), note]);
      lost += Number(!isFound);
    }
    for (const [source, own] of sorted) await change((list) => merged(list, own), source);
    ui.note(t(lost > 0 ? "notes.taken.some" : "notes.taken", { count: notes.length, lost }));
  };

  // What a file has that is no list of notes, though it is called one.
  const refuse = (/** @type {File} */ { name }, /** @type {Error} */ error) => {
    const { t, reading } = store.state;
    ui.showNotice(t("notes.unreadable"), t("notes.unreadable.then"), `${name}: ${error.message}`);
    emit(host, "banmian-error", { error, stage: "notes", text: reading.source.text });
  };

  return async (/** @type {any[]} */ files, /** @type {(pages: any[]) => Promise<unknown>} */ openPages) => {
    const sorted = await Promise.all(files.map(async (file) => ({ file, notes: await notesOf(file) })));
    const pages = sorted.filter(({ notes }) => notes === null).map(({ file }) => file);
    if (pages.length > 0) await openPages(pages);
    await loader.ready;
    for (const { file, notes } of sorted) {
      if (notes instanceof Error) refuse(file, notes);
      else if (notes) await takeIn(notes);
    }
  };
};

/** @type {(file: any) => Promise<Note[] | Error | null>} the notes in a file, what is wrong with them, or null where it holds none */
const notesOf = async (file) => {
  if (!(file instanceof File) || !/\.json$/i.test(file.name)) return null;
  const isNamed = /\.notes\.json$/i.test(file.name);
  try {
    const data = JSON.parse(await file.text());
    if (!isCollection(data) && !isNamed) return null;
    const notes = notesIn(data);
    return notes.length > 0 ? notes : new Error("it has no annotation with a TextQuoteSelector");
  } catch (error) {
    return isNamed ? /** @type {Error} */ (error) : null;
  }
};
