// Makes a key for the browser's storage from an edition.

import { textKey } from "./text-key.js";

/** @import { Edition } from "./types.js" */

/**
 * The key of what is kept of an edition under a name: made from its title, the names of its pages, and
 * the text of the first, so that the same files opened again have the same key.
 *
 * @param {Edition} edition
 * @param {string} name
 */
export const editionKey = ({ title, entries }, name) =>
  textKey([title, ...entries.map(({ name }) => name), entries[0]?.reading?.source.text ?? ""].join("\n"), name);
