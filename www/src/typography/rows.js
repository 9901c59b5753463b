// A long story stands in rows of columns, each short enough to be read without scrolling back.

// About how long a row is, in characters of full width: a story shows those of the number of columns
// that the style sheet gives it.
const ROWS = [600, 1200, 2400];

/** @type {(text: string) => number} */
const widthOf = (text) => text.length - 0.5 * (text.match(/[ -~]/g)?.length ?? 0);

/**
 * For each block of a story's body the rows that begin with it, each by the place of its length in
 * {@link ROWS}, from 1. The rows of a length are about equally long, the last one too.
 *
 * @param {{ role: string | undefined, text: string }[]} blocks
 * @returns {number[][]}
 */
export const rowsBegun = (blocks) => {
  const widths = blocks.map(({ text }) => widthOf(text));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const rows = ROWS.map((row) => Math.ceil(total / row - 0.25));
  const begun = rows.map(() => 0);
  let read = 0;
  return blocks.map(({ role }, i) => {
    // a heading stays with its text, a credit with its picture
    const isApart = i > 0 && blocks[i - 1].role !== "subhead" && !/^(credit|jump|caption)$/.test(role ?? "");
    const middle = read + widths[i] / 2;
    read += widths[i];
    return rows.flatMap((count, level) => {
      // it begins a row if more of it stands behind the row's place than before
      const reached = Math.floor((middle / total) * count);
      if (!isApart || reached <= begun[level]) return [];
      begun[level] = reached;
      return level + 1;
    });
  });
};
