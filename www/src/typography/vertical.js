// Text for vertical lines, as clreq sets it: corner brackets for quotation marks, digits and
// single capitals upright, two digits beside each other in one place.

import { cornered } from "./punctuation.js";

const NUMBERS = /(?<![\d.,:A-Za-z])(\d{1,4})(?![\d.,:]?[\d]|[A-Za-z])/g;

/**
 * A text as vertical lines have it, one character for one; what stands upright on its own takes its
 * full-width form.
 *
 * @param {string} text
 * @param {string | null} script
 */
export const vertical = (text, script) =>
  cornered(text, script)
    .replace(NUMBERS, (number) => (number.length === 2 ? number : wide(number)))
    .replace(/(?<![\w\s.&'-])[A-Z](?![\w.&'-])/g, wide);

/** @type {(piece: Element) => void} has two digits share the place of one character */
export const upright = (piece) => {
  const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
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

/** @type {(piece: Element) => void} undoes that */
export const horizontal = (piece) => {
  const places = piece.querySelectorAll(".bm-upright");
  for (const place of places) place.replaceWith(...place.childNodes);
  if (places.length > 0) piece.normalize();
};

const wide = (/** @type {string} */ text) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
