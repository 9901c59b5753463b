// The whole module: what reads, and what corrects and writes besides, which most readers never ask
// for. The single-file build has no other.

import { full as module } from "../assets.js";
import { once, run, start } from "./engine.js";
import * as glue from "#generated/full.js";

const whole = once(() => run(glue, module()));

// A host may have given the whole module to read with; where nothing has been started, it is to read
// with as well.
export const full = async () => {
  const engine = await start(module);
  return engine.replay ? engine : whole();
};
