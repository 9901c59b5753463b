// The modules that read forms and the character maps of PDF for the viewer as one script: in blocks of the
// document, as `banmian.html` has them, or beside the script where it came by a server.

import { formError } from "../engine/form-errors.js";
import { address } from "./inline.js";
import { unpacked } from "./unpacked.js";

const bytes = async (/** @type {string} */ name) => new Uint8Array(await (await response(name)).arrayBuffer());

const response = async (/** @type {string} */ name) => {
  const block = document.querySelector(`script[data-banmian-forms="${name}"]`);
  if (block) return unpacked(block.textContent ?? "");
  if (!/^https?:/.test(address)) throw missing();
  const found = await fetch(new URL(name, address));
  if (!found.ok) throw new Error(`${found.status} ${found.statusText}: ${found.url}`);
  return found;
};

const missing = () => formError("unavailable", "this page was saved without what reads PDF and OCR files and Markdown; open the file in banmian.html, or make a page of it with `banmian html`");

export const forms = () => bytes("forms.wasm");

export const converted = () => bytes("converted.wasm");

/** @type {(collection: string) => Promise<Uint8Array>} the character maps of a collection */
export const cmaps = (collection) => bytes(`cmaps-${collection}.bin`);
