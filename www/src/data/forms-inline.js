// The modules that read forms and the Chinese character maps of PDF, packed into a script of its own, which
// bundlers can split off.

import { unpacked } from "./unpacked.js";

const bytes = async (/** @type {string} */ name) => {
  const { default: packed } = await import("#inline-forms");
  if (!packed[name]) throw new Error(`${name} is in files beside the package only`);
  return new Uint8Array(await (await unpacked(packed[name])).arrayBuffer());
};

export const forms = () => bytes("forms.wasm");

export const converted = () => bytes("converted.wasm");

/** @type {(collection: string) => Promise<Uint8Array>} the character maps of a collection */
export const cmaps = (collection) => bytes(`cmaps-${collection}.bin`);
