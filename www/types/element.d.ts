// Written by `cargo xtask reference` from custom-elements.json.

import type { Conflict, Cues, Edits, FindRole, Hit, OpenPage, Page, Role, Source, View } from "./index.js";

/** Shows the text layer of a newspaper page as the newspaper's articles. */
export class BanmianViewer extends HTMLElement {
  /** the text shown; set it to show another */
  text: string;
  /** the page read from it, as a plain object (the JSON of `banmian parse`); `null` before */
  get page(): Page | null;
  /** the pages of the edition, `{ name, text, page, edits }` each, one for a page by itself; `text` and `page` are `null` where it is not read yet, `edits` where nothing is corrected */
  get pages(): OpenPage[];
  /** which of them is shown, from 0 */
  get index(): number;
  /** language packs, as TOML or as objects of the same fields; set it and what is shown is read anew */
  cues: Cues[];
  /** what is corrected in the page shown, a list as `edits.schema.json` has it; set it to correct the page by it */
  edits: Edits | null;
  /** the attribute of this name */
  correcting: boolean;
  /** the load under way; never rejects */
  get ready(): Promise<void>;
  /** shows a `File`, `Blob`, bytes or a text, or a list of them as an edition */
  open(given: Source | Source[] | FileList, options?: { encoding?: string; language?: string }): Promise<void>;
  /** as the two attributes, on a page of the edition */
  show(view: View, story?: string | null, index?: number): void;
  /** shows another page of the edition */
  turn(index: number): void;
  /** marks the piece of the source that holds the UTF-16 offset `start` on both sides of the source view */
  select(start: number): void;
  /** opens the find bar with what is found; `ranges` of a hit are pairs of UTF-16 offsets in the page's text. Without a `role` everything is looked through */
  find(query: string, options?: { role?: FindRole }): Promise<Hit[]>;
  /** what is open as one HTML file: readable with scripts off, this viewer where they run */
  html(): Promise<string>;
  /** the attribute of this name */
  src: string | null;
  /** the attribute of this name */
  view: "page" | "list" | "story" | "source";
  /** the attribute of this name */
  story: string | null;
  /** the attribute of this name */
  encoding: string;
  /** the attribute of this name */
  language: string;
  /** the attribute of this name */
  lang: string;
  /** the attribute of this name */
  theme: string | null;
  /** the attribute of this name */
  size: string | null;
  /** the attribute of this name */
  leading: string | null;
  /** the attribute of this name */
  measure: string | null;
  /** the attribute of this name */
  columns: string | null;
  /** the attribute of this name */
  font: string | null;
  /** the attribute of this name */
  writing: string | null;
  /** the attribute of this name */
  script: string | null;
  /** the attribute of this name */
  punctuation: string | null;
  /** the attribute of this name */
  get state(): "empty" | "loading" | "ready" | "error";
  addEventListener<K extends keyof BanmianViewerEventMap>(type: K, listener: (this: BanmianViewer, event: BanmianViewerEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** What the viewer tells; all bubble and are composed. */
export interface BanmianViewerEventMap {
  /** the articles are in the document, of page `index` of `count` */
  "banmian-load": CustomEvent<{ page: Page; text: string; name: string; encoding: string; index: number; count: number }>;
  /** a page of the edition that is not shown has been read, as `read` of `count` */
  "banmian-read": CustomEvent<{ index: number; read: number; count: number }>;
  /** a message and, where there is one, the original text are shown; with `cues`, the page as read without the pack; with `edits` and a file of corrections, the page without them */
  "banmian-error": CustomEvent<{ error: Error; stage: "fetch" | "file" | "decode" | "manifest" | "engine" | "parse" | "cues" | "edits"; text: string | null }>;
  /** a story is about to open; `preventDefault()` keeps it closed */
  "banmian-open": CustomEvent<{ story: string }>;
  /** the shown characters have changed, as `script`, `punctuation` or `writing` want it; the source has not */
  "banmian-type": CustomEvent<{}>;
  /** a piece was chosen */
  "banmian-select": CustomEvent<{ start: number; end: number; role: Role; story: string; line?: number }>;
  /** the page shown has been corrected, or a correction taken back; `conflicts` says which edits could not be made, and why */
  "banmian-edit": CustomEvent<{ edits: Edits | null; conflicts: Conflict[]; page: Page; index: number }>;
  /** something was looked for, or the reader went to another hit; `index` counts from 0 and is -1 where nothing was found */
  "banmian-find": CustomEvent<{ query: string; count: number; index: number }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "banmian-viewer": BanmianViewer;
  }
  interface HTMLElementEventMap extends BanmianViewerEventMap {}
}
