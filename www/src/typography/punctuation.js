// Punctuation as Chinese is set with it, character for character: full-width beside Chinese characters,
// and corner brackets for quotation marks.

import { isEastAsian } from "./choices.js";
import { scriptOf } from "./script.js";

/** @typedef {(text: string) => string} Step */

const CJK = /[\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’—…]/;
// Characters beyond the first plane are seen by their halves.
/** @type {(c: string | undefined) => boolean} */
const isWide = (c) => c !== undefined && (CJK.test(c) || (c >= "\ud840" && c <= "\ud87f") || (c >= "\udc00" && c <= "\udfff"));
/** @type {Record<string, string>} */
const PLAIN = { ",": "，", ";": "；", ":": "：", "?": "？", "!": "！" };

/**
 * A text with full-width punctuation beside Chinese characters.
 *
 * @param {string} text
 */
export const fullWidth = (text) => {
  if (!/[,;:?!.()"]/.test(text)) return text;
  const out = [...Array(text.length).keys()].map((i) => text[i]);
  const wide = (/** @type {number} */ i) => isWide(out[i]);
  pairs(out, wide);
  for (let i = 0; i < out.length; i++) {
    const c = out[i];
    if (c === "." ? wide(i - 1) && !/[\w.]/.test(out[i + 1] ?? "") : PLAIN[c] && (wide(i - 1) || wide(i + 1))) {
      out[i] = PLAIN[c] ?? "。";
    }
  }
  return out.join("");
};

// Brackets and quotation marks change together, where Chinese stands in them or beside them.
/** @type {(out: string[], wide: (i: number) => boolean) => void} */
const pairs = (out, wide) => {
  /** @type {number[]} */
  const open = [];
  /** @type {(from: number, to: number, left: string, right: string) => void} */
  const close = (from, to, left, right) => {
    const inside = out.slice(from + 1, to).some(isWide);
    if (inside || wide(from - 1) || wide(to + 1)) [out[from], out[to]] = [left, right];
  };
  let quote = -1;
  out.forEach((c, i) => {
    if (c === "(") open.push(i);
    else if (c === ")" && open.length > 0) close(open.pop() ?? 0, i, "（", "）");
    else if (c === '"' && quote < 0) quote = i;
    else if (c === '"') {
      close(quote, i, "“", "”");
      quote = -1;
    }
  });
};

/** @type {Record<string, string>} */
const CORNERS = { hant: "「」『』", hans: "『』「」" };

/**
 * A text with corner brackets for its quotation marks, but for the apostrophe in a word.
 *
 * @param {string} text
 * @param {string | null} script
 */
export const cornered = (text, script) =>
  text.replace(/[“”‘]|(?<!\p{Script=Latin})’|’(?!\p{Script=Latin})/gu, (mark) => CORNERS[script ?? "hant"]["“”‘’".indexOf(mark)]);

/** @type {(shown: string, source: string) => boolean} whether a text is another but for such punctuation */
export const isDressed = (shown, source) =>
  shown.length === source.length && [...Array(source.length).keys()].every((i) => shown[i] === source[i] || /[,;:?!.()"“”‘’]/.test(source[i]));

/** @type {(lang: string, punctuation: string) => boolean} whether half-width punctuation is shown full-width */
export const isFull = (lang, punctuation) => (punctuation === "full" ? isEastAsian(lang) : punctuation === "auto" && scriptOf(lang) !== null);

/** @type {(lang: string, punctuation: string, shownIn: string | null) => Step[]} what punctuation takes in lines that run across */
export const punctuationSteps = (lang, punctuation, shownIn = scriptOf(lang)) => {
  if (!isFull(lang, punctuation)) return [];
  return shownIn === "hant" ? [fullWidth, (text) => cornered(text, shownIn)] : [fullWidth];
};
