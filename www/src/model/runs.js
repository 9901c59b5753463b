// A piece of the source as it is shown: as it was printed, but for what has been corrected in it.

// By the model: `[{ start, end, shown, plain }]` in the order of the source.
export const runsOf = ({ corrections = [] }, { utf16: [start, end] }, text) => {
  const inside = corrections.filter(({ span: { utf16 } }) => start <= utf16[0] && utf16[1] <= end);
  return runs(inside.map(({ span: { utf16 }, text }) => [...utf16, text]), start, end, text);
};

// By what stands in the document.
export const runsIn = (piece, text) => {
  const inside = [...piece.querySelectorAll(".bm-corrected")].map((node) => [Number(node.dataset.from), Number(node.dataset.to), node.textContent]);
  return runs(inside, Number(piece.dataset.start), Number(piece.dataset.end), text);
};

const runs = (corrected, start, end, text) => {
  const out = [];
  let at = start;
  const plain = (to) => to > at && out.push({ start: at, end: to, shown: text.slice(at, to), plain: true });
  for (const [from, to, shown] of corrected) {
    plain(from);
    out.push({ start: from, end: to, shown, plain: false });
    at = to;
  }
  plain(end);
  return out;
};

// What is shown of the source from one place to another; what is corrected is shown whole.
export const shownOf = (runs, from, to) =>
  runs.filter(({ start, end }) => start < to && from < end)
    .map(({ start, end, shown, plain }) => (plain ? shown.slice(Math.max(0, from - start), Math.min(end, to) - start) : shown)).join("");

// A block line by line, as it is shown.
export const linesOf = (block, text) => block.spans.map((span) => runsOf(block, span, text).map(({ shown }) => shown).join(""));
