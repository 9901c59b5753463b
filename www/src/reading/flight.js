// Where lines of type fly from and to, as numbers alone: which characters stand where in two views, and
// in a heap.

/**
 * Characters on one line in one size, as they stand in the window; offsets are those of the source.
 *
 * @typedef {{ start: number, end: number, x: number, y: number, width: number, height: number, size: number }} Place
 */

/**
 * How far a line is from where its first character stood, and how many times as large it was there.
 *
 * @typedef {{ x: number, y: number, scale: number }} Offset
 */

/**
 * The way back of each line to the places given: what moves it to where it stood, from the middle of its
 * left edge. Null where its beginning stood in none of them.
 *
 * @param {Place[]} lines
 * @param {Place[]} places
 * @returns {(Offset | null)[]}
 */
export const offsetsTo = (lines, places) => {
  const sorted = [...places].sort((a, b) => a.start - b.start);
  return lines.map((line) => {
    const place = placeAt(sorted, line.start);
    if (!place) return null;
    const along = (place.width * (line.start - place.start)) / (place.end - place.start);
    return {
      x: place.x + along - line.x,
      y: place.y + place.height / 2 - line.y - line.height / 2,
      scale: place.size / line.size,
    };
  });
};

/** @type {(sorted: Place[], offset: number) => Place | null} the place that holds an offset */
const placeAt = (sorted, offset) => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle].end > offset) high = middle;
    else low = middle + 1;
  }
  return sorted[low]?.start <= offset ? sorted[low] : null;
};

// The type of a heap, in px, from the size that is wanted to the least that can be told from a smear.
const SIZES = [14, 13, 12, 11, 10, 9, 8, 7, 6];
const LEADING = 1.45;
// How much of the window a heap takes, and how wide it is at most, in its own type.
const [WIDE, HIGH, MEASURE] = [0.7, 0.88, 44];

/**
 * The lines as they stand in their file: one below the other in the order of the text, all in one size,
 * in a narrow column that is broken where it is full and ragged at its right.
 *
 * @param {Place[]} lines
 * @param {string} text
 * @param {{ width: number, height: number }} room
 * @returns {Place[]} in the order of the text
 */
export const heapOf = (lines, text, room) => {
  const sorted = [...lines].sort((a, b) => a.start - b.start);
  for (const size of SIZES) {
    const measure = Math.min(room.width * WIDE, size * MEASURE);
    const pitch = size * LEADING;
    const stacked = stack(sorted, text, size, measure);
    const depth = ((stacked.at(-1)?.row ?? 0) + 1) * pitch;
    if (depth > room.height * HIGH && size !== SIZES.at(-1)) continue;
    const [left, top] = [(room.width - measure) / 2, Math.max(0, (room.height - depth) / 3)];
    return stacked.map(({ line, row, along, width }) => ({
      start: line.start, end: line.end, x: left + along, y: top + row * pitch, width, height: pitch, size,
    }));
  }
  return [];
};

/** @type {(sorted: Place[], text: string, size: number, measure: number) => { line: Place, row: number, along: number, width: number }[]} */
const stack = (sorted, text, size, measure) => {
  let [row, along, last] = [0, 0, 0];
  return sorted.map((line) => {
    const width = (line.width * size) / line.size;
    const isNext = along > 0 && (text.slice(last, line.start).includes("\n") || along + width > measure);
    if (isNext) [row, along] = [row + 1, 0];
    const at = { line, row, along, width };
    along += width;
    last = line.end;
    return at;
  });
};
