import type { Anchor, Edits } from "./edits.js";
import type { Block, Page } from "./page.js";

export type { Anchor, Edits } from "./edits.js";
export * from "./page.js";

export type Role = Block["role"];

/** What a page can be read from: a text, its bytes, or a text with a name. */
export type Source = string | Blob | ArrayBuffer | ArrayBufferView | { text: string; name?: string };

/** A language pack: its TOML, or an object of the same fields. */
export type Cues = string | Record<string, string | string[]>;

export type View = "page" | "list" | "story" | "source";

/** A page of an edition; `text` and `page` are null where it is not read yet. */
export interface OpenPage {
  name: string;
  text: string | null;
  page: Page | null;
  edits: Edits | null;
}

/** An edit of a list that could not be made, or was made though something has changed. */
export interface Conflict {
  /** Its place in the list. */
  edit: number;
  applied: boolean;
  problem: string;
  /** What is wrong, where, and what to do, in English. */
  message: string;
  /** Where. */
  at: Anchor | null;
}

export type FindRole = "headlines" | "bylines" | "captions" | "text" | Role;

/** Something found: on which page, in which story, and where in the page's text, in UTF-16 units. */
export interface Hit {
  page: number;
  story: string;
  role: Role;
  ranges: [start: number, end: number][];
}

export interface ParseOptions {
  /** What bytes are read in, instead of what they look like; any name of the Encoding Standard. */
  encoding?: string;
  /** The language pack to read with, instead of the one that fits best. */
  language?: string;
  /** Language packs beside the built-in ones. */
  cues?: Cues | Cues[];
}

export interface RenderOptions {
  /** Put before every id. */
  prefix?: string;
  /** Whether the articles' style is added to the document, or shadow root, where it is missing. */
  style?: boolean;
}

/**
 * Starts the module, from `source` where it is given; needed only to choose where it comes from.
 * `banmian/wasm` is what reads; columns side by side are found by `banmian/wasm/columns`, and what `cues`,
 * `replay` and `write` need besides is in `banmian/wasm/desk`, which does all. Both are loaded from beside
 * this script where the whole was not given.
 */
export function init(source?: string | URL | Response | BufferSource | WebAssembly.Module): Promise<void>;

/** Bytes as text, in the encoding they look like or the one named. */
export function decode(bytes: Blob | ArrayBuffer | ArrayBufferView, options?: { encoding?: string }): Promise<{ text: string; encoding: string }>;

/** Text or bytes → the page, as plain objects. */
export function parse(given: string | Blob | ArrayBuffer | ArrayBufferView, options?: ParseOptions): Promise<Page>;

/** A text with the edits of a list made on it; what comes back is the list as it is to be kept. */
export function replay(text: string, edits: Edits | undefined, options?: ParseOptions): Promise<{ page: Page; conflicts: Conflict[]; edits: Edits }>;

/** A page in another form. */
export function write(page: Page, form: "markdown" | "text" | "ndjson" | "json-ld" | "ninjs" | "tei"): Promise<string>;

/** Puts a page's articles into `element`, instead of what it holds; gives back the node they stand in. */
export function render(page: Page, element: Element, options?: RenderOptions): Promise<HTMLElement>;
