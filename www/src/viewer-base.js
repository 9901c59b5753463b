// What the viewer is to a document: its attributes, the properties that are no more than those, its
// events, parts and custom properties. The package's manifest and the tables of README.md are made of
// this and of element.js.

// Node has no elements, but imports them.
/** @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ?? class {};

/**
 * Shows the text layer of a newspaper page as the newspaper's articles, as a page, a front page, a list,
 * one story at a time, beside its source, or beside the printed page.
 *
 * @summary Shows the text layer of a newspaper page as the newspaper's articles.
 * @tag banmian-viewer
 *
 * @attr {URL} src - the text to load
 * @attr {"page" | "list" | "story" | "source" | "facsimile" | "front"} [view="page"] - what is shown; of an edition `list` and `front` are the contents and the front page of all its pages, of a page by itself `front` is the page, in a narrow viewer the beginnings of its stories by their rank; `facsimile` is the printed page beside its stories, where it is known how the lines stand on paper, and else `page`
 * @attr {string} story - `a1`, `a2`, …: the story opened in `view="story"` and marked in the others
 * @attr {URL} image - a picture of the printed page, which the facsimile shows behind its text; a IIIF image, or its `info.json`, at a size for the window
 * @attr {string} prefix - put before every id; chosen by the viewer when another viewer has taken the ids
 * @attr {string} encoding - what bytes are read in, instead of what they look like; any name of the Encoding Standard
 * @attr {"text" | "pdf" | "alto" | "hocr" | "page" | "markdown" | "pdfjs"} form - what the bytes that are opened are, instead of what they look like; `text` reads no document, and `markdown` a text within the viewer, too
 * @attr {string} language - `zh-Hans`, `zh-Hant`, `en`, `ja`, that of a pack given, or `und`: the language pack to read with, instead of the one that fits best; with `files` the reader can choose one for a text of their own
 * @attr {boolean} hash - the viewer keeps its place in the document's address: `#a3`, `#front`, `#list`, `#source`, `#source/a3`, `#facsimile/a3`; `#p2/a3` on the second page of an edition. For documents that are nothing but the viewer: single keys and what is pasted are heard wherever the focus is, and the document's title and its heading `.bm-title` say what is shown. On a phone it shows `front` at first, where there is no `view` and the address names no place
 * @attr {boolean} history - without `hash`, every place that the reader goes to is an entry of the document's history, with the address that is there; Back from a story leads to the page. The place is kept in `history.state` as `banmian`, beside what the document keeps there, by the viewer's `id` where it has one
 * @attr {"full" | "compact" | "none"} [bar="full"] - the tool bar's buttons: all that there is room for; the page, finding and the type, with all else behind “⋯”; or none, except for the way back to the page where something else is shown. Keys and methods are heard whatever it is
 * @attr {boolean} contained - the viewer is as high as its host makes it, 40rem where nothing is said, and scrolls within itself
 * @attr {boolean} files - the reader may open a text of their own: buttons in the tool bar, and files dropped on the viewer
 * @attr {"" | "kept"} corrections - the reader may correct the page: a button in the tool bar, the key `e`. With `kept` the corrections are kept in the browser's storage, under a number made from the text, and made again when the text is read again; what is kept and is no list is said, and put aside under that name and `:unused` when the reader corrects anew
 * @attr {boolean} sample - the page is the sample that the viewer is built with: a strip says what was done to read it, and the first time in a browser its lines fly together from the heap that they are. Set by the build alone; taken away when another text is opened
 * @attr {"" | "kept"} notes - the reader may mark passages and write notes: the menu of a selection, a button in the tool bar, the keys `m`, `M` and `k`. With `kept` they are kept in the browser's storage, under a number made from the text, and found again when the text is read again; without, while the document is open
 * @attr {boolean} correcting - the page is being corrected, in the view of the source or the facsimile
 * @attr {"zh-Hans" | "zh-Hant" | "en"} lang - the words of the interface; without it the browser's languages decide
 * @attr {"system" | "paper" | "light" | "sepia" | "dark" | "contrast"} [theme="system"] - colours; `system` follows light or dark, and the wish for more contrast
 * @attr {number} [size=100] - 70 … 250: size of the type in per cent
 * @attr {number} [leading=1.8] - 1.2 … 3: line height; 1.5 in scripts with letters where nothing is said
 * @attr {number} [measure=42] - 16 … 80: length of a story's lines, in ems
 * @attr {"auto" | "1" | "2" | "3" | "4" | "5" | "6"} [columns="auto"] - columns of the page at most, or tiers where lines run down
 * @attr {"song" | "hei" | "kai"} [font="song"] - face of the text
 * @attr {"horizontal" | "vertical"} [writing="horizontal"] - direction of the lines of Chinese, Japanese and Korean in `page` and `story`
 * @attr {"source" | "hans" | "hant"} [script="source"] - characters a Chinese text is shown in
 * @attr {"auto" | "source" | "full"} [punctuation="auto"] - half-width punctuation beside Chinese characters: as it is, or full-width, with corner brackets for quotation marks in traditional characters; `auto` is full-width in Chinese texts, `full` in Japanese and Korean ones, too. Only what is shown: what is copied and saved has the source's
 * @attr {"empty" | "loading" | "ready" | "error"} [state="empty"] - set by the viewer, to read only
 *
 * @fires {CustomEvent<{ page: Page; text: string; name: string; encoding: string; index: number; count: number }>} banmian-load - the articles are in the document, of page `index` of `count`
 * @fires {CustomEvent<{ index: number; read: number; count: number }>} banmian-read - a page of the edition that is not shown has been read, as `read` of `count`
 * @fires {CustomEvent<{ error: Error; stage: "fetch" | "file" | "form" | "decode" | "manifest" | "engine" | "parse" | "cues" | "edits" | "notes"; text: string | null }>} banmian-error - a message and, where there is one, the original text are shown; with `cues`, the page as read without the pack; with `edits` and a file of corrections, the page without them; with `notes`, what was shown before a file of notes
 * @fires {CustomEvent<{ story: string; index: number }>} banmian-open - a story of page `index` is about to open; `preventDefault()` keeps it closed
 * @fires {CustomEvent<{}>} banmian-type - the shown characters have changed, as `script`, `punctuation` or `writing` want it; the source has not
 * @fires {CustomEvent<{ start: number; end: number; role: Role; story: string; line?: number }>} banmian-select - a piece was chosen
 * @fires {CustomEvent<{ edits: Edits | null; conflicts: Conflict[]; page: Page; index: number }>} banmian-edit - the page shown has been corrected, or a correction taken back; `conflicts` says which edits could not be made, and why
 * @fires {CustomEvent<{ notes: Note[]; index: number }>} banmian-note - the notes on page `index` have changed
 * @fires {CustomEvent<{ query: string; count: number; index: number }>} banmian-find - something was looked for, or the reader went to another hit; `index` counts from 0 and is -1 where nothing was found
 *
 * @slot - the text: a `<script>` of type `text/plain` or `application/json`; language packs: `<script type="application/toml">`; and the `<main class="bm-main">` the articles stand in, made where there is none
 *
 * @csspart bar - the tool bar, with one button a view, `[data-view="page"]`, `[data-view="front"]` (of an edition, or in a narrow viewer), `[data-view="list"]`, `[data-view="source"]`, and `[data-view="facsimile"]` where the page has one, `aria-pressed` on the one shown
 * @csspart pages - in an edition: `[data-turn="-1"]`, a choice of all pages, `[data-turn="1"]`
 * @csspart more - what of the tool bar there is no room for, behind the button `[data-act="more"]`; a part of the row where there is
 * @csspart type - the panel of the type's settings
 * @csspart save - the choice of forms to save in
 * @csspart notice - the panel of messages
 * @csspart note - a message for a moment
 * @csspart drop - what is shown while files are carried over the viewer
 * @csspart welcome - what is shown before there is a text
 * @csspart sample - the strip that says what became of the sample, where the viewer is built with one
 * @csspart origin - the panel that says what the text was read as
 * @csspart encoding - the choice of an encoding where the text came as bytes
 * @csspart language - the choice of a language pack
 * @csspart panes - source and reading beside each other
 * @csspart source - the pane of the source or the facsimile, with the legend of the roles
 * @csspart zoom - the buttons that enlarge the facsimile
 * @csspart reading - the pane of the articles
 * @csspart why - the panel of reasons
 * @csspart correct - the panel in which the page is corrected: doubts, what can be done with a piece, and what was done
 * @csspart pager - at the end of a story: the next one, `[data-step="1"]`, and the one before, `[data-step="-1"]`, in an edition also of other pages
 * @csspart offer - what is offered at the foot of the window, in a document that is nothing but the viewer: to go on where the reader was, to keep their files, to open those again
 * @csspart find - the find bar
 * @csspart hits - its list
 * @csspart anchor - the control that copies links
 * @csspart selection - the menu of a selection
 * @csspart notes - the list of notes
 * @csspart note-form - what a note is written in
 * @csspart note-signs - the numbers at the ends of passages that have a note
 * @csspart note-undo - the message that a note is deleted
 * @csspart speech - what reads aloud
 * @csspart keys - the list of keys
 *
 * @cssprop {<color>} --banmian-paper - the ground
 * @cssprop {<color>} --banmian-ink - the text
 * @cssprop {<color>} --banmian-quiet - bylines, folio and what is not the story
 * @cssprop {<color>} --banmian-rule - the lines between columns and stories
 * @cssprop {<color>} --banmian-accent - links and what is chosen
 * @cssprop {<color>} --banmian-tint - the ground of boxes and panels
 * @cssprop {<color>} --banmian-role-rubric - the colour of the role `rubric` in the source view
 * @cssprop {<color>} --banmian-role-kicker - the colour of the role `kicker` in the source view
 * @cssprop {<color>} --banmian-role-headline - the colour of the role `headline` in the source view
 * @cssprop {<color>} --banmian-role-deck - the colour of the role `deck` in the source view
 * @cssprop {<color>} --banmian-role-subhead - the colour of the role `subhead` in the source view
 * @cssprop {<color>} --banmian-role-byline - the colour of the role `byline` in the source view
 * @cssprop {<color>} --banmian-role-paragraph - the colour of the role `paragraph` in the source view
 * @cssprop {<color>} --banmian-role-caption - the colour of the role `caption` in the source view
 * @cssprop {<color>} --banmian-role-credit - the colour of the role `credit` in the source view
 * @cssprop {<color>} --banmian-role-teaser - the colour of the role `teaser` in the source view
 * @cssprop {<color>} --banmian-role-jump - the colour of the role `jump` in the source view
 * @cssprop {<color>} --banmian-role-furniture - the colour of the role `furniture` in the source view
 * @cssprop --banmian-song - font stack of the text
 * @cssprop --banmian-hei - font stack of the interface and of rubrics
 * @cssprop --banmian-kai - font stack of names, captions and decks
 * @cssprop --banmian-text - face of the text; one of the stacks
 * @cssprop {<length>} --banmian-size - size of the body text
 * @cssprop {<number>} --banmian-leading - line height of the body text
 * @cssprop {<length>} --banmian-measure - width of a story that is read by itself: 42 times the size
 * @cssprop {<length>} --banmian-most - width of the page at most, without its margins
 * @cssprop {<length>} --banmian-pad - margins of the page
 * @cssprop {<length>} --banmian-gap - room between columns
 * @cssprop --banmian-writing - as the attribute `writing`, where that is not set
 * @cssprop --banmian-script - as the attribute `script`, where that is not set
 * @cssprop --banmian-punctuation - as the attribute `punctuation`, where that is not set
 */
