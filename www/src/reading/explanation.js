// Explains in words why a piece was put in its place.

import { describeDoubt, percent } from "./doubts.js";
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
  const parts = [{ of: "doubtful-place doubtful-headline", label: t("why.sure"), confidence: block.confidence, heading: t("why.place"), reasons: block.reasons }];
  if (join) parts.push({ of: "doubtful-join", label: t("why.joinSure"), confidence: join.confidence, heading: t("why.join"), reasons: join.reasons });
  if (article && (block === article.headline || block === article.blocks[0])) {
    parts.push({ of: "", label: t("why.storySure"), confidence: article.confidence, heading: t("why.together"), reasons: article.reasons });
  }
  const measured = parts.map((part) => ({ ...part, doubt: doubts.find(({ code }) => part.of.split(" ").includes(code)) }));
  // what is doubted comes first, with the share that is its own
  for (const doubt of doubts.filter((doubt) => !measured.some((part) => part.doubt === doubt))) {
    out.append(Object.assign(document.createElement("p"), { className: "doubt", textContent: inDoubt(doubt, t) }));
  }
  for (const { doubt, label, confidence, heading, reasons } of measured.sort((a, b) => Number(!a.doubt) - Number(!b.doubt))) {
    const part = reasonsFor(doubt ? inDoubt(doubt, t) : label, confidence, heading, reasons, t);
    if (doubt) part.firstElementChild?.classList.add("doubt");
    out.append(part);
  }
  return out;
};

const inDoubt = (/** @type {Diagnostic} */ doubt, /** @type {Translate} */ t) => `${t("why.doubt")}${describeDoubt(doubt, t)}`;

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
  meter.value = confidence;
  meter.textContent = percent(confidence);
  meter.setAttribute("aria-label", label);
  out.append(`${label} `, meter, ` ${percent(confidence)}`);
  return out;
};
