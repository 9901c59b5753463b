// How the type of a run is made as long as it is printed: by what is between its words or characters
// where that looks like setting, else by its width.

/** @import { PlacedRun } from "./placing.js" */

/**
 * `stretch` is how wide the type is beside its own; `letter` and `word` are the room behind a character
 * and a word, in ems.
 *
 * @typedef {{ stretch: number, letter: number, word: number }} Fit
 */

// The room between words and between characters that a compositor gives, beyond the type's own, in ems.
const WORD_ROOM = [-0.13, 0.35];
const CHARACTER_ROOM = [-0.04, 4];
// A line of so many gaps may have more, as it is justified.
const GAPS = 4;
const JUSTIFIED_ROOM = [WORD_ROOM[0], 2];
// How much wider than most of its face type may be.
const WIDE = 1.35;
const LETTER_ROOM = [0, 1];
// A face is as wide on the page as most of its lines are; of shorter ones nothing is concluded.
const TELLING = 8;
const WIDTHS = [0.7, 1.3];

const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uff60]/gu;

/**
 * The fit of each run, in order.
 *
 * @param {PlacedRun[]} runs
 * @param {(run: PlacedRun) => string} fontOf the font of a run, 100 px large
 * @returns {Fit[]}
 */
export const fit = (runs, fontOf) => {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  let font = "";
  const lengths = runs.map((run) => {
    const wanted = fontOf(run);
    if (wanted !== font) pen.font = font = wanted;
    const text = restOf(run);
    const upright = run.vertical ? text.match(CJK)?.length ?? 0 : 0;
    const written = run.vertical ? text.replace(CJK, "") : text;
    return { text, font, own: upright + pen.measureText(written).width / 100, printed: lengthOf(run) / run.size };
  });
  const widths = widthsOf(lengths);
  return lengths.map(({ text, font, own, printed }) => fitOne(text, own, printed, widths.get(font) ?? 1));
};

/** @type {(run: PlacedRun) => string} what stands on the baseline of a run: all but an initial */
export const restOf = ({ text, initial }) => (initial ? text.slice([...text][0]?.length ?? 0) : text);

/** @type {(run: PlacedRun) => number} how long that is on paper */
export const lengthOf = ({ box: { x0, y0, x1, y1 }, vertical, initial }) => (vertical ? y1 - y0 : x1 - (initial && initial.x1 < x1 ? Math.max(x0, initial.x1) : x0));

/** @type {(lines: { text: string, font: string, own: number, printed: number }[]) => Map<string, number>} how wide each font is on paper beside ours */
const widthsOf = (lines) => {
  /** @type {Map<string, number[]>} */
  const ratios = new Map();
  for (const { text, font, own, printed } of lines) {
    if (text.length >= TELLING && own > 0) ratios.set(font, [...(ratios.get(font) ?? []), printed / own]);
  }
  const median = (/** @type {number[]} */ all) => all.sort((a, b) => a - b)[all.length >> 1];
  return new Map([...ratios].map(([font, all]) => [font, Math.min(Math.max(median(all), WIDTHS[0]), WIDTHS[1])]));
};

/** @type {(text: string, own: number, printed: number, width: number) => Fit} */
const fitOne = (text, own, printed, width) => {
  const within = (/** @type {number} */ room, /** @type {number[]} */ [low, high]) => room >= low && room <= high;
  if (own <= 0) return { stretch: 1, letter: 0, word: 0 };
  const isSpaced = (text.match(CJK)?.length ?? 0) * 2 < text.length;
  /** @type {(gaps: number, stretch: number) => number} */
  const room = (gaps, stretch) => (gaps > 0 ? (printed / stretch - own) / gaps : NaN);
  const [words, characters] = [text.match(/\s+/gu)?.length ?? 0, [...text].length - 1];
  if (isSpaced) {
    // beyond what its type may be stretched, a line is justified, or its letters are set apart
    const isLong = printed > WIDE * width * own;
    const wordRoom = isLong || words >= GAPS ? JUSTIFIED_ROOM : WORD_ROOM;
    if (within(room(words, width), wordRoom)) return { stretch: width, letter: 0, word: room(words, width) };
    if (isLong && within(room(characters, width), LETTER_ROOM)) return { stretch: width, letter: room(characters, width), word: 0 };
    return { stretch: printed / own, letter: 0, word: 0 };
  }
  // full-width type is square whatever the face
  for (const stretch of [1, width]) {
    if (within(room(characters, stretch), CHARACTER_ROOM)) return { stretch, letter: room(characters, stretch), word: 0 };
  }
  return { stretch: printed / own, letter: 0, word: 0 };
};
