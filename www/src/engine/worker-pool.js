// Decides where pages are read. Many pages, or a long one, are read in a worker, so that the browser
// stays responsive. Without a worker, or when it fails, they are read here.

import { full, worker } from "../lazy.js";
import { retryWithColumns } from "./reader.js";

/** @import { Engine } from "./engine.js" */
/** @import { Client } from "./worker-client.js" */

// For fewer pages, and fewer characters of one, a worker is not worth its start.
const MANY_PAGES = 8;
const LONG_PAGE = 100_000;

/** @type {Map<WebAssembly.Module, Promise<Client | null>>} the worker of each module */
const clients = new Map();

/**
 * What parses and replays as the engine does, only that its answers are waited for; the engine
 * itself where there is no worker.
 *
 * @param {Engine} engine
 * @param {{ pages?: number, length?: number }} size
 * @returns {Promise<any>}
 */
export const engineFor = async (engine, { pages = 0, length = 0 }) => {
  if (!globalThis.Worker || (pages < MANY_PAGES && length < LONG_PAGE) || !(await clientOf(engine))) return engine;
  return {
    parse: retryWithColumns((...given) => ask(engine, "parse", ...given), ask),
    encoding: (/** @type {Uint8Array} */ bytes) => ask(engine, "encoding", bytes),
    replay: async (/** @type {any[]} */ ...given) => ask(await full(), "replay", ...given),
  };
};

/** @type {(engine: Engine, name: string, ...given: any[]) => Promise<any>} */
const ask = async (engine, name, ...given) => {
  const client = await clientOf(engine);
  return client ? client(name, given).catch(() => engine[name](...given)) : engine[name](...given);
};

const clientOf = (/** @type {Engine} */ { module, script }) => {
  const known = clients.get(module);
  if (known) return known;
  const client = worker(module, () => clients.delete(module), script).catch(() => null);
  clients.set(module, client);
  return client;
};
