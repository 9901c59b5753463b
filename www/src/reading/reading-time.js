// Estimates how long a story takes to read.

const CHARACTERS = 400;
const WORDS = 230;

/**
 * The minutes that reading a text takes, one at least.
 *
 * @param {string} text
 */
export const minutes = (text) => {
  const characters = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0;
  const words = text.match(/[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, Math.round(characters / CHARACTERS + words / WORDS));
};
