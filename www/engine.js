// The WebAssembly module, started once for all viewers.

import { module } from "./assets.js";
import * as wasm from "./wasm/banmian.js";

let started;

// `source` is where the module is to come from, if not from beside this script: an address, a
// response, its bytes, or the module compiled. Who asks first is heard.
export const start = (source) =>
  (started ??= (async () => {
    await wasm.default({ module_or_path: source ?? (await module()) });
    return wasm;
  })().catch((error) => {
    started = undefined;
    throw error;
  }));
