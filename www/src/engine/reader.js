// What reads a page, whatever its shape: a module that leaves columns side by side to another says
// nothing of them, and is asked again with the lines that the other has found.

import { start } from "./engine.js";
import { columns, full } from "../lazy.js";

// Whoever reads with language packs of his own needs the whole module, which knows to read those.
export const reader = async (packs = []) => (packs.length > 0 ? full() : reading(await start()));

const made = new WeakMap();
const reading = (engine) => {
  if (engine.columns) return engine;
  if (!made.has(engine)) made.set(engine, { ...engine, parse: asked(engine.parse, found), read: asked(engine.read, found) });
  return made.get(engine);
};

// `prefix` is for what is also shown.
export const asked = (call, find) => async (text, options, ...prefix) =>
  (await call(text, options, ...prefix)) ?? call(text, options, ...prefix, await find(text, options.language ?? ""));

const found = async (...given) => (await columns()).columns(...given);
