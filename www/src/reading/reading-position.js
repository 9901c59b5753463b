// Keeps for the session where a story was left.

// A store may be refused, as to documents from disk; then places last as long as the document.
/** @type {Map<string, string>} */
const places = new Map();

/**
 * Keeps the first piece in sight; nothing at a story's beginning, nor at its end. What is seen
 * is `size` deep the way the lines follow each other, and `past` how far a box ends within it.
 *
 * @param {string} key
 * @param {Element} article
 * @param {{ past: (box: DOMRect) => number, size: number }} seen
 */
export const keepPosition = (key, article, { past, size }) => {
  const pieces = /** @type {HTMLElement[]} */ ([...article.querySelectorAll("[data-start]")]);
  const ends = pieces.map((piece) => past(piece.getBoundingClientRect()));
  const first = ends.findIndex((end) => end > 4);
  putPosition(key, first > 0 && (ends.at(-1) ?? 0) > size ? pieces[first].dataset.start ?? null : null);
};

/**
 * The offset of the piece that was kept.
 *
 * @param {string} key
 */
export const keptPosition = (key) => {
  try {
    return places.get(key) ?? sessionStorage.getItem(key);
  } catch {
    return places.get(key) ?? null;
  }
};

/** @type {(key: string, start: string | null) => void} keeps the offset of a piece, or that there is none */
export const putPosition = (key, start) => {
  if (start === null) places.delete(key);
  else places.set(key, start);
  try {
    if (start === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, start);
  } catch {
    // the map has it
  }
};
