// Sets a page's articles where browsers do worse than a compositor: headlines break at blanks and
// between words, no paragraph ends with a line of one character, and long stories stand in rows.
// Nothing is put in but elements without text, or around text, so that what is copied, found and
// linked is the source's.

import { langOf } from "./choices.js";
import { rowsBegun } from "./rows.js";
import { wordsOf } from "./words.js";

/** @import { Words } from "./words.js" */

/** The roles whose lines break at words. */
export const HEADINGS = ["rubric", "kicker", "headline", "deck", "subhead", "teaser"];

/** @type {(lang: string) => boolean} whether there are no spaces between words */
export const isUnspaced = (lang) => /^(zh|ja)\b/.test(lang);

/** @type {(text: string) => number} how long the end of a paragraph is that stays on one line: two characters and the marks after them */
export const endOf = (text) => text.match(/[\p{L}\p{N}]{2}[\p{P}\s]*$/u)?.[0].length ?? 0;

/** @type {(page: HTMLElement) => void} does so once */
export const typeset = (page) => {
  const lang = langOf(page);
  if (page.dataset.typeset !== undefined) return;
  page.dataset.typeset = "";
  page.querySelectorAll(".bm-body").forEach(setRows);
  if (!isUnspaced(lang)) return;
  const paragraphs = [...page.querySelectorAll("p[data-role=paragraph]")];
  const words = wordsOf(lang, paragraphs.map(({ textContent }) => textContent).join("\n"));
  if (words) {
    page.dataset.typeset = "words";
    for (const heading of page.querySelectorAll(HEADINGS.map((role) => `[data-role=${role}]`).join())) {
      breakBetweenCharacters(heading, words);
      joinLines(heading, words);
      for (const text of textsIn(heading)) breakAtWords(text, words);
    }
  }
  for (const block of [...paragraphs, ...page.querySelectorAll("p[data-role=caption]")]) holdEnd(block);
};

const setRows = (/** @type {Element} */ body) => {
  const blocks = /** @type {HTMLElement[]} */ ([...body.children]);
  rowsBegun(blocks.map(({ dataset: { role }, textContent }) => ({ role, text: textContent ?? "" }))).forEach((levels, i) => {
    for (const level of levels) {
      const row = document.createElement("div");
      row.className = "bm-row";
      row.dataset.level = String(level);
      blocks[i].before(row);
    }
  });
};

// What is corrected is marked as a whole, and stays one text.
const textsIn = (/** @type {Element} */ block) => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (!text.parentElement?.closest(".bm-corrected")) texts.push(text);
  }
  return texts;
};

// A heading that is drawn character by character has the text in as many elements.
/** @type {(heading: Element, words: Words) => void} */
const breakBetweenCharacters = (heading, words) => {
  const characters = [...heading.querySelectorAll(".bm-goes-on")];
  const text = characters.map(({ textContent }) => textContent).join("");
  let at = 0;
  const starts = words.phrases(text).flatMap((phrase) => phrase.words).map((word) => (at += word.length) - word.length);
  at = 0;
  for (const character of characters) {
    if (at > 0 && starts.includes(at)) character.before(document.createElement("wbr"));
    at += character.textContent?.length ?? 0;
  }
};

// Lines stand by themselves in a headline, but for those that were cut within a word.
/** @type {(heading: Element, words: Words) => void} */
const joinLines = (heading, words) => {
  const lines = [...heading.querySelectorAll("span[data-start]")];
  lines.slice(1).forEach((line, i) => {
    if (!words.goesOn(lines[i].textContent, line.textContent)) return;
    lines[i].classList.add("bm-goes-on");
    line.classList.add("bm-goes-on");
  });
};

/** @type {(text: Text, words: Words) => void} */
const breakAtWords = (text, words) => {
  const phrases = words.phrases(text.data);
  const several = phrases.filter(({ blank }) => !blank).length > 1;
  if (!several && phrases.every(({ words }) => words.length < 2)) return;
  text.replaceWith(...phrases.flatMap(({ blank, words }) => {
    /** @type {Node[]} */
    const nodes = words.flatMap((word, i) => [...(i > 0 ? [document.createElement("wbr")] : []), document.createTextNode(word)]);
    if (blank || !several) return nodes;
    const phrase = document.createElement("span");
    phrase.className = "bm-phrase";
    phrase.append(...nodes);
    return [phrase];
  }));
};

const holdEnd = (/** @type {Element} */ block) => {
  const text = textsIn(block).at(-1);
  const end = endOf(text?.data ?? "");
  if (!text || end === 0 || end === text.length) return;
  const last = document.createElement("span");
  last.className = "bm-end";
  last.append(text.splitText(text.length - end));
  text.after(last);
};
