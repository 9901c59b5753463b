// Where pages are read: here, or, if they are many or one is long, in a worker, so that nothing
// waits for them. Where a document may have none, or it breaks off, they are read here.

import { compiled } from "./engine.js";
import { worker } from "./later.js";

// In pages, and in characters of one: for less, a worker is not worth its start.
const MANY = 8;
const LONG = 100_000;

let hand = null;

// What parses and replays as the engine does, only that its answers are waited for; the engine
// itself where there is no worker.
export const aside = async (engine, { pages = 0, length = 0 }) => {
  if (!globalThis.Worker || (pages < MANY && length < LONG)) return engine;
  const ask = await (hand ??= compiled().then((module) => worker(module, () => (hand = null))).catch(() => null));
  const call = (name) => (...given) => ask(name, given).catch(() => engine[name](...given));
  return ask ? { parse: call("parse"), replay: call("replay") } : engine;
};
