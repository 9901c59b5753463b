// The modules that read forms and the Chinese character maps of PDF, packed into a script of its own, which
// bundlers can split off. Node has the other maps in their files.

import { unpacked } from "./unpacked.js";

const bytes = async (/** @type {string} */ name) => {
  const { default: packed } = await import("#inline-forms");
  return packed[name] ? new Uint8Array(await (await unpacked(packed[name])).arrayBuffer()) : inFile(name);
};

// Asked for so, no bundler takes it for something that it has to put in.
const inFile = async (/** @type {string} */ name) => {
  const files = /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:fs/promises");
  if (!files) throw new Error(`${name} is in files beside the package only`);
  const { url } = import.meta;
  return new Uint8Array(await files.readFile(new URL(name, url)));
};

export const forms = () => bytes("forms.wasm");

export const converted = () => bytes("converted.wasm");

/** @type {(collection: string) => Promise<Uint8Array>} the character maps of a collection */
export const cmaps = (collection) => bytes(`cmaps-${collection}.bin`);
