// Style sheets, the words of the interface, modules of WebAssembly and tables of characters, each
// loaded when it is first asked for.

import shell from "../styles/shell.css";

export * from "#data";

/** @type {Record<string, () => Promise<{ default: string }>>} */
const SHEETS = {
  "shell.css": async () => ({ default: shell }),
  "banmian.css": () => import("../styles/banmian.css"),
  "document.css": () => import("../styles/document.css"),
  "editor.css": () => import("../styles/editor.css"),
};

/** @type {(name: string) => Promise<string>} a style sheet */
export const style = async (name) => (await SHEETS[name]()).default;

// The build puts the names of the files in `locales` here.
/** @type {() => Promise<string[]>} the languages that there are words for */
export const tags = async () => LOCALES;

/** @type {(tag: string) => Promise<Record<string, string>>} the words of a language */
export const locale = async (tag) => (await import(`../locales/${tag}.json`)).default;
