// Explains in words why a piece was put in its place.

import { describeDoubt } from "./doubts.js";
import { linesOf } from "../model/runs.js";

/** @import { Article, Diagnostic, Translate } from "../model/types.js" */
/** @import { Piece } from "../model/blocks.js" */

/**
 * The reasons for a piece's place, as a fragment.
 *
 * @param {Piece} piece
 * @param {string} text the page's source
 * @param {Translate} t
 * @param {Diagnostic[]} [doubts] what is doubtful of the piece
 */
export const explain = ({ article, block, span, join }, text, t, doubts = []) => {
  const out = document.createDocumentFragment();
  const story = article && t("why.story", { number: article.id.slice(1), headline: title(article, text) });
  const what = document.createElement("p");
  what.className = "what";
  what.append([t(`role.${block.role}`), t("why.line", { line: span.line }), story].filter(Boolean).join(" · "));
  out.append(what);
  for (const doubt of doubts) {
    const unsure = Object.assign(document.createElement("p"), { className: "doubt", textContent: `${t("why.doubt")}${describeDoubt(doubt, t)}` });
    out.append(unsure);
  }
  out.append(reasonsFor(t("why.sure"), block.confidence, t("why.place"), block.reasons, t));
  if (join) out.append(reasonsFor(t("why.joinSure"), join.confidence, t("why.join"), join.reasons, t));
  if (article && (block === article.headline || block === article.blocks[0])) {
    out.append(reasonsFor(t("why.storySure"), article.confidence, t("why.together"), article.reasons, t));
  }
  return out;
};

const title = (/** @type {Article} */ article, /** @type {string} */ text) => {
  const block = article.headline ?? article.kicker ?? article.blocks[0];
  return block && linesOf(block, text).join(" ");
};

/** @type {(label: string, confidence: number, heading: string, reasons: Article["reasons"], t: Translate) => HTMLElement} */
const reasonsFor = (label, confidence, heading, reasons, t) => {
  const out = document.createElement("div");
  out.append(confidenceMeter(label, confidence));
  if (reasons.length > 0) {
    const list = document.createElement("p");
    list.append(heading, reasons.map((reason) => describeReason(reason, t)).join(t("why.and")));
    out.append(list);
  }
  return out;
};

/** @type {(reason: any, t: Translate) => string} */
const describeReason = ({ kind, words, name, text }, t) => {
  const key = `reason.${kind}`;
  return t.has(key) ? t(key, { words: words?.join(t("why.comma")), name, text }) : kind;
};

/** @type {(label: string, confidence: number) => HTMLElement} */
const confidenceMeter = (label, confidence) => {
  const out = document.createElement("p");
  const meter = document.createElement("meter");
  const percent = `${Math.round(confidence * 100)} %`;
  meter.value = confidence;
  meter.textContent = percent;
  meter.setAttribute("aria-label", label);
  out.append(`${label} `, meter, ` ${percent}`);
  return out;
};
