// The WebAssembly module that reads, started once for all viewers.

import { module } from "../assets.js";
import { breath } from "../input/text.js";
import * as glue from "#generated/reading.js";

// What is made when it is first asked for, and again if that went wrong. Who asks first is heard.
export const once = (make) => {
  let made;
  return (...given) =>
    (made ??= make(...given).catch((error) => {
      made = undefined;
      throw error;
    }));
};

// `source` is where the module is to come from, if not from beside this script: an address, a
// response, its bytes, the module compiled, or what gives one of these.
export const start = once((source) => run(glue, typeof source === "function" ? source() : (source ?? module())));

// Starts a module: what it can be asked, which need not be all that the glue knows, and itself, to
// be started once more elsewhere.
export const run = async (glue, source) => {
  const module = await compile(await source);
  await glue.default({ module_or_path: module });
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  const calls = names.filter((name) => name in glue && !name.startsWith("_"));
  return { module, ...Object.fromEntries(calls.map((name) => [name, whole(glue[name], glue)])) };
};

// Browsers compile a function when it is first called, and the first page calls nearly all of
// them: some are called for its beginning, so that nobody waits for all at once.
let warm = false;
export const warmed = async (engine, text) => {
  if (warm || text.length < 2 * SOME) return;
  warm = true;
  await engine.parse(text.slice(0, SOME), {});
  await breath();
};

const SOME = 600;

const compile = async (given) => {
  if (given instanceof WebAssembly.Module) return given;
  const address = typeof given === "string" || given instanceof URL || given instanceof Request;
  const response = address ? await fetch(given) : given;
  if (!(response instanceof Response)) return WebAssembly.compile(given);
  try {
    return await WebAssembly.compileStreaming(response.clone());
  } catch {
    // a server may name it wrongly, an older browser have no streams of it
    return WebAssembly.compile(await response.arrayBuffer());
  }
};

// What breaks off within the module (no memory, no stack, a trap) leaves it in no state to go on:
// it begins anew, and the call is made once more, as some engines trap where nothing is wrong.
const whole = (call, glue) => (...given) => {
  try {
    return call(...given);
  } catch (error) {
    if (!broken(error)) throw error;
  }
  try {
    glue.__wbg_reset_state();
    return call(...given);
  } catch (error) {
    if (broken(error)) glue.__wbg_reset_state();
    throw error;
  }
};

// The module's own errors are plain ones.
const broken = (error) => error?.constructor !== Error;
