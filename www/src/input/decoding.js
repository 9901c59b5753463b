// Decodes bytes to text.

import { rethrowAtStage } from "./errors.js";

/** @import { Source } from "../model/types.js" */

/** @typedef {Record<string, any>} Detector what tells encodings from bytes, by a call of the name `encoding` */

/**
 * A source with its text. The module tells encodings from bytes as the command does; the
 * tables to read them by are the browser's.
 *
 * @param {Source} source
 * @param {Detector | null | undefined} engine
 * @param {string} [preferred] the encoding to read in, where the source names none
 * @returns {Source}
 */
export const decoded = (source, engine, preferred) => {
  const { bytes, named } = source;
  if (!bytes) return source;
  try {
    const label = named || preferred || (engine ? encodingOf(bytes, engine) : guess(bytes));
    const decoder = decoderOf(label);
    const texts = textsOf(bytes, decoder);
    return { ...source, texts, text: texts[source.leaf ?? 0] ?? "", encoding: properName(decoder.encoding) };
  } catch (error) {
    return rethrowAtStage("decode")(error);
  }
};

/**
 * The pages of a text: converters end each with a form feed, which then is no page's character.
 *
 * @param {string} text
 */
export const pagesOf = (text) => {
  const parts = text.split("\f");
  const filled = parts.filter((part) => part.trim() !== "");
  return filled.length > 1 ? filled : [text];
};

// Bytes are looked at and decoded once, however many pages they hold.
/** @type {WeakMap<Uint8Array, string>} */
const detected = new WeakMap();
const encodingOf = (/** @type {Uint8Array} */ bytes, /** @type {Detector} */ engine) => {
  const known = detected.get(bytes) ?? engine.encoding(bytes) ?? "windows-1252";
  detected.set(bytes, known);
  return known;
};

/** @type {WeakMap<Uint8Array, { encoding: string, texts: string[] }>} */
const decodedTexts = new WeakMap();
const textsOf = (/** @type {Uint8Array} */ bytes, /** @type {TextDecoder} */ decoder) => {
  const known = decodedTexts.get(bytes);
  if (known?.encoding === decoder.encoding) return known.texts;
  const found = { encoding: decoder.encoding, texts: pagesOf(decoder.decode(bytes)) };
  decodedTexts.set(bytes, found);
  return found.texts;
};

// A byte order mark stays in the text, as it is in the bytes; GB 18030 holds all of GBK.
/** @type {(label: string, fatal?: boolean) => TextDecoder} */
const decoderOf = (label, fatal = false) => {
  try {
    const decoder = new TextDecoder(label, { ignoreBOM: true, fatal });
    return decoder.encoding === "gbk" ? decoderOf("gb18030", fatal) : decoder;
  } catch {
    throw new Error(`no encoding is called "${label}"; known are UTF-8, UTF-16LE, UTF-16BE, GB18030, Big5 and the other names of the WHATWG Encoding Standard`);
  }
};

// Without the module: what the bytes can be read as without a fault.
const guess = (/** @type {Uint8Array} */ bytes) => {
  const mark = (bytes[0] << 8) | bytes[1];
  if (mark === 0xfffe) return "utf-16le";
  if (mark === 0xfeff) return "utf-16be";
  const fits = (/** @type {string} */ label) => {
    try {
      return decoderOf(label, true).decode(bytes) !== null;
    } catch {
      return false;
    }
  };
  return ["utf-8", "gb18030"].find(fits) ?? "utf-8";
};

// Browsers give names in small letters; these are as the Encoding Standard writes them.
const properName = (/** @type {string} */ name) => {
  if (/^(gb|windows|x-|macintosh)/.test(name)) return name;
  return { big5: "Big5", shift_jis: "Shift_JIS" }[name] ?? name.toUpperCase();
};
