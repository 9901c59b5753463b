// The source beside the reading: the text as it came, each piece marked with its role.

// Built from the pieces in the articles, so that it is true of what is shown.
export const sourcePane = (text, page) => {
  const pane = document.createElement("section");
  pane.className = "bm-source";
  pane.slot = "source";
  pane.lang = page.dataset.lang ?? page.lang;
  const all = pieces(page);
  let line = open(pane);
  let at = 0;
  const plain = (end) => {
    const parts = text.slice(at, end).split("\n");
    parts.forEach((part, i) => {
      if (i > 0) line = open(pane);
      if (part) line.append(part);
    });
    at = end;
  };
  for (const piece of all) {
    plain(piece.start);
    line.append(mark(piece, text));
    at = piece.end;
  }
  plain(text.length);
  for (const row of pane.children) row.classList.toggle("bm-blank", row.childElementCount === 0);
  pane.querySelector("[data-piece]")?.setAttribute("tabindex", "0");
  return pane;
};

export const pieceOf = (node) => {
  const piece = node.closest?.("[data-start]");
  return piece && facts(piece);
};

// The words of a story's heading on one line.
export const heading = (article) => {
  const heading = article.querySelector("h2");
  const lines = [...heading.querySelectorAll("[data-start]")].map((line) => line.textContent);
  return (lines.length > 0 ? lines.join(" ") : heading.textContent).trim();
};

// Moves among the pieces of the source by key; gives back the piece to go to.
export const next = (from, key) => {
  const all = [...from.closest(".bm-source").querySelectorAll("[data-piece]")];
  const i = all.indexOf(from);
  const to = { ArrowDown: i + 1, ArrowRight: i + 1, ArrowUp: i - 1, ArrowLeft: i - 1, Home: 0, End: all.length - 1 }[key];
  return all[to];
};

const pieces = (page) =>
  [...page.querySelectorAll("[data-start]")].map(facts).sort((a, b) => a.start - b.start);

const facts = (piece) => ({
  start: Number(piece.dataset.start),
  end: Number(piece.dataset.end),
  role: piece.closest("[data-role]").dataset.role,
  story: piece.closest("[data-article]")?.dataset.article ?? "-",
});

const open = (pane) => {
  const line = document.createElement("div");
  line.className = "bm-line";
  pane.append(line);
  return line;
};

const mark = ({ start, end, role, story }, text) => {
  const span = document.createElement("span");
  span.textContent = text.slice(start, end);
  span.tabIndex = -1;
  span.setAttribute("role", "button");
  Object.assign(span.dataset, { piece: "", start, end, role, article: story, number: story.slice(1) });
  return span;
};
