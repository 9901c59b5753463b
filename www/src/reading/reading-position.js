// How long a story takes to read, and where its reader was.

const CHARACTERS = 400;
const WORDS = 230;

export const minutes = (text) => {
  const characters = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0;
  const words = text.match(/[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, Math.round(characters / CHARACTERS + words / WORDS));
};

// A store may be refused, as to documents from disk; then places last as long as the document.
const places = new Map();

export const keyOf = (text, story) => {
  let sum = text.length;
  for (let i = 0; i < text.length; i += 1 + (text.length >> 9)) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return `banmian:${sum}:${story}`;
};

// Keeps the first piece in sight; nothing at a story's beginning, nor at its end. What is seen
// is `size` deep the way the lines follow each other, and `past` how far a box ends within it.
export const keep = (key, article, { past, size }) => {
  const pieces = [...article.querySelectorAll("[data-start]")];
  const ends = pieces.map((piece) => past(piece.getBoundingClientRect()));
  const first = ends.findIndex((end) => end > 4);
  put(key, first > 0 && ends.at(-1) > size ? pieces[first].dataset.start : null);
};

export const kept = (key) => {
  try {
    return places.get(key) ?? sessionStorage.getItem(key);
  } catch {
    return places.get(key) ?? null;
  }
};

const put = (key, start) => {
  if (start === null) places.delete(key);
  else places.set(key, start);
  try {
    if (start === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, start);
  } catch {
    // the map has it
  }
};
