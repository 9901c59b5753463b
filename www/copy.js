// What is selected in the reading → the source's words, a line a block; and who wrote them.

import { linesOf, runsIn, shownOf } from "./runs.js";

// The selected blocks: `[{ block, text }]`, the text as it stands in the source, or was
// corrected, whatever is shown.
export const selected = (range, root, text) =>
  [...root.querySelectorAll("[data-role]")].filter((block) => range.intersectsNode(block)).map((block) => {
    let words = "";
    const pieces = block.matches("[data-start]") ? [block] : [...block.querySelectorAll("[data-start]")];
    for (const piece of pieces.filter((piece) => range.intersectsNode(piece))) {
      const part = shownOf(runsIn(piece, text), ...stretch(range, piece));
      if (part && words && (piece.previousSibling?.nodeType === Node.TEXT_NODE || block.dataset.role === "headline")) words += " ";
      words += part;
    }
    return { block, text: words.trim() };
  }).filter(({ text }) => text !== "");

export const lines = (found) =>
  found.map(({ block, text }, i) => {
    const apart = i > 0 && block.closest("article") !== found[i - 1].block.closest("article");
    return apart ? `\n${text}` : text;
  }).join("\n");

// Who wrote it and where it stood, as far as the page tells.
export const citation = ({ page, text }, story, t) => {
  const article = page.articles.find(({ id }) => id === story);
  const line = (block) => linesOf(block, text).join(" ").replace(/\s+/g, " ").trim();
  const furniture = page.furniture.map((block) => block.text.normalize("NFKC")).join("\n");
  const [headline, byline] = [article?.headline && line(article.headline), article?.bylines.map(line).join(t("why.comma"))];
  const facts = [DATE, NUMBER].map((pattern) => pattern.exec(furniture)?.[0].replace(/\s+/g, " ").trim());
  const parts = [headline && t("cite.headline", { headline }), byline, PAPER.exec(furniture)?.[0].trim(), ...facts].filter(Boolean);
  return parts.length > 0 ? t("cite", { parts: parts.join(t("cite.comma")) }) : "";
};

// Puts a text on the clipboard; documents opened from disk may have the older way only.
export const toClipboard = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const put = (event) => {
      event.stopImmediatePropagation();
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
    };
    document.addEventListener("copy", put, { capture: true, once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", put, { capture: true });
  }
};

const NUMERAL = "[\\d〇○零一二三四五六七八九十百]";
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const DATE = new RegExp(`(?:中華民國|中华民国|民國|民国)?\\s*${NUMERAL}{2,4}\\s*年\\s*${NUMERAL}{1,3}\\s*月\\s*${NUMERAL}{1,3}\\s*日|\\b${MONTH}\\s+\\d{1,2},?\\s+\\d{4}\\b|\\b\\d{1,2}\\s+${MONTH}\\s+\\d{4}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b`, "i");
const NUMBER = new RegExp(`第?\\s*[A-Z]?\\d{1,3}\\s*版|第\\s*${NUMERAL}{1,3}\\s*版|\\bpage\\s+[A-Z]?\\d{1,3}\\b|^[A-Z]\\d{1,2}\\b`, "im");
const PAPER = /^\s*\p{sc=Han}{1,8}[报報]\s*$/mu;

// The part of a piece's stretch of the source that is selected. Where other words are shown
// than the source's, their share of it.
const stretch = (range, piece) => {
  const [start, end] = [Number(piece.dataset.start), Number(piece.dataset.end)];
  const shown = piece.textContent.length;
  const before = (node, offset) => {
    const head = document.createRange();
    head.selectNodeContents(piece);
    head.setEnd(node, offset);
    return Math.round((head.toString().length / shown) * (end - start));
  };
  const from = piece.contains(range.startContainer) ? before(range.startContainer, range.startOffset) : 0;
  const to = piece.contains(range.endContainer) ? before(range.endContainer, range.endOffset) : end - start;
  return [start + from, start + to];
};
