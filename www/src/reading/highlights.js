// Marks stretches of the source where they stand in the document, with the CSS Custom
// Highlight API; without it, the pieces that hold them.

// Marks in the pieces below `host`. Several viewers share the document's registry.
export const marker = (host) => {
  const painted = new Map();
  let sides = null;

  const sidesOf = () => {
    if (sides?.every(({ root }) => root.isConnected) && sides.length === host.querySelectorAll(ROOTS).length) return sides;
    return (sides = [...host.querySelectorAll(ROOTS)].map((root) => ({ root, pieces: piecesOf(root) })));
  };

  const clear = (name) => {
    for (const range of painted.get(name) ?? []) {
      if (range.nodeType) range.removeAttribute(`data-${name}`);
      else CSS.highlights.get(name)?.delete(range);
    }
    painted.delete(name);
  };

  // `stretches` are pairs of offsets; gives back the ranges, those of the reading first.
  const paint = (name, stretches) => {
    clear(name);
    const ranges = sidesOf().flatMap(({ pieces }) => stretches.flatMap((stretch) => rangesIn(pieces, stretch)));
    const seen = globalThis.Highlight && CSS.highlights;
    if (seen && ranges.length > 0) {
      if (!seen.has(name)) seen.set(name, Object.assign(new Highlight(), { priority: PRIORITIES[name] ?? 0 }));
      ranges.forEach((range) => seen.get(name).add(range));
    }
    const kept = seen ? ranges : [...new Set(ranges.map((range) => pieceAt(range)))];
    if (!seen) kept.forEach((piece) => piece.setAttribute(`data-${name}`, ""));
    painted.set(name, kept);
    return ranges;
  };

  return { paint, clear, fresh: () => (sides = null) };
};

const ROOTS = ":scope .bm-page, :scope > .bm-source";
const PRIORITIES = { "bm-hit": 1, "bm-said": 2, "bm-now": 3 };

// Brings a range into sight, clear of what covers the edge of the window.
export const reveal = (range, covered = 0) => {
  const piece = pieceAt(range);
  const box = range.getClientRects()[0];
  if (!box) return;
  const port = scroller(piece);
  const whole = port === document.scrollingElement;
  const { left, right, top, bottom } = whole ? { left: 0, top: covered, right: innerWidth, bottom: innerHeight } : port.getBoundingClientRect();
  const away = (from, to, low, high) => (from >= low && to <= high ? 0 : from - low - (high - low) / 3);
  port.scrollBy({ left: away(box.left, Math.min(box.right, box.left + 40), left, right), top: away(box.top, box.bottom, top + 8, bottom - 24), behavior: "instant" });
};

export const isShown = (range) => range.getClientRects().length > 0;

const pieceAt = (range) => {
  const node = range.startContainer;
  return (node.nodeType === 1 ? node : node.parentElement).closest("[data-start]");
};

const piecesOf = (root) =>
  [...root.querySelectorAll("[data-start]")]
    .map((node) => ({ node, start: Number(node.dataset.start), end: Number(node.dataset.end) }))
    .sort((a, b) => a.start - b.start);

const rangesIn = (pieces, [start, end]) => {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].end > start) high = middle;
    else low = middle + 1;
  }
  const out = [];
  for (let i = low; i < pieces.length && pieces[i].start < end; i++) {
    const piece = pieces[i];
    const range = document.createRange();
    range.setStart(...spot(piece.node, Math.max(start, piece.start) - piece.start));
    range.setEnd(...spot(piece.node, Math.min(end, piece.end) - piece.start, true));
    out.push(range);
  }
  return out;
};

// The node and offset of the `offset`th unit of a piece. What is corrected is marked whole: from
// its beginning, or at an `end` to its end.
const spot = (piece, offset, end = false) => {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  let [node, at] = [piece, 0];
  while (walker.nextNode()) {
    node = walker.currentNode;
    const mended = node.parentElement.closest(".bm-corrected");
    const length = mended ? mended.dataset.to - mended.dataset.from : node.length;
    at = mended ? (end ? node.length : 0) : Math.min(offset, length);
    if (end ? offset <= length : offset < length) break;
    offset -= length;
  }
  return [node, at];
};

const scroller = (node) => {
  for (let at = node; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
    const { overflowX, overflowY } = getComputedStyle(at);
    const scrolls = /auto|scroll/;
    if ((scrolls.test(overflowY) && at.scrollHeight > at.clientHeight) || (scrolls.test(overflowX) && at.scrollWidth > at.clientWidth)) {
      if (at !== document.body && at !== document.documentElement) return at;
    }
  }
  return document.scrollingElement;
};
