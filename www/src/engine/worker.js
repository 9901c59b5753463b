// The worker: makes the calls that worker-client.js sends.

import * as glue from "#generated/reading.js";

/** @type {any} */
const wasm = glue;

onmessage = async ({ data: module }) => {
  await wasm.default({ module_or_path: module });
  onmessage = ({ data: { id, name, given } }) => {
    try {
      postMessage({ id, found: wasm[name](...given) });
    } catch {
      // who asked makes the call again for himself, and hears what is wrong
      wasm.__wbg_reset_state();
      postMessage({ id, failed: true });
    }
  };
  postMessage({ id: 0 });
};
