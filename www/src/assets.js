// Style sheets, the words of the interface, modules of WebAssembly and tables of characters, each
// loaded when it is first asked for.

import shell from "../styles/shell.css";

export * from "#data";

/** @type {Record<string, () => Promise<{ default: string }>>} */
const SHEETS = {
  "shell.css": async () => ({ default: shell }),
  "banmian.css": () => import("../styles/banmian.css"),
  "panels.css": () => import("../styles/panels.css"),
  "document.css": () => import("../styles/document.css"),
  "editor.css": () => import("../styles/editor.css"),
};

/** @type {(name: string) => Promise<string>} a style sheet */
export const style = async (name) => (await SHEETS[name]()).default;

// The build puts the names of the files in `locales` here.
/** @type {() => Promise<string[]>} the languages that there are words for */
export const tags = async () => LOCALES;

/**
 * The words of a language: those that the first view needs, and what gives the others.
 *
 * @type {(tag: string) => Promise<{ default: Record<string, string>, rest: () => Promise<Record<string, string>> }>}
 */
export const locale = (tag) => import(`../locales/${tag}.json`);
