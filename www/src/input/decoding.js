// Decodes bytes to text.

import { rethrowAtStage } from "./errors.js";
import { savedIn } from "./saved-file.js";

/** @import { Source } from "../model/types.js" */

/** @typedef {Record<string, any>} Detector what tells encodings from bytes, by a call of the name `encoding` */

/** @typedef {{ encoding: string, decode: (bytes: Uint8Array) => string }} Decoder a TextDecoder, or one of an encoding that browsers do not have */

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
  const asked = named || preferred;
  const saved = asked ? null : savedIn(bytes);
  if (saved) return { ...source, bytes: undefined, encoding: "UTF-8", form: "text", ...saved };
  try {
    const [label, doubtful] = asked ? [asked, false] : engine ? encodingOf(bytes, engine) : [guess(bytes), false];
    const decoder = decoderOf(label, bytes);
    const texts = textsOf(bytes, decoder);
    const text = source.leaf === undefined ? texts.join("\f") : texts[source.leaf] ?? "";
    const misread = asked && engine ? misreadOf(text, bytes, decoder, engine) : null;
    return { ...source, texts, text, encoding: properName(decoder.encoding), doubtful, misread };
  } catch (error) {
    return rethrowAtStage("decode")(error);
  }
};

// What is longer is decoded in turns, in slices of so many bytes.
const SLICE = 1 << 20;

/**
 * Decodes the bytes of a long source without keeping the browser from other work; `decoded` then finds its
 * text. `tell` tells encodings from bytes elsewhere, `turn` lets other work go first.
 *
 * @param {Source} source
 * @param {string | undefined} preferred
 * @param {(bytes: Uint8Array) => Promise<[string, boolean]>} tell
 * @param {() => Promise<void>} turn
 */
export const decodeAhead = async ({ bytes, named }, preferred, tell, turn) => {
  if (!bytes || bytes.length <= SLICE || decodedTexts.has(bytes)) return;
  const asked = named || preferred;
  if (!asked && savedIn(bytes)) return;
  try {
    if (!asked) detected.set(bytes, detected.get(bytes) ?? (await tell(bytes)));
    const decoder = decoderOf(asked || (detected.get(bytes)?.[0] ?? ""), bytes);
    if (!(decoder instanceof TextDecoder)) return;
    const parts = [""];
    for (let at = 0; at < bytes.length; at += SLICE) {
      const [first, ...more] = decoder.decode(bytes.subarray(at, at + SLICE), { stream: at + SLICE < bytes.length }).split(PAGE_END);
      parts.push(`${parts.pop()}${first}`, ...more);
      await turn();
    }
    decodedTexts.set(bytes, { encoding: decoder.encoding, texts: withText(parts) });
  } catch {
    // what is wrong with the bytes is said when they are decoded
  }
};

/**
 * Whether a source may be a document of a form that has more than text, by what was said of it, how it
 * begins, or marks in it that Markdown has. A text is one only by its marks, if the reader has opened it.
 *
 * @param {Source} source
 */
export const isLikeDocument = ({ bytes, text, sheet, edits, leaf, named, form, own, name }) => {
  if (leaf !== undefined || named || form === "text") return false;
  if (bytes) return Boolean(form) || isMarkdownFile(name) || beginsLikeDocument(bytes) || hasMarks(ascii(bytes, 1 << 20));
  return !sheet && !edits && (form ? form === "markdown" : Boolean(own) && hasMarks(text));
};

export const isMarkdownFile = (name = "") => /\.(md|markdown)$/i.test(name);

const BEGINNINGS = /%PDF-|"transform"|<(\w+:)?(alto|pcgts)\b|\bocr_(page|line)/i;

export const beginsLikeDocument = (/** @type {Uint8Array} */ bytes) => BEGINNINGS.test(ascii(bytes, 1 << 12).replaceAll("\0", ""));

// The first bytes as a text, in which those of ASCII are themselves.
/** @type {(bytes: Uint8Array, length: number) => string} */
const ascii = (bytes, length) => new TextDecoder("latin1").decode(bytes.subarray(0, length));

