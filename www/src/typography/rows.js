// A long story stands in rows of columns, each short enough to be read without scrolling back.

// The length of the shortest row, in characters of full width. Rows of twice and four times that are
// for stories over more columns: the style sheet shows those that fit.
const ROW = 600;
const LEVELS = 3;

/** @type {(text: string) => number} */
const widthOf = (text) => text.length - 0.5 * (text.match(/[ -~]/g)?.length ?? 0);

/**
 * For each block of a story's body the level of the row that begins with it: 0 for none.
 *
 * @param {{ role: string | undefined, text: string }[]} blocks
 * @returns {number[]}
 */
export const rowLevels = (blocks) => {
  const widths = blocks.map(({ text }) => widthOf(text));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const levels = blocks.map(() => 0);
  let [read, rows] = [0, 0];
  blocks.forEach(({ role }, i) => {
    const reached = Math.floor(read / ROW);
    // a heading stays with its text, a credit with its picture
    const isApart = i > 0 && blocks[i - 1].role !== "subhead" && !/^(credit|jump|caption)$/.test(role ?? "");
    if (isApart && reached > rows) {
      let level = 1;
      for (let n = rows + 1; n <= reached; n += 1) while (level < LEVELS && n % 2 ** level === 0) level += 1;
      // no row is but a few lines
      while (level > 0 && total - read < 0.6 * ROW * 2 ** (level - 1)) level -= 1;
      levels[i] = level;
      rows = reached;
    }
    read += widths[i];
  });
  return levels;
};