export class ViewerBase extends Base {
  /**
   * the attribute of this name
   * @type {boolean}
   */
  get correcting() { return this.hasAttribute("correcting"); }
  set correcting(on) { this.toggleAttribute("correcting", Boolean(on)); }

  /**
   * set by the viewer, to read only
   * @type {"empty" | "loading" | "ready" | "error"}
   * @attr
   * @reflect
   */
  get state() { return /** @type {"empty" | "loading" | "ready" | "error"} */ (this.getAttribute("state") ?? "empty"); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get bar() { return this.getAttribute("bar"); }
  set bar(value) { setAttribute(this, "bar", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get src() { return this.getAttribute("src"); }
  set src(value) { setAttribute(this, "src", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get image() { return this.getAttribute("image"); }
  set image(value) { setAttribute(this, "image", value); }

  /**
   * the attribute of this name
   * @type {string}
   * @attr
   * @reflect
   */
  get encoding() { return this.getAttribute("encoding") ?? ""; }
  set encoding(value) { setAttribute(this, "encoding", value || null); }

  /**
   * the attribute of this name
   * @type {string}
   * @attr
   * @reflect
   */
  get form() { return this.getAttribute("form") ?? ""; }
  set form(value) { setAttribute(this, "form", value || null); }

  /**
   * the attribute of this name
   * @type {string}
   * @attr
   * @reflect
   */
  get language() { return this.getAttribute("language") ?? ""; }
  set language(value) { setAttribute(this, "language", value || null); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get theme() { return this.getAttribute("theme"); }
  set theme(value) { setAttribute(this, "theme", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get size() { return this.getAttribute("size"); }
  set size(value) { setAttribute(this, "size", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get leading() { return this.getAttribute("leading"); }
  set leading(value) { setAttribute(this, "leading", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get measure() { return this.getAttribute("measure"); }
  set measure(value) { setAttribute(this, "measure", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get columns() { return this.getAttribute("columns"); }
  set columns(value) { setAttribute(this, "columns", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get font() { return this.getAttribute("font"); }
  set font(value) { setAttribute(this, "font", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get writing() { return this.getAttribute("writing"); }
  set writing(value) { setAttribute(this, "writing", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get script() { return this.getAttribute("script"); }
  set script(value) { setAttribute(this, "script", value); }

  /**
   * the attribute of this name
   * @type {string | null}
   * @attr
   * @reflect
   */
  get punctuation() { return this.getAttribute("punctuation"); }
  set punctuation(value) { setAttribute(this, "punctuation", value); }
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value null takes the attribute away
 */
const setAttribute = (element, name, value) => {
  if (value == null) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
};
