// Loads the bytes of an address, a file or a buffer.

import { rethrowAtStage } from "./errors.js";

/** @import { Source } from "../model/types.js" */

/**
 * What an address has.
 *
 * @param {string} src
 * @param {string} [base]
 * @returns {Promise<Source>}
 */
export const fetched = async (src, base) => {
  try {
    const url = new URL(src, base);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}: ${url}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, name: unescaped(url.pathname.split("/").pop() ?? ""), base: url.href };
  } catch (error) {
    return rethrowAtStage("fetch")(error);
  }
};

/**
 * A text without percent-encoding. A percent sign may be just that.
 *
 * @param {string} text
 */
export const unescaped = (text) => text.replace(ESCAPED, (bytes) => {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
});

// The bytes of one character in UTF-8.
const ESCAPED = /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

/**
 * The bytes of a file or a buffer, or of what pdf.js gives; `named` is the encoding they are to be read
 * in, whatever they look like.
 *
 * @param {any} source
 * @param {string} [named]
 * @returns {Promise<Source>}
 */
export const opened = async (source, named) => {
  const buffer = source instanceof Blob ? await source.arrayBuffer().catch(rethrowAtStage("file", /** @type {File} */ (source).name)) : source;
  // not `instanceof`: bytes may come from another realm
  const kind = Object.prototype.toString.call(buffer).slice(8, -1);
  if (!ArrayBuffer.isView(buffer) && !/^(?:Shared)?ArrayBuffer$/.test(kind)) return (await import("./from-script.js")).fromScript(source, kind);
  const bytes = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  return { bytes, name: source.name ?? "", named };
};
