// Starts a worker from its script and the compiled module, and makes calls to it.

// A policy may refuse a worker without a word.
const LATE_MS = 5000;
const REST_MS = 20_000;

/** @typedef {(name: string, given: any[]) => Promise<any>} Client makes a call of the module in the worker */

/**
 * Starts a worker. `onEnd` hears that it was let go, as it had nothing to do.
 *
 * @param {string} script
 * @param {WebAssembly.Module} module
 * @param {() => void} onEnd
 * @returns {Promise<Client>}
 */
export const startWorker = async (script, module, onEnd) => {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  // a plain one: from disk, Chromium refuses modules that are blobs
  const thread = new Worker(trusted(address), { name: "banmian" });
  /** @type {Map<number, { done: (value: any) => void, fail: (reason?: unknown) => void }>} */
  const calls = new Map();
  let [count, over, waiting] = [0, false, 0];
  const end = () => {
    over = true;
    thread.terminate();
    for (const { fail } of calls.values()) fail();
  };
  const rest = () => {
    onEnd();
    end();
  };
  const ready = new Promise((done, fail) => calls.set(0, { done, fail }));
  const fail = (/** @type {Event} */ event) => {
    event.preventDefault();
    end();
  };
  thread.onerror = fail;
  thread.onmessageerror = fail;
  thread.onmessage = ({ data: { id, found, failed } }) => {
    const call = calls.get(id);
    calls.delete(id);
    if (failed) call?.fail();
    else call?.done(found);
    if (id > 0 && calls.size === 0) waiting = setTimeout(rest, REST_MS);
  };
  thread.postMessage(module);
  const late = setTimeout(end, LATE_MS);
  await ready.finally(() => {
    clearTimeout(late);
    URL.revokeObjectURL(address);
  });
  return (name, given) =>
    new Promise((done, fail) => {
      if (over) return fail();
      clearTimeout(waiting);
      count += 1;
      calls.set(count, { done, fail });
      thread.postMessage({ id: count, name, given });
    });
};

// The address is of a script of our own.
/** @type {(address: string) => string} */
const trusted = (address) => {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return address;
  return trustedTypes.createPolicy("banmian", { createScriptURL: () => address }).createScriptURL(address);
};
