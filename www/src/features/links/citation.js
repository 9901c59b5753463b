// Cites a story: its headline and byline, and the paper, date and page number of its page.

import { linesOf } from "../../model/runs.js";

/** @import { Block, Page, Translate } from "../../model/types.js" */

/**
 * Headline, byline, and the paper, date and page number that the page's furniture tells; empty where
 * the page tells nothing.
 *
 * @param {Page} page
 * @param {string} text
 * @param {string | undefined} story
 * @param {Translate} t
 */
export const citation = (page, text, story, t) => {
  const article = page.articles.find(({ id }) => id === story);
  const line = (/** @type {Block} */ block) => linesOf(block, text).join(" ").replace(/\s+/g, " ").trim();
  const furniture = page.furniture.map((block) => block.text.normalize("NFKC")).join("\n");
  const [headline, byline] = [article?.headline && line(article.headline), article?.bylines.map(line).join(t("why.comma"))];
  const facts = [DATE, NUMBER].map((pattern) => pattern.exec(furniture)?.[0].replace(/\s+/g, " ").trim());
  const parts = [headline && t("cite.headline", { headline }), byline, PAPER.exec(furniture)?.[0].trim(), ...facts].filter(Boolean);
  return parts.length > 0 ? t("cite", { parts: parts.join(t("cite.comma")) }) : "";
};

const NUMERAL = "[\\d〇○零一二三四五六七八九十百]";
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
const DATE = new RegExp(`(?:中華民國|中华民国|民國|民国)?\\s*${NUMERAL}{2,4}\\s*年\\s*${NUMERAL}{1,3}\\s*月\\s*${NUMERAL}{1,3}\\s*日|\\b${MONTH}\\s+\\d{1,2},?\\s+\\d{4}\\b|\\b\\d{1,2}\\s+${MONTH}\\s+\\d{4}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b`, "i");
const NUMBER = new RegExp(`第?\\s*[A-Z]?\\d{1,3}\\s*版|第\\s*${NUMERAL}{1,3}\\s*版|\\bpage\\s+[A-Z]?\\d{1,3}\\b|^[A-Z]\\d{1,2}\\b`, "im");
const PAPER = /^\s*\p{sc=Han}{1,8}[报報]\s*$/mu;
