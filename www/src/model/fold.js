// Folds text for comparison, and remembers where each character of the result came from.

const [NONE, BLANK, HYPHEN, LETTER, DIGIT, OTHER] = [0, 1, 2, 3, 4, 5];
// Scripts that have no space where a line may end, as src/text/script.rs has them.
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Yiii}\p{scx=Thai}\p{scx=Laoo}\p{scx=Tibt}\p{scx=Mymr}\p{scx=Khmr}\p{scx=Tale}\p{scx=Talu}\p{scx=Lana}\p{scx=Tavt}\p{scx=Bali}\p{scx=Java}\p{scx=Ahom}]/u;
const MARKED = /[\p{sc=Latn}\p{sc=Grek}]/u;
// Signs and letters that are typed in one way and printed in several.
const ALIKE = new Map(
  [["“”„「」『』«»", '"'], ["‘’", "'"], ["–―", "—"], ["•‧・", "·"], ["đ", "d"], ["ł", "l"], ["ø", "o"], ["ı", "i"], ["ё", "е"], ["ß", "ss"], ["æ", "ae"], ["œ", "oe"]]
    .flatMap(([printed, typed]) => [...printed].map((c) => [c, typed])),
);

/**
 * Folds texts one after the other: `text` takes a stretch of one, `place` being where all of it comes
 * from, if not each character from its own; `end` is the end of a block, with a sign.
 *
 * @typedef {object} FoldWriter
 * @property {() => number} length how much folded text there is by now
 * @property {() => { folded: string, at: Uint32Array }} out the folded text, and the offset of each unit of it
 * @property {(text: string, from?: number, to?: number, place?: number | null) => void} text
 * @property {(sign?: string) => void} end
 */

/** @typedef {() => FoldWriter} Fold */

/** @type {(pairs: string) => Fold} what folds texts, by pairs of a character and the one it is looked for as, in turn */
export const folder = (pairs) => {
  const simple = new Map();
  const units = [...pairs];
  for (let i = 0; i < units.length; i += 2) simple.set(units[i], units[i + 1]);
  /** @type {{ to: string, kind: number }[]} */
  const known = [];

  const learn = (/** @type {number} */ code) => {
    const c = String.fromCodePoint(code);
    let to = c.normalize("NFKC").toLowerCase().replace(/\s/g, "");
    if (MARKED.test(to)) to = to.normalize("NFD").replace(/\p{M}/gu, "");
    to = [...to].map((one) => ALIKE.get(one) ?? simple.get(one) ?? one).join("");
    const kind =
      /[\s\p{Cc}]/u.test(c) ? BLANK
      : /[\p{Cf}\u0300-\u036f]/u.test(c) || to === "" ? NONE
      : /^[-\u2010\u2011\u2e17\xac]$/.test(to) ? HYPHEN
      : /^\p{N}/u.test(to) ? DIGIT
      : /^\p{L}/u.test(to) && !UNSPACED.test(to) ? LETTER
      : OTHER;
    return (known[code] = { to, kind });
  };

  // Blanks count between words of a spaced script only, and hyphens between letters not at all:
  // they may be the line's.
  return () => {
    // in arrays of numbers, as a text that grows by characters is garbage at each
    let units = new Uint16Array(ROOM);
    let at = new Uint32Array(ROOM);
    let length = 0;
    let last = NONE;
    let gap = NONE;
    let hyphen = -1;
    const put = (/** @type {string} */ to, /** @type {number} */ from) => {
      if (length + to.length > units.length) {
        [units, at] = [grown(units, new Uint16Array(2 * (length + to.length))), grown(at, new Uint32Array(2 * (length + to.length)))];
      }
      for (let i = 0; i < to.length; i++) {
        units[length] = to.charCodeAt(i);
        at[length++] = from;
      }
    };
    /** @type {FoldWriter["text"]} */
    const text = (text, from = 0, to = text.length, place = null) => {
      for (let i = from; i < to; ) {
        const code = text.codePointAt(i) ?? 0;
        const { to: folded, kind } = known[code] ?? learn(code);
        if (kind === BLANK) gap = BLANK;
        else if (kind === HYPHEN && last === LETTER && gap === NONE && hyphen < 0) hyphen = place ?? i;
        else if (kind !== NONE) {
          const here = place ?? i;
          if (hyphen >= 0 && kind !== LETTER) put("-", hyphen);
          else if (gap !== NONE && hyphen < 0 && spaced(last) && spaced(kind)) put(" ", here);
          put(folded, here);
          last = kind;
          gap = NONE;
          hyphen = -1;
        }
        i += code > 0xffff ? 2 : 1;
      }
    };
    const end = (sign = "") => {
      if (hyphen >= 0) put("-", hyphen);
      put(sign, 0);
      last = gap = NONE;
      hyphen = -1;
    };
    return { length: () => length, out: () => ({ folded: textOf(units.subarray(0, length)), at: at.slice(0, length) }), text, end };
  };
};

// How many units a writer has room for at first.
const ROOM = 256;

/** @type {<T extends Uint16Array | Uint32Array>(from: T, into: T) => T} */
const grown = (from, into) => {
  into.set(from);
  return into;
};

// How many units a call takes as its arguments.
const SLICE = 4096;

/** @type {(units: Uint16Array) => string} */
const textOf = (units) => {
  let text = "";
  for (let i = 0; i < units.length; i += SLICE) text += String.fromCharCode(...units.subarray(i, i + SLICE));
  return text;
};

const spaced = (/** @type {number} */ kind) => kind === LETTER || kind === DIGIT;

const [SPACED, UNSPACED_LETTER, INSIDE, SIGN] = [1, 2, 3, 4];
const classes = new Uint8Array(0x10000);

// What a unit of folded text is; characters beyond the first plane count as those of unspaced scripts.
const classOf = (/** @type {number} */ unit) => (classes[unit] ||= classify(unit));

const classify = (/** @type {number} */ unit) => {
  if (unit >= 0xd800 && unit < 0xe000) return unit < 0xdc00 ? UNSPACED_LETTER : INSIDE;
  const c = String.fromCharCode(unit);
  if (/\p{M}/u.test(c)) return INSIDE;
  return UNSPACED.test(c) && /[\p{L}\p{N}]/u.test(c) ? UNSPACED_LETTER : /[\p{L}\p{N}]/u.test(c) ? SPACED : SIGN;
};

/** @type {(folded: string, at: number) => boolean} whether a letter or digit of a spaced script stands at a place of folded text */
export const isSpaced = (folded, at) => at >= 0 && at < folded.length && classOf(folded.charCodeAt(at)) === SPACED;

/** @type {(folded: string, at: number) => boolean} whether no word of a spaced script goes over a place of folded text */
export const isEdge = (folded, at) => !(isSpaced(folded, at - 1) && isSpaced(folded, at));

/** @type {(folded: string, at: number) => boolean} whether a word of a spaced script or a character of another begins at a place of folded text */
export const isUnit = (folded, at) => {
  const kind = classOf(folded.charCodeAt(at));
  return kind === UNSPACED_LETTER || (kind === SPACED && isEdge(folded, at));
};

/** @type {(folded: string, at: number) => boolean} whether a character begins at a place of folded text, or goes on there */
export const isCharacter = (folded, at) => classOf(folded.charCodeAt(at)) !== INSIDE;
