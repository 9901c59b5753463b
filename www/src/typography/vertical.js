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
