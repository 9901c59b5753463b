// Why a piece stands where it stands, in words.

import { inWords } from "./doubts.js";
import { linesOf } from "../model/runs.js";

export const ROLES = [
  "rubric", "kicker", "headline", "deck", "subhead", "byline",
  "paragraph", "caption", "credit", "teaser", "jump", "furniture",
];

// Everything the page knows of the piece that starts at `start`.
export const known = (page, start) => {
  for (const [article, block] of blocks(page)) {
    const i = block.spans.findIndex((span) => span.utf16[0] === start);
    if (i >= 0) return { article, block, span: block.spans[i], join: block.joins?.find((join) => join.span === i) };
  }
  return null;
};

export const why = ({ article, block, span, join }, text, t, doubts = []) => {
  const out = document.createDocumentFragment();
  const story = article && t("why.story", { number: article.id.slice(1), headline: title(article, text) });
  const what = document.createElement("p");
  what.className = "what";
  what.append([t(`role.${block.role}`), t("why.line", { line: span.line }), story].filter(Boolean).join(" · "));
  out.append(what);
  for (const doubt of doubts) {
    const unsure = Object.assign(document.createElement("p"), { className: "doubt", textContent: `${t("why.doubt")}${inWords(doubt, t)}` });
    out.append(unsure);
  }
  out.append(point(t("why.sure"), block.confidence, t("why.place"), block.reasons, t));
  if (join) out.append(point(t("why.joinSure"), join.confidence, t("why.join"), join.reasons, t));
  if (article && (block === article.headline || block === article.blocks[0])) {
    out.append(point(t("why.storySure"), article.confidence, t("why.together"), article.reasons, t));
  }
  return out;
};

const title = (article, text) => {
  const block = article.headline ?? article.kicker ?? article.blocks[0];
  return block && linesOf(block, text).join(" ");
};

function* blocks(page) {
  for (const article of page.articles) {
    const { rubric, kicker, headline, decks, bylines, blocks, jumps } = article;
    for (const block of [rubric, kicker, headline, ...decks, ...bylines, ...blocks, ...jumps]) {
      if (block) yield [article, block];
    }
  }
  for (const block of [...page.furniture, ...page.unplaced]) yield [null, block];
}

export { blocks };

const point = (label, confidence, heading, reasons, t) => {
  const out = document.createElement("div");
  out.append(sure(label, confidence));
  if (reasons.length > 0) {
    const list = document.createElement("p");
    list.append(heading, reasons.map((reason) => words(reason, t)).join(t("why.and")));
    out.append(list);
  }
  return out;
};

const words = ({ kind, words, name, text }, t) => {
  const key = `reason.${kind}`;
  return t.has(key) ? t(key, { words: words?.join(t("why.comma")), name, text }) : kind;
};

const sure = (label, confidence) => {
  const out = document.createElement("p");
  const meter = document.createElement("meter");
  const percent = `${Math.round(confidence * 100)} %`;
  meter.value = confidence;
  meter.textContent = percent;
  meter.setAttribute("aria-label", label);
  out.append(`${label} `, meter, ` ${percent}`);
  return out;
};
