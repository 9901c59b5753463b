// The WebAssembly module that reads, started once for all viewers.

import { module } from "../assets.js";
import { once } from "../once.js";
import { yieldToBrowser } from "../scheduling.js";
import * as glue from "#generated/reading.js";

/**
 * What a module can be asked, and itself, to be started once more elsewhere. Which calls there are
 * depends on the module.
 *
 * @typedef {{ module: WebAssembly.Module } & Record<string, any>} Engine
 */

/** @typedef {string | URL | Request | Response | BufferSource | WebAssembly.Module} ModuleSource */

/**
 * Starts the module that reads. `source` is where it is to come from, if not from beside this script:
 * an address, a response, its bytes, the module compiled, or what gives one of these.
 */
export const start = once(
  (/** @type {ModuleSource | (() => Promise<ModuleSource>) | undefined} */ source = undefined) =>
    run(glue, typeof source === "function" ? source() : (source ?? module())),
);

/**
 * Starts a module with its glue, which may know of more calls than the module has.
 *
 * @param {any} glue
 * @param {ModuleSource | Promise<ModuleSource>} source
 * @returns {Promise<Engine>}
 */
export const run = async (glue, source) => {
  const module = await compile(await source);
  await glue.default({ module_or_path: module });
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  const calls = names.filter((name) => name in glue && !name.startsWith("_"));
  return { module, ...Object.fromEntries(calls.map((name) => [name, recovering(glue[name], glue)])) };
};

const SAMPLE_LENGTH = 600;
let isWarm = false;

/**
 * Parses the beginning of a text, once. Browsers compile a function when it is first called, and the
 * first page calls nearly all of them: so nobody waits for all at once.
 *
 * @param {Engine} engine
 * @param {string} text
 */
export const warmUp = async (engine, text) => {
  if (isWarm || text.length < 2 * SAMPLE_LENGTH) return;
  isWarm = true;
  await engine.parse(text.slice(0, SAMPLE_LENGTH), {});
  await yieldToBrowser();
};

/** @type {(given: ModuleSource) => Promise<WebAssembly.Module>} */
export const compile = async (given) => {
  if (given instanceof WebAssembly.Module) return given;
  const response = typeof given === "string" || given instanceof URL || given instanceof Request ? await fetch(given) : given;
  if (!(response instanceof Response)) return WebAssembly.compile(response);
  try {
    return await WebAssembly.compileStreaming(response.clone());
  } catch {
    // a server may name it wrongly, an older browser have no streams of it
    return WebAssembly.compile(await response.arrayBuffer());
  }
};

// What breaks off within the module (no memory, no stack, a trap) leaves it in no state to go on:
// it begins anew, and the call is made once more, as some engines trap where nothing is wrong.
/** @type {(call: (...given: any[]) => any, glue: any) => (...given: any[]) => any} */
const recovering = (call, glue) => (...given) => {
  try {
    return call(...given);
  } catch (error) {
    if (!isBroken(error)) throw error;
  }
  try {
    glue.__wbg_reset_state();
    return call(...given);
  } catch (error) {
    if (isBroken(error)) glue.__wbg_reset_state();
    throw error;
  }
};

// The module's own errors are plain ones.
const isBroken = (/** @type {any} */ error) => error?.constructor !== Error;
