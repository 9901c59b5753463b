// Text for vertical lines, as clreq sets it: corner brackets for quotation marks, digits and
// single capitals upright, two digits beside each other in one place.

const CORNERS = { hant: ["「", "」", "『", "』"], hans: ["『", "』", "「", "」"] };
const NUMBERS = /(?<![\d.,:A-Za-z])(\d{1,4})(?![\d.,:]?[\d]|[A-Za-z])/g;

// One character for one; what stands upright on its own takes its full-width form.
export const vertical = (text, script) => {
  const corners = CORNERS[script] ?? CORNERS.hant;
  return text
    .replace(/[“”‘’]/g, (mark) => corners["“”‘’".indexOf(mark)])
    .replace(NUMBERS, (number) => (number.length === 2 ? number : wide(number)))
    .replace(/(?<![\w\s.&'-])[A-Z](?![\w.&'-])/g, wide);
};

// Two digits share the place of one character.
export const upright = (piece) => {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const numbers = [...text.data.matchAll(NUMBERS)].filter(([number]) => number.length === 2);
    for (const { index } of numbers.reverse()) {
      const digits = text.splitText(index);
      digits.splitText(2);
      const place = document.createElement("span");
      place.className = "bm-upright";
      digits.replaceWith(place);
      place.append(digits);
    }
  }
};

export const horizontal = (piece) => {
  const places = piece.querySelectorAll(".bm-upright");
  for (const place of places) place.replaceWith(...place.childNodes);
  if (places.length > 0) piece.normalize();
};

const wide = (text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

// The wheel goes along the lines' way, and keys by the width of what is seen.
export const along = (scroller) => {
  const room = () => scroller.classList.contains("down") && scroller.scrollWidth > scroller.clientWidth;
  const go = (by) => scroller.scrollBy({ left: -by, behavior: "instant" });
  scroller.addEventListener("wheel", (event) => {
    if (!room() || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) >= Math.abs(event.deltaY)) return;
    const before = scroller.scrollLeft;
    go(event.deltaY * [1, 24, scroller.clientWidth][event.deltaMode]);
    if (scroller.scrollLeft !== before) event.preventDefault();
  }, { passive: false });
  scroller.addEventListener("keydown", (event) => {
    const page = scroller.clientWidth * 0.9;
    const by = { PageDown: page, PageUp: -page, " ": event.shiftKey ? -page : page, Home: -scroller.scrollWidth, End: scroller.scrollWidth }[event.key];
    if (by === undefined || !room() || event.defaultPrevented || event.target.closest("button, input, select, [data-piece]")) return;
    event.preventDefault();
    go(by);
  });
};
