// The whole module: what reads, and what corrects and writes besides, which most readers never ask
// for. The single-file build has no other.

import { desk as module } from "./assets.js";
import { run, start } from "./engine.js";
import * as glue from "./wasm/desk.js";

let started;

// A host may have given the whole module to read with.
export const desk = async () => {
  const engine = await start();
  if (engine.replay) return engine;
  return (started ??= run(glue, module()).catch((error) => {
    started = undefined;
    throw error;
  }));
};
