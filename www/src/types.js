// The types of what the package takes and gives, beside those of its schemas.

/** @import { Anchor, Edits } from "../types/edits.js" */
/** @import { Block, Page } from "../types/page.js" */

/** @typedef {Block["role"]} Role */

/**
 * What a page can be read from: a text, its bytes, or a text with a name.
 * @typedef {string | Blob | ArrayBuffer | ArrayBufferView | { text: string, name?: string }} Source
 */

/**
 * A language pack: its TOML, or an object of the same fields.
 * @typedef {string | Record<string, string | string[]>} Cues
 */

/** @typedef {"page" | "list" | "story" | "source"} View */

/**
 * A page of an edition.
 * @typedef {object} OpenPage
 * @property {string} name
 * @property {string | null} text null where it is not read yet
 * @property {Page | null} page null where it is not read yet
 * @property {Edits | null} edits null where nothing is corrected
 */

/**
 * An edit of a list that could not be made, or was made though something has changed.
 * @typedef {object} Conflict
 * @property {number} edit its place in the list
 * @property {boolean} applied
 * @property {string} problem
 * @property {string} message what is wrong, where, and what to do, in English
 * @property {Anchor | null} at where
 */

/** @typedef {"headlines" | "bylines" | "captions" | "text" | Role} FindRole */

/**
 * Something found: on which page, in which story, and where in the page's text, in UTF-16 units.
 * @typedef {object} Hit
 * @property {number} page
 * @property {string | null} story null of what is in no story
 * @property {Role} role
 * @property {[start: number, end: number][]} ranges
 */

/**
 * @typedef {object} ParseOptions
 * @property {string} [encoding] what bytes are read in, instead of what they look like; any name of the Encoding Standard
 * @property {string} [language] the language pack to read with, instead of the one that fits best
 * @property {Cues | Cues[]} [cues] language packs beside the built-in ones
 */

/**
 * @typedef {object} RenderOptions
 * @property {string} [prefix] put before every id
 * @property {boolean} [style] whether the articles' style is added to the document, or shadow root, where it is missing
 */

export {};
