// Where pages are read: here, or, if they are many or one is long, in a worker, so that nothing
// waits for them. Where a document may have none, or it breaks off, they are read here.

import { columns, full, worker } from "../lazy.js";
import { asked } from "./reader.js";

// In pages, and in characters of one: for less, a worker is not worth its start.
const MANY = 8;
const LONG = 100_000;

// By the module that runs in each.
const hands = new Map();

// What parses and replays as the engine does, only that its answers are waited for; the engine
// itself where there is no worker.
export const aside = async (engine, { pages = 0, length = 0 }) => {
  if (!globalThis.Worker || (pages < MANY && length < LONG) || !(await handOf(engine))) return engine;
  return {
    parse: asked((...given) => ask(engine, "parse", ...given), async (...given) => ask(await columns(), "columns", ...given)),
    replay: async (...given) => ask(await full(), "replay", ...given),
  };
};

const ask = async (engine, name, ...given) => {
  const hand = await handOf(engine);
  return hand ? hand(name, given).catch(() => engine[name](...given)) : engine[name](...given);
};

const handOf = ({ module }) => {
  if (!hands.has(module)) hands.set(module, worker(module, () => hands.delete(module)).catch(() => null));
  return hands.get(module);
};
