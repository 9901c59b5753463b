// The types that the viewer's modules share, beside those that the package gives.

/** @typedef {import("../../types/page.js").Page} Page */
/** @typedef {import("../../types/page.js").Article} Article */
/** @typedef {import("../../types/page.js").Block} Block */
/** @typedef {import("../../types/page.js").Span} Span */
/** @typedef {import("../../types/page.js").Diagnostic} Diagnostic */
/** @typedef {import("../../types/edits.js").Edits} Edits */
/** @typedef {import("../types.js").Conflict} Conflict */
/** @typedef {import("../types.js").Cues} Cues */
/** @typedef {import("../types.js").OpenPage} OpenPage */
/** @typedef {import("../types.js").Role} Role */
/** @typedef {import("../types.js").View} View */

/**
 * A text or bytes, with what is said of how to read them. Nothing changes it: what is found out
 * later makes a new one.
 *
 * @typedef {object} Source
 * @property {string} [text] what it holds as text, once it is decoded
 * @property {Uint8Array} [bytes]
 * @property {string[]} [texts] the pages that the bytes hold
 * @property {number} [leaf] which of those this one is
 * @property {import("../types.js").Sheet} [sheet] where its lines stand on paper
 * @property {string} [form] what the bytes are said to be: `pdf`, `text` …
 * @property {Part[]} [parts] the pages of that document
 * @property {Remark[]} [remarks] what a reader should know of how it was read
 * @property {string} [name] of its file
 * @property {string} [encoding] what the bytes were read in
 * @property {boolean} [doubtful] whether they may well be another text in another encoding
 * @property {string} [named] the encoding that was asked for
 * @property {{ lost: number, likely: string } | null} [misread] what speaks against that: characters lost, and the encoding that it looks like
 * @property {string} [language] the language pack that was asked for
 * @property {boolean} [own] whether the reader opened it
 * @property {string} [base] the address that it came from
 * @property {File[]} [files] what was opened together with it: what a list of pages names, or the picture of the page
 * @property {File[]} [others] the page in other forms, to be read where this one has no text
 * @property {Edits} [edits] the corrections that came with it
 * @property {Error} [editsError] why those could not be read
 * @property {import("../types.js").Note[]} [notes] the reader's notes that came with it
 * @property {Page} [page] the page, where it came read
 * @property {string} [title] of the edition, where it is a list of pages
 * @property {unknown[]} [pages] the list
 */

/** @typedef {{ text: string, sheet: import("../types.js").Sheet, index: number }} Part a page of a document, by which of its pages it is, from 0 */

/** @typedef {{ kind: string, message: string } & Record<string, unknown>} Remark */

/**
 * What a person has corrected in a page.
 *
 * @typedef {object} Corrections
 * @property {Edits | null} edits those that are made
 * @property {Edits | null} carried those that came with the source
 * @property {string | null} unused what this browser has kept and could not be used
 * @property {Conflict[]} conflicts
 * @property {Error | null} error why the list could not be read
 */

/**
 * A source and what was read from it; `page` is null where it could not be read, or is to be read
 * anew.
 *
 * @typedef {object} Reading
 * @property {Source} source
 * @property {Page | null} page
 * @property {Corrections | null} corrections
 */

/**
 * A page of an edition. The loader alone changes it.
 *
 * @typedef {object} Entry
 * @property {any} given what it is read from: an address, a file, bytes, a text
 * @property {Partial<Source>} options
 * @property {File} [editsFile] the file of its corrections
 * @property {string} name
 * @property {Reading | null} reading
 * @property {Error | null} error
 */

/** @typedef {{ name: string, why: string }} LeftOut a file that was given and is no page, and why */

/** @typedef {{ title: string, entries: Entry[], leftOut: LeftOut[] }} Edition */

/** @typedef {{ view: View, story: string | null, index?: number }} Place */

/**
 * Gives the words of the interface for a key, with `values` in the places for them. Those of what is
 * seen at first are there at once, the others once it is `isWhole`, which `complete` makes it.
 *
 * @typedef {((key: string, values?: Record<string, unknown>) => string) & { tag: string, has: (key: string) => boolean, css: [string, string][], readonly isWhole: boolean, complete: () => Promise<void> }} Translate
 */

/** @typedef {import("../store.js").Store} Store */
/** @typedef {import("../ui/frame.js").Frame} Frame */
/** @typedef {import("../loader.js").Loader} Loader */
/** @typedef {import("../reading/content.js").Content} Content */

/**
 * What the parts of one viewer share.
 *
 * @typedef {object} Context
 * @property {import("../element.js").BanmianViewer} host
 * @property {Store} store
 * @property {Frame} ui the shadow root
 * @property {Content} content the articles
 * @property {Loader} loader
 * @property {<T>(promise: Promise<T>) => Promise<T>} track has a promise waited for before the view is settled
 */

export {};
