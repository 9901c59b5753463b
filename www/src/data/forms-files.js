// The modules that read forms and the character maps of PDF, in files beside the script.

import { fetched } from "./files.js";

const bytes = async (/** @type {URL} */ address) => new Uint8Array(await (await fetched(address)).arrayBuffer());

export const forms = () => bytes(new URL("./forms.wasm", import.meta.url));

export const converted = () => bytes(new URL("./converted.wasm", import.meta.url));

/** @type {Record<string, () => URL>} named as bundlers want it */
const PACKS = {
  gb1: () => new URL("./cmaps-gb1.bin", import.meta.url),
  cns1: () => new URL("./cmaps-cns1.bin", import.meta.url),
  japan1: () => new URL("./cmaps-japan1.bin", import.meta.url),
  korea1: () => new URL("./cmaps-korea1.bin", import.meta.url),
};

/** @type {(collection: string) => Promise<Uint8Array>} the character maps of a collection */
export const cmaps = async (collection) => bytes(PACKS[collection]());
