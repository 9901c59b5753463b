// What can be done about a doubt besides confirming it: the other places that the reading considered.

import { findPiece, titleBlock } from "../model/blocks.js";
import { brief } from "../model/brief.js";

/** @import { Diagnostic, Page, Span, Translate } from "../model/types.js" */

/** @typedef {{ words: string, confidence: number | null, act: (acts: AlternativeActs) => unknown }} Alternative */

/**
 * What the alternatives are made by.
 *
 * @typedef {object} AlternativeActs
 * @property {(doubt: Diagnostic, other: { behind?: Span | null }, apart: boolean) => unknown} instead
 * @property {(doubt: Diagnostic) => unknown} doubtToPage
 */

/**
 * The alternatives of a doubt, in the order in which the reading holds them to be likely; of a piece that no
 * story could claim, last the page itself.
 *
 * @param {Diagnostic} doubt
 * @param {Page} page
 * @param {string} text
 * @param {Translate} t
 * @returns {Alternative[]}
 */
export const alternativesOf = (doubt, page, text, t) => {
  const { code, spans, alternatives = [] } = doubt;
  const others = alternatives.map((other) => {
    const apart = code === "doubtful-join" && other.behind?.utf16[0] === spans[0].utf16[0];
    /** @type {Alternative["act"]} */
    const act = ({ instead }) => instead(doubt, other, apart);
    return { words: apart ? t("correct.alone") : describePlace(other.behind, page, text, t), confidence: other.confidence, act };
  });
  if (code !== "unplaced") return others;
  return [...others, { words: t("correct.page"), confidence: null, act: ({ doubtToPage }) => doubtToPage(doubt) }];
};

// Where else a piece could stand: behind the end of another, in the story of that.
/** @type {(behind: Span | null | undefined, page: Page, text: string, t: Translate) => string} */
const describePlace = (behind, page, text, t) => {
  if (!behind) return t("correct.story");
  const words = `…${[...text.slice(...behind.utf16)].slice(-14).join("")}`;
  const { article } = findPiece(page, behind.utf16[0]) ?? {};
  if (!article) return t("correct.behind", { words });
  return t("correct.carry.behind", { words, number: article.id.slice(1), headline: brief(titleBlock(article).text) });
};
