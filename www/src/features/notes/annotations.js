// The reader's notes as Web Annotations: made, changed, read from a file, and written as a collection.

/** @import { Note, NoteBody, NoteTarget } from "../../types.js" */

/** The inks a passage is marked in, the usual one first, with the colour that other programs show it in. */
export const INKS = { yellow: "#f6dc83", rose: "#f3b5c0", green: "#b9dfa8", blue: "#b3d4f0" };

/** @typedef {keyof typeof INKS} Ink */

export const USUAL = "yellow";

const CONTEXT = "http://www.w3.org/ns/anno.jsonld";
const COLLECTIONS = ["AnnotationCollection", "AnnotationPage"];

/**
 * A note on stretches of a text.
 *
 * @param {NoteTarget[]} target
 * @param {{ words?: string, ink?: Ink, language?: string }} given
 * @returns {Note}
 */
export const createNote = (target, given) => {
  const now = new Date().toISOString();
  return changed({ id: newId(), type: "Annotation", motivation: "highlighting", created: now, modified: now, target }, given, now);
};

/**
 * The note with other words and in another ink. What other programs have written beside these stays.
 *
 * @param {Note} note
 * @param {{ words?: string, ink?: Ink, language?: string }} given
 * @param {string} [modified]
 * @returns {Note}
 */
export const changed = ({ body, bodyValue: _, stylesheet: __, ...note }, { words = "", ink = USUAL, language }, modified = new Date().toISOString()) => {
  const others = listOf(body).filter((one) => !isWords(one));
  /** @type {NoteBody[]} */
  const own = words.trim() === "" ? [] : [{ type: "TextualBody", value: words.trim(), format: "text/plain", ...(language ? { language } : {}), purpose: "commenting" }];
  const bodies = [...others, ...own];
  const isUsual = ink === USUAL;
  const target = targetsOf(note).map((one) => {
    const { styleClass: _, ...rest } = one;
    return isUsual ? rest : { ...rest, styleClass: ink };
  });
  return {
    ...note,
    modified,
    motivation: own.length > 0 ? "commenting" : "highlighting",
    ...(bodies.length > 0 ? { body: bodies.length === 1 ? bodies[0] : bodies } : {}),
    target,
    ...(isUsual ? {} : { stylesheet: { type: "CssStylesheet", value: `.${ink} { background-color: ${INKS[ink]} }` } }),
  };
};

/** @type {(words: string, languages: string[]) => string | undefined} the one of these languages that words can be in, by their script */
export const languageOf = (words, languages) => {
  const isHan = /\p{sc=Han}/u.test(words);
  return languages.find((tag) => /^(zh|ja)/.test(tag) === isHan);
};

/** @type {(note: Note) => string} what the reader has written */
export const wordsOf = ({ body, bodyValue }) =>
  [...(typeof bodyValue === "string" ? [bodyValue] : []), ...listOf(body).filter(isWords).map(({ value }) => value)].join("\n\n");

/** @type {(note: Note) => Ink} */
export const inkOf = (note) => {
  const named = targetsOf(note).map(({ styleClass }) => styleClass).find((name) => String(name) in INKS);
  return /** @type {Ink} */ (named ?? USUAL);
};

/** @type {(note: { target: NoteTarget | NoteTarget[] }) => NoteTarget[]} */
export const targetsOf = ({ target }) => listOf(target).filter((one) => one !== null && typeof one === "object");

/** @type {(target: NoteTarget, type: string) => any} the selector of a type, or undefined */
export const selectorOf = ({ selector }, type) => listOf(selector).find((one) => one?.type === type);

/** @type {(target: NoteTarget) => string} the words of the text that it is about */
export const quoteOf = (target) => selectorOf(target, "TextQuoteSelector")?.exact ?? "";

/**
 * All notes as a collection, in the form that files of them have.
 *
 * @param {Note[]} notes
 * @param {string} label what they are about
 */
export const collectionOf = (notes, label) => ({
  "@context": CONTEXT,
  id: newId(),
  type: "AnnotationCollection",
  label,
  total: notes.length,
  first: { id: newId(), type: "AnnotationPage", startIndex: 0, items: notes },
});

/** @type {(data: any) => boolean} whether what a file holds is notes */
export const isCollection = (data) => COLLECTIONS.includes(data?.type) && [data["@context"]].flat().includes(CONTEXT);

/**
 * The notes in a list, a page of annotations or a collection; what is none of a text is left out.
 *
 * @param {any} data
 * @returns {Note[]}
 */
export const notesIn = (data) => {
  const items = listOf(data?.first?.items ?? data?.items ?? data);
  return items.filter(isNote).map((note) => ({ ...note, id: typeof note.id === "string" ? note.id : newId() }));
};

/** @type {(mine: Note[], others: Note[]) => Note[]} both lists; of a note that both have, the one changed last */
export const merged = (mine, others) => {
  const all = new Map(mine.map((note) => [note.id, note]));
  for (const note of others) {
    const known = all.get(note.id);
    if (!known || String(known.modified ?? "") < String(note.modified ?? "")) all.set(note.id, note);
  }
  return [...all.values()];
};

/** @type {(data: any) => boolean} */
const isNote = (data) => data?.type === "Annotation" && targetsOf(data).some((target) => typeof quoteOf(target) === "string" && quoteOf(target).trim() !== "");

/** @type {(body: any) => boolean} whether a body is what the reader has written */
const isWords = (body) => body?.type === "TextualBody" && typeof body.value === "string" && (body.purpose ?? "commenting") === "commenting";

/** @type {(value: any) => any[]} */
const listOf = (value) => (value == null ? [] : [value].flat());

// An address of a blob ends with a UUID, in documents, too, where `crypto` makes none.
const newId = () => {
  const address = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(address);
  return `urn:uuid:${address.slice(-36)}`;
};
