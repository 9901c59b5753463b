// The types of what the package takes and gives, beside those of its schemas.

/** @import { Anchor, Edits } from "../types/edits.js" */
/** @import { Block, Page } from "../types/page.js" */

/** @typedef {Block["role"]} Role */

/**
 * What a page can be read from: a text, its bytes, a text with a name, or the text of pages that pdf.js gives.
 * @typedef {string | Blob | ArrayBuffer | ArrayBufferView | { text: string, name?: string } | PdfJsText} Source
 */

/**
 * The text of a PDF's page as pdf.js gives it: what `page.getTextContent()` resolves to, with the page's
 * `viewport` or its size, if they are known; or several as `pages`.
 * @typedef {{ items: object[], styles?: object, viewport?: object, width?: number, height?: number, name?: string } | { pages: object[], name?: string }} PdfJsText
 */

/**
 * A language pack: its TOML, or an object of the same fields.
 * @typedef {string | Record<string, string | string[]>} Cues
 */

/** @typedef {"page" | "list" | "story" | "source" | "facsimile" | "front"} View */

/**
 * The upright rectangle around something, from its upper left corner to its lower right one, in the unit
 * of its sheet.
 * @typedef {{ x0: number, y0: number, x1: number, y1: number }} Bounds
 */

/**
 * Characters of a text that stand on one baseline: one line of it.
 * @typedef {object} SheetRun
 * @property {{ start: number, end: number }} bytes which of the text's, in UTF-8
 * @property {number} size of the type; 0 where it is not known
 * @property {string} [face] the typeface
 * @property {boolean} [bold]
 * @property {boolean} [vertical] the characters stand one below the other
 * @property {boolean} [hidden] they are not drawn, as text under a scan
 * @property {number | null} [confidence] how sure the OCR program was, 0 to 1
 * @property {number | null} [block] runs of one block share a number
 * @property {Bounds | null} [initial] the place of a first letter that is as high as several lines
 * @property {boolean} [heading] the form says that it is one
 */

/**
 * Where the lines of a text stand on one page of paper.
 * @typedef {object} SheetPage
 * @property {number} width
 * @property {number} height
 * @property {(Bounds & SheetRun)[]} runs
 * @property {Bounds[]} [rules] lines that are drawn, as between columns
 * @property {Bounds[]} [pictures]
 */

/**
 * Where the lines of a text stand on paper, page by page.
 * @typedef {object} Sheet
 * @property {SheetPage[]} pages
 */

/**
 * A page of an edition.
 * @typedef {object} OpenPage
 * @property {string} name
 * @property {string | null} text null where it is not read yet
 * @property {Page | null} page null where it is not read yet
 * @property {Edits | null} edits null where nothing is corrected
 */

/**
 * How a note finds its stretch of the text: by its words and those around them, or by its place in characters.
 * @typedef {{ type: "TextQuoteSelector", exact: string, prefix?: string, suffix?: string } | { type: "TextPositionSelector", start: number, end: number }} NoteSelector
 */

/**
 * A stretch of the text that a note is on; `source` is what the text is called, `styleClass` the ink.
 * @typedef {{ type?: "SpecificResource", source: string, selector: NoteSelector[], styleClass?: string }} NoteTarget
 */

/**
 * What a reader has written.
 * @typedef {{ type: "TextualBody", value: string, format?: string, language?: string, purpose?: string }} NoteBody
 */

/**
 * A note or a mark of the reader's, as a Web Annotation (https://www.w3.org/TR/annotation-model/). A mark has
 * no words in its body; a note on several stretches has as many targets.
 * @typedef {object} Note
 * @property {string} id
 * @property {"Annotation"} type
 * @property {string} [motivation] `highlighting`, or `commenting` where it has words
 * @property {string} [created]
 * @property {string} [modified]
 * @property {NoteBody | NoteBody[]} [body]
 * @property {string} [bodyValue] the words, in short
 * @property {NoteTarget | NoteTarget[]} target
 * @property {{ type: "CssStylesheet", value: string }} [stylesheet] how the ink looks
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
 * What there is to know of how bytes were read; `page` (from 1), `characters` and `collection` are what the
 * message, in English, speaks of. `marks` is said of a text that may be Markdown, where what reads that could
 * not be loaded.
 * @typedef {object} FormRemark
 * @property {"unreadable" | "no-text" | "hidden" | "repaired" | "maps-missing" | "marks"} kind
 * @property {string} message
 * @property {number} [page]
 * @property {number} [characters]
 * @property {string} [collection]
 */

/** @typedef {"text" | "pdf" | "alto" | "hocr" | "page" | "markdown" | "pdfjs"} Form */

/**
 * @typedef {object} ParseOptions
 * @property {string} [encoding] what bytes are read in, instead of what they look like; any name of the Encoding Standard
 * @property {string} [language] the language pack to read with, instead of the one that fits best
 * @property {Cues | Cues[]} [cues] language packs beside the built-in ones
 * @property {Sheet} [sheet] where the lines of the text stand on paper
 * @property {Form} [form] what bytes are, instead of what they look like; `markdown` is also what a string may be
 */

/**
 * @typedef {object} RenderOptions
 * @property {string} [prefix] put before every id
 * @property {boolean} [style] whether the articles' style is added to the document, or shadow root, where it is missing
 */

export {};
