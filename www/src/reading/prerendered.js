// Articles that a document brought ready-made, and a page just read: are they the same?

// Whether `main` shows `page` of `text` piece by piece, so that nothing need be built anew.
export const stands = (main, page, text) => {
  const shown = main?.querySelectorAll(":scope > .bm-page");
  if (shown?.length !== 1 || shown[0].lang !== page.source.language) return false;
  const pieces = [...shown[0].querySelectorAll("[data-start]")];
  const spans = new Map(spansOf(page));
  return pieces.length === spans.size && pieces.every((piece) => {
    const { start, end } = piece.dataset;
    const expected = spans.get(Number(start));
    const story = piece.closest("article")?.id ?? "";
    const { role } = piece.closest("[data-role]").dataset;
    return expected?.join() === [end, role, story].join() && printed(piece) === text.slice(start, end);
  });
};

// A piece's text as it was before it was corrected.
const printed = (piece) => {
  const mended = piece.querySelector(".bm-corrected");
  if (!mended) return piece.textContent;
  const copy = piece.cloneNode(true);
  for (const node of copy.querySelectorAll(".bm-corrected")) node.textContent = node.dataset.original;
  return copy.textContent;
};

const spansOf = function* (page) {
  const spans = (block, story) => block.spans.map(({ utf16: [start, end] }) => [start, [end, block.role, story]]);
  for (const article of page.articles) {
    const { id, rubric, kicker, headline, decks, bylines, blocks, jumps } = article;
    const all = [rubric, kicker, headline, ...decks, ...bylines, ...blocks, ...jumps];
    for (const block of all) if (block) yield* spans(block, id);
  }
  for (const block of [...page.furniture, ...page.unplaced]) yield* spans(block, "");
};
