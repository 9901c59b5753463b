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
  const made = { ...engine, parse: retryWithColumns(engine.parse), read: retryWithColumns(engine.read) };
  known.set(engine, made);
  return made;
};

/**
 * A call that is made again with the columns of a text where it gives nothing; `prefix` is for what
 * is also shown.
 *
 * @param {(text: string, options: any, ...more: any[]) => any} call
 * @param {(engine: Engine, name: string, ...given: any[]) => any} [ask] makes a call of a module
 * @returns {(text: string, options: any, ...prefix: any[]) => Promise<any>}
 */
export const retryWithColumns = (call, ask = (engine, name, ...given) => engine[name](...given)) => async (text, options, ...prefix) => {
  const found = await call(text, options, ...prefix);
  if (found) return found;
  const { language = "", sheet } = options;
  const engine = await columns();
  const lines = await ask(engine, "columns", text, language, sheet);
  const made = await call(text, options, ...prefix, lines);
  if (sheet) engine.place(made.articles ? made : made[0], text, sheet);
  return made;
};