// Lines that begin as marks of Markdown do. One may stand in any text; whether two are Markdown, the
// module tells that reads it. A script in a document may not hold the beginning of a comment as it is.
const hasMarks = (text = "") => (text.match(/^(#+\s|\*\*|!\[|<(!--|span))/gm) ?? []).length > 1;

/**
 * The pages of a text: converters end each with a form feed, which then is no page's character.
 *
 * @param {string} text
 */
export const pagesOf = (text) => withText(text.split(PAGE_END));

const PAGE_END = "\f";

const withText = (/** @type {string[]} */ parts) => {
  const pages = parts.filter((part) => /\S/.test(part));
  return pages.length > 1 ? pages : [parts.join(PAGE_END)];
};

const SAMPLE = 1 << 16;

/**
 * What speaks against an encoding that was asked for: another that the bytes are in, in which they are
 * another text, or how many characters are lost; null where nothing does.
 *
 * @param {string} text
 * @param {Uint8Array} bytes
 * @param {Decoder} decoder
 * @param {Detector} engine
 */
const misreadOf = (text, bytes, decoder, engine) => {
  try {
    const [name, doubtful] = encodingOf(bytes, engine);
    const other = decoderOf(name, bytes);
    const sample = bytes.subarray(0, SAMPLE);
    if (other.encoding === decoder.encoding || other.decode(sample) === decoder.decode(sample)) return null;
    const lost = text.split("\ufffd").length - 1;
    return doubtful && lost === 0 ? null : { lost, likely: doubtful ? "" : properName(other.encoding) };
  } catch {
    // bytes that look like no text are read all the same where an encoding is named
    return null;
  }
};

// Bytes are looked at and decoded once, however many pages they hold.
/** @type {WeakMap<Uint8Array, [string, boolean]>} the encoding, and whether it is doubtful */
const detected = new WeakMap();
const encodingOf = (/** @type {Uint8Array} */ bytes, /** @type {Detector} */ engine) => {
  const known = detected.get(bytes) ?? engine.encoding(bytes);
  detected.set(bytes, known);
  return known;
};

/** @type {WeakMap<Uint8Array, { encoding: string, texts: string[] }>} */
const decodedTexts = new WeakMap();
const textsOf = (/** @type {Uint8Array} */ bytes, /** @type {Decoder} */ decoder) => {
  const known = decodedTexts.get(bytes);
  if (known?.encoding === decoder.encoding) return known.texts;
  const found = { encoding: decoder.encoding, texts: pagesOf(decoder.decode(bytes)) };
  decodedTexts.set(bytes, found);
  return found.texts;
};

// A byte order mark stays in the text, as it is in the bytes; GB 18030 holds all of GBK.
/** @type {(label: string, bytes: Uint8Array) => Decoder} */
const decoderOf = (label, bytes) => {
  const name = label.trim().toLowerCase();
  if (/^utf-32([lb]e)?$/.test(name)) return utf32(name, bytes);
  if (RULED_OUT.test(name)) {
    throw new Error(`${label} is not read, as the WHATWG Encoding Standard has ruled it out; convert the file to UTF-8 first, for example with iconv`);
  }
  try {
    return textDecoder(label);
  } catch {
    throw new Error(`no encoding is called "${label}"; known are UTF-8, UTF-16LE, UTF-16BE, UTF-32, GB18030, Big5 and the other names of the WHATWG Encoding Standard`);
  }
};

// What the standard maps to its encoding `replacement`, for which there is no TextDecoder.
const RULED_OUT = /^(replacement|hz-gb-2312|(cs)?iso-?2022-?(kr|cn|cn-ext))$/;

/** @type {(label: string, fatal?: boolean) => TextDecoder} */
const textDecoder = (label, fatal = false) => {
  const decoder = new TextDecoder(label, { ignoreBOM: true, fatal });
  return decoder.encoding === "gbk" ? textDecoder("gb18030", fatal) : decoder;
};

// Browsers do not have UTF-32. In either order, the first character is no NUL.
/** @type {(name: string, bytes: Uint8Array) => Decoder} */
const utf32 = (name, [first, second]) => {
  const big = name === "utf-32be" || (name === "utf-32" && first === 0 && second === 0);
  const decode = (/** @type {Uint8Array} */ bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let text = "";
    for (let at = 0; at < bytes.length; at += 4) {
      const code = at + 4 > bytes.length ? 0xfffd : view.getUint32(at, !big);
      text += code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? "\ufffd" : String.fromCodePoint(code);
    }
    return text;
  };
  return { encoding: big ? "utf-32be" : "utf-32le", decode };
};

// Without the module: what the bytes can be read as without a fault.
const guess = (/** @type {Uint8Array} */ bytes) => {
  const mark = (bytes[0] << 8) | bytes[1];
  if (mark === 0xfffe) return "utf-16le";
  if (mark === 0xfeff) return "utf-16be";
  const fits = (/** @type {string} */ label) => {
    try {
      return textDecoder(label, true).decode(bytes) !== null;
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
