// The WebAssembly module, started once for all viewers.

import { module } from "./assets.js";
import * as wasm from "./wasm/banmian.js";

let started;

// `source` is where the module is to come from, if not from beside this script: an address, a
// response, its bytes, or the module compiled. Who asks first is heard.
export const start = (source) =>
  (started ??= (async () => {
    await wasm.default({ module_or_path: source ?? (await module()) });
    return engine;
  })().catch((error) => {
    started = undefined;
    throw error;
  }));

// What breaks off within the module (no memory, no stack, a trap) leaves it in no state to go on:
// it begins anew, and the call is made once more, as some engines trap where nothing is wrong.
const whole = (call) => (...given) => {
  try {
    return call(...given);
  } catch (error) {
    if (!broken(error)) throw error;
  }
  try {
    wasm.__wbg_reset_state();
    return call(...given);
  } catch (error) {
    if (broken(error)) wasm.__wbg_reset_state();
    throw error;
  }
};

// The module's own errors are plain ones.
const broken = (error) => error?.constructor !== Error;

const engine = Object.fromEntries(
  Object.entries(wasm)
    .filter(([name, call]) => typeof call === "function" && name !== "default" && !name.startsWith("_"))
    .map(([name, call]) => [name, whole(call)]),
);
