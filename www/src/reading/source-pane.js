// The source pane: the text as it came, with each piece marked by its role.

/**
 * A piece as the document knows it.
 *
 * @typedef {{ start: number, end: number, role: string, story: string }} PieceFacts
 */

/**
 * The pane of the source, built from the pieces in the articles, so that it is true of what is shown.
 *
 * @param {string} text
 * @param {HTMLElement} page
 */
export const createSourcePane = (text, page) => {
  const pane = document.createElement("section");
  pane.className = "bm-source";
  pane.slot = "source";
  pane.lang = page.dataset.lang ?? page.lang;
  let line = addLine(pane);
  let at = 0;
  const addPlain = (/** @type {number} */ end) => {
    const parts = text.slice(at, end).split("\n");
    parts.forEach((part, i) => {
      if (i > 0) line = addLine(pane);
      if (part) line.append(part);
    });
    at = end;
  };
  for (const piece of piecesOf(page).sort((a, b) => a.start - b.start)) {
    addPlain(piece.start);
    line.append(mark(piece, text));
    at = piece.end;
  }
  addPlain(text.length);
  for (const row of pane.children) row.classList.toggle("bm-blank", row.childElementCount === 0);
  pane.querySelector("[data-piece]")?.setAttribute("tabindex", "0");
  return pane;
};

/** @type {(node: Element) => PieceFacts | null} the piece that a node stands in */
export const pieceOf = (node) => {
  const piece = /** @type {HTMLElement | null} */ (node.closest?.("[data-start]"));
  return piece && facts(piece);
};

/** @type {(from: Element, key: string) => HTMLElement | undefined} the piece of the source that a key goes to */
export const nextPiece = (from, key) => {
  const all = /** @type {HTMLElement[]} */ ([...(from.closest(".bm-source")?.querySelectorAll("[data-piece]") ?? [])]);
  const i = all.indexOf(/** @type {HTMLElement} */ (from));
  const to = { ArrowDown: i + 1, ArrowRight: i + 1, ArrowUp: i - 1, ArrowLeft: i - 1, Home: 0, End: all.length - 1 }[key];
  return all[to ?? -1];
};

/** @type {(page: Element) => PieceFacts[]} the pieces of the articles, in the order they are read */
export const piecesOf = (page) => /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-start]")]).map(facts);

/** @type {(piece: HTMLElement) => PieceFacts} */
const facts = (piece) => ({
  start: Number(piece.dataset.start),
  end: Number(piece.dataset.end),
  role: /** @type {HTMLElement | null} */ (piece.closest("[data-role]"))?.dataset.role ?? "",
  story: /** @type {HTMLElement | null} */ (piece.closest("[data-article]"))?.dataset.article ?? "-",
});

const addLine = (/** @type {Element} */ pane) => {
  const line = document.createElement("div");
  line.className = "bm-line";
  pane.append(line);
  return line;
};

/** @type {(piece: PieceFacts, text: string) => HTMLElement} what stands for a piece in a pane */
export const mark = ({ start, end, role, story }, text) => {
  const span = document.createElement("span");
  span.textContent = text.slice(start, end);
  span.tabIndex = -1;
  span.setAttribute("role", "button");
  Object.assign(span.dataset, { piece: "", start, end, role, article: story, number: story.slice(1) });
  return span;
};
