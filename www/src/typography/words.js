// Where a headline in a language without spaces may break: between words.

/** @typedef {{ blank: boolean, words: string[] }} Phrase what stands between two blanks, or the blanks */
/** @typedef {{ phrases: (line: string) => Phrase[], goesOn: (line: string, next: string) => boolean }} Words */
/** @typedef {(term: string) => number} Count how often a term stands in the text of the page */

// The longest term that is put together of several words.
const LONGEST = 5;
// What is looked at no further: terms, text in which they are counted, and characters of one line and of
// all; the browser's dictionary takes as long as the square of a line. The rest breaks anywhere.
const MAX_TERMS = 2000;
const MAX_BODY = 100_000;
const MAX_LINE = 120;
const MAX_LINES = 10_000;
// Characters that go with the word before them, and marks that no line begins or ends with.
const SUFFIX = /^(?:[的了着过们等者性化]|\p{Script=Hiragana}+)$/u;
const NEVER_FIRST = /^[\p{Pe}\p{Pf}\p{Pd}、。，．：；！？…‥·・,.:;!?%％‰℃々ー～〜’”]/u;
const NEVER_LAST = /[\p{Ps}\p{Pi}\p{Pd}‘“第]$/u;
const NUMBER = /[\d〇零一二三四五六七八九十百千万亿萬億]$/u;

const length = (/** @type {string} */ text) => [...text].length;

/**
 * What finds the phrases of a line with their words, by the browser's dictionary and by what else
 * stands on the page, which knows the names and terms that the dictionary cuts in two; and whether a
 * line goes on in the next: within a word, or with a mark that no line begins with.
 *
 * @param {string} lang
 * @param {string} body
 * @returns {Words | null}
 */
export const wordsOf = (lang, body) => {
  if (!globalThis.Intl?.Segmenter) return null;
  // of a tag only the language, as a text's tag may be none
  const segmenter = new Intl.Segmenter(lang.slice(0, 2), { granularity: "word" });
  /** @type {Map<string, number>} */
  const counts = new Map();
  const searched = body.slice(0, MAX_BODY);
  /** @type {Count} */
  const count = (term) => {
    const known = counts.get(term) ?? (counts.size < MAX_TERMS ? searched.split(term).length - 1 : 0);
    counts.set(term, known);
    return known;
  };
  let left = MAX_LINES;
  const known = (/** @type {string} */ text) => {
    if (text.length > MAX_LINE || text.length > left) return [text];
    left -= text.length;
    return terms([...segmenter.segment(text)].map(({ segment }) => segment), count);
  };
  return {
    phrases: (line) => line.split(/(\s+)/u).filter((part) => part !== "").map((part) => ({
      blank: /^\s/u.test(part),
      words: unbroken(singles(known(part))),
    })),
    goesOn: (line, next) => {
      if (NEVER_FIRST.test(next)) return true;
      let at = 0;
      return !known(line + next).some((word) => (at += word.length) === line.length);
    },
  };
};

const isWord = (/** @type {string} */ text) => /^[\p{L}\p{N}]/u.test(text) && !/^[a-z\d第]/i.test(text);

// Neighbours that stand together elsewhere whenever one of them stands there, the surest first.
/** @type {(words: string[], count: Count) => string[]} */
const terms = (words, count) => {
  for (;;) {
    let [best, at] = [0, -1];
    words.slice(1).forEach((next, i) => {
      const [a, b] = [words[i], next];
      if (!isWord(a) || !isWord(b) || length(a + b) > LONGEST) return;
      const together = count(a + b);
      const alone = Math.min(count(a), count(b));
      const share = together / (alone + 0.5);
      const known = length(a) === 1 || length(b) === 1 ? together > 0 && share >= 0.25 : together > 1 && share >= 0.6;
      if (known && share > best) [best, at] = [share, i];
    });
    if (at < 0) return words;
    words = [...words.slice(0, at), words[at] + words[at + 1], ...words.slice(at + 2)];
  }
};

// No character stands by itself: what the dictionary knows only the characters of is a word in twos
// and threes; one that is left goes with the word after it, a suffix or a measure with the one before.
/** @type {(words: string[]) => string[]} */
const singles = (words) => {
  /** @type {string[]} */
  const out = [];
  const isSingle = (/** @type {string | undefined} */ word) => word !== undefined && isWord(word) && length(word) === 1;
  for (let i = 0; i < words.length; ) {
    const word = words[i];
    const before = out.at(-1) ?? "";
    const isMeasure = /\d$/.test(before) ? length(word) <= 3 : length(word) === 1 && NUMBER.test(before);
    if (out.length > 0 && isWord(word) && (SUFFIX.test(word) || isMeasure)) {
      out[out.length - 1] += word;
      i += 1;
    } else if (isSingle(word)) {
      let run = 1;
      while (isSingle(words[i + run]) && !SUFFIX.test(words[i + run])) run += 1;
      const taken = run === 1 ? 1 : run === 3 ? 3 : 2;
      const next = words[i + 1];
      if (taken > 1) out.push(words.slice(i, i + taken).join(""));
      else if (next !== undefined && (isWord(next) || /^\d/.test(next))) {
        out.push(word + next);
        i += 1;
      } else if (out.length > 0 && isWord(before)) out[out.length - 1] += word;
      else out.push(word);
      i += taken;
    } else {
      out.push(word);
      i += 1;
    }
  }
  return out;
};

// Marks stay with the words that they belong to.
/** @type {(words: string[]) => string[]} */
const unbroken = (words) => {
  /** @type {string[]} */
  const out = [];
  for (const word of words) {
    if (out.length > 0 && (NEVER_FIRST.test(word) || NEVER_LAST.test(out[out.length - 1]))) out[out.length - 1] += word;
    else out.push(word);
  }
  return out;
};

