// Starts a worker from its script and the compiled module, and makes calls to it.

// A policy may refuse a worker without a word.
const LATE_MS = 5000;
const REST_MS = 20_000;

/**
 * Makes a call in the worker, or ends it.
 *
 * @typedef {((name: string, given: any[]) => Promise<any>) & { end: () => void }} Client
 */

/**
 * Starts a worker. `onEnd` hears that it was let go, as it had nothing to do; it is kept where
 * `isInUse` says that calls will come.
 *
 * @param {string} script
 * @param {WebAssembly.Module} module
 * @param {() => void} onEnd
 * @param {() => boolean} [isInUse]
 * @returns {Promise<Client>}
 */
export const startWorker = async (script, module, onEnd, isInUse = () => false) => {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  // a plain one: from disk, Chromium refuses modules that are blobs
  const thread = new Worker(trusted(address), { name: "banmian" });
  /** @type {Map<number, { done: (value: any) => void, fail: (reason?: unknown) => void }>} */
  const calls = new Map();
  let [count, over, waiting] = [0, false, 0];
  const end = () => {
    over = true;
    clearTimeout(waiting);
    thread.terminate();
    for (const { fail } of calls.values()) fail();
  };
  const rest = () => {
    if (isInUse()) return wait();
    onEnd();
    end();
  };
  const wait = () => {
    waiting = setTimeout(rest, REST_MS);
  };
  const ready = new Promise((done, fail) => calls.set(0, { done, fail }));
  const fail = (/** @type {Event} */ event) => {
    event.preventDefault();
    onEnd();
    end();
  };
  thread.onerror = fail;
  thread.onmessageerror = fail;
  thread.onmessage = ({ data: { id, found, failed } }) => {
    const call = calls.get(id);
    calls.delete(id);
    if (failed) call?.fail();
    else call?.done(found);
    if (id > 0 && calls.size === 0) wait();
  };
  thread.postMessage(module);
  const late = setTimeout(end, LATE_MS);
  await ready.finally(() => {
    clearTimeout(late);
    URL.revokeObjectURL(address);
  });
  const call = (/** @type {string} */ name, /** @type {any[]} */ given) =>
    new Promise((done, fail) => {
      if (over) return fail();
      clearTimeout(waiting);
      count += 1;
      calls.set(count, { done, fail });
      thread.postMessage({ id: count, name, given });
    });
  return Object.assign(call, { end });
};

/** @type {any} a policy may allow one of each name only */
let policy = null;

// The address is of a script of our own.
/** @type {(address: string) => string} */
const trusted = (address) => {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return address;
  policy ??= trustedTypes.createPolicy("banmian", { createScriptURL: (/** @type {string} */ address) => address });
  return policy.createScriptURL(address);
};
