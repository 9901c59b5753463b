// The WebAssembly module, started once for all viewers.

import { module } from "./assets.js";
import * as wasm from "./wasm/banmian.js";

let started;

export const start = () =>
  (started ??= (async () => {
    await wasm.default({ module_or_path: await module() });
    return wasm;
  })().catch((error) => {
    started = undefined;
    throw error;
  }));
