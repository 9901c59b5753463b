// The full module, which corrects and writes pages besides reading them. Most readers never need it.
// In the single file it is the only module.

import { full as module } from "../assets.js";
import { once } from "../once.js";
import { run, start } from "./engine.js";
import * as glue from "#generated/full.js";

const runFull = once(() => run(glue, module()));

/**
 * Starts the whole module. A host may have given it to read with; where nothing has been started, it
 * is to read with as well.
 */
export const full = async () => {
  const engine = await start(module);
  return engine.replay ? engine : runFull();
};
