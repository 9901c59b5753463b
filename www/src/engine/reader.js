// Reads a page with or without columns side by side: the module that reads returns nothing for a page
// that may have some, or whose places are known, and is called again with the lines that the module for
// columns has found.

import { columns, full } from "../lazy.js";
import { start } from "./engine.js";

/** @import { Engine } from "./engine.js" */

/**
 * The engine that reads pages with language packs. Only the whole module knows to read packs of a
 * host's own.
 *
 * @param {unknown[]} [packs]
 * @returns {Promise<Engine>}
 */
export const readerFor = async (packs = []) => (packs.length > 0 ? full() : withColumns(await start()));

/** @type {WeakMap<Engine, Engine>} */
const known = new WeakMap();

/** @type {(engine: Engine) => Engine} */
const withColumns = (engine) => {
  if (engine.columns) return engine;
  const found = known.get(engine);
  if (found) return found;
  const made = { ...engine, parse: retryWithColumns(engine.parse, findColumns), read: retryWithColumns(engine.read, findColumns) };
  known.set(engine, made);
  return made;
};

/** @type {(...given: any[]) => Promise<unknown>} */
const findColumns = async (...given) => (await columns()).columns(...given);

/**
 * A call that is made again with the columns of a text where it gives nothing; `prefix` is for what
 * is also shown.
 *
 * @param {(text: string, options: any, ...more: any[]) => any} call
 * @param {(text: string, language: string, sheet: unknown) => Promise<unknown>} find
 * @returns {(text: string, options: any, ...prefix: any[]) => Promise<any>}
 */
export const retryWithColumns = (call, find) => async (text, options, ...prefix) =>
  (await call(text, options, ...prefix)) ?? call(text, options, ...prefix, await find(text, options.language ?? "", options.sheet));
