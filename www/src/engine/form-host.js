// Where forms are read: in a worker, which can be ended whatever it is at, or here, where a policy
// allows none.

import { forms as module } from "#forms-data";
import * as glue from "#generated/forms.js";
import script from "#forms-worker";
import { once } from "../once.js";
import { yieldToBrowser } from "../scheduling.js";
import { compile } from "./engine.js";
import { formCalls } from "./form-calls.js";
import { formError, unavailable } from "./form-errors.js";
import { startWorker } from "./worker-client.js";

/** @import { Client } from "./worker-client.js" */

/**
 * How long a worker may say nothing. The slowest page of a newspaper takes a second or two, on a slow
 * telephone ten; what takes longer was made to take long, or is damaged so that it does.
 */
export const LONGEST_SILENCE_MS = 30_000;

// How often it is looked after.
const TICK_MS = 200;

/** @typedef {(name: string, ...given: any[]) => Promise<any>} Call a call of `formCalls`, waited for */

const compiled = once(() => module().then(compile).catch(unavailable));

/** @type {Promise<Client | null> | null} the worker, or null where there can be none */
let worker = null;
let isInUse = false;

const calls = formCalls(glue);

/**
 * Makes the calls of one reading, and ends what they were made to where something goes wrong.
 *
 * @template T
 * @param {(call: Call) => Promise<T>} work
 * @param {() => boolean} isStale
 * @returns {Promise<T>}
 */
export const withHost = async (work, isStale) => {
  const compiledModule = await whileWanted(compiled(), isStale);
  const client = await clientFor(compiledModule);
  isInUse = true;
  try {
    return client ? await inWorker(client, work, isStale) : await here(compiledModule, work);
  } finally {
    isInUse = false;
  }
};

/**
 * What a promise gives, as long as somebody wants it: a download may hang.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {() => boolean} isStale
 * @returns {Promise<T>}
 */
export const whileWanted = (promise, isStale) =>
  new Promise((done, fail) => {
    const timer = setInterval(() => isStale() && fail(givenUp()), TICK_MS);
    promise.then(done, fail).finally(() => clearInterval(timer));
  });

const clientFor = (/** @type {WebAssembly.Module} */ compiledModule) => {
  if (!globalThis.Worker) return null;
  const start = () => startWorker(script, compiledModule, () => (worker = null), () => isInUse);
  return (worker ??= start().catch(() => null));
};

/** @type {<T>(client: Client, work: (call: Call) => Promise<T>, isStale: () => boolean) => Promise<T>} */
const inWorker = async (client, work, isStale) => {
  try {
    const found = await work((name, ...given) => watched(client(name, given), isStale));
    await client("close", []).catch(() => {});
    return found;
  } catch (error) {
    client.end();
    worker = null;
    throw error;
  }
};

// Waits for an answer as long as somebody wants it, and it may yet come.
/** @type {(answer: Promise<any>, isStale: () => boolean) => Promise<any>} */
const watched = (answer, isStale) =>
  new Promise((done, fail) => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
      // counted, as no tick comes while the computer sleeps
      if (ticks * TICK_MS >= LONGEST_SILENCE_MS) fail(formError("too-large", "the file takes too long to read; split it by pages first"));
      else if (isStale()) fail(givenUp());
    }, TICK_MS);
    const over = () => clearInterval(timer);
    answer.then(done, () => fail(brokenOff())).finally(over);
  });

/** @type {<T>(compiledModule: WebAssembly.Module, work: (call: Call) => Promise<T>) => Promise<T>} */
const here = async (compiledModule, work) => {
  await glue.default({ module_or_path: compiledModule });
  let isBroken = false;
  const call = async (/** @type {string} */ name, /** @type {any[]} */ ...given) => {
    await yieldToBrowser();
    try {
      return calls[name](...given);
    } catch {
      isBroken = true;
      throw brokenOff();
    }
  };
  try {
    return await work(call);
  } finally {
    if (isBroken) {
      calls.lose();
      glue.__wbg_reset_state();
    } else calls.close();
  }
};

/** The error of a reading that nobody wants any more. */
export const givenUp = () => new DOMException("another file was opened before this one was read", "AbortError");

// A module that breaks off says nothing of why.
const brokenOff = () => formError("broken-off", "reading broke off, for want of memory or by an error in Banmian; save the file anew, with fewer pages, or read it with the command");
