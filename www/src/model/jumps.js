// Finds the page and the story that a jump line refers to.

const DIGITS = "〇一二三四五六七八九";
const FROM = /上接|承接|接第|[续續]自|\bfrom\b/i;

/** @import { Article, Block, Entry, Page } from "./types.js" */

// 第六版 → "6", 下转A03版 → "A3", Continued on Page A4 → "A4"; null where none is named.
/** @type {(text: string) => string | null} */
export const pageIn = (text) => {
  const [, letter, number] = /(?<![a-z\d])([a-z]?)[-–]?0*(\d{1,3})(?!\d)/i.exec(text.normalize("NFKC")) ?? [];
  if (number) return letter.toUpperCase() + number;
  const [, words] = /([〇一二三四五六七八九十]+)版/.exec(text) ?? [];
  if (!words) return null;
  const [tens, ones] = words.includes("十") ? words.split("十") : ["0", words];
  const value = (/** @type {string} */ figures) => [...figures].reduce((sum, figure) => sum * 10 + Math.max(DIGITS.indexOf(figure), 0), 0);
  return String((tens === "0" ? 0 : tens === "" ? 1 : value(tens)) * 10 + value(ones));
};

/** @type {(entry: Pick<Entry, "name" | "reading">) => string | null} the number of a page that its folio says, or the name of its file */
export const printedNumber = ({ name, reading }) => folio(reading?.page) ?? fileNumber(name);

/**
 * The number that each page goes by: its folio's, that at the end of its file's name, or its place.
 *
 * @param {Pick<Entry, "name" | "reading">[]} entries
 */
export const numbers = (entries) => {
  const printed = entries.map(printedNumber);
  return printed.some(Boolean) ? printed : entries.map((_, i) => String(i + 1));
};

// Whether a jump leads back to where the story begins: it says so, or stands before the text.
/** @type {(article: Article, jump: Block) => boolean} */
export const leadsBack = (article, jump) => FROM.test(jump.text) || (!/[转轉]|continued|turn to|see /i.test(jump.text) && starts(jump) < Math.min(...article.blocks.map(starts)));

/**
 * The story of `page` that goes on with `article` of the page called `number`, or that it
 * goes on from; `sure` where one and only one fits well.
 *
 * @param {Article} article
 * @param {Page} page
 * @param {string | null} number
 * @param {boolean} back
 */
export const counterpart = (article, page, number, back) => {
  const ranked = page.articles
    .map((other) => ({ article: other, fit: fit(article, other, number, back) }))
    .sort((a, b) => b.fit - a.fit);
  const [best, second] = ranked;
  if (!best || best.fit < 0.75) return null;
  return { article: best.article, sure: best.fit >= 1.5 && best.fit - (second?.fit ?? 0) >= 0.5 };
};

/** @type {(article: Article, other: Article, number: string | null, back: boolean) => number} */
const fit = (article, other, number, back) => {
  const facing = other.jumps.filter((jump) => leadsBack(other, jump) !== back).map((jump) => pageIn(jump.text));
  const answers = facing.includes(number) ? 2 : facing.includes(null) ? 1 : 0;
  return answers + 1.5 * alike(titles(article), titles(other));
};

/** @type {(article: Article) => string} */
const titles = ({ kicker, headline }) => [kicker, headline].map((block) => block?.text ?? "").join(" ");

// The share of the shorter title's pairs of characters that the other has; 0 for too few.
/** @type {(a: string, b: string) => number} */
const alike = (a, b) => {
  const [few, many] = [pairs(a), pairs(b)].sort((a, b) => a.size - b.size);
  const shared = [...few].filter((pair) => many.has(pair)).length;
  return shared < 2 ? 0 : shared / few.size;
};

const pairs = (/** @type {string} */ text) => {
  const letters = [...text.normalize("NFKC").toLowerCase()].filter((c) => /[\p{L}\p{N}]/u.test(c));
  return new Set(letters.slice(1).map((c, i) => letters[i] + c));
};

const folio = (/** @type {Page | null | undefined} */ page) => {
  const lines = page?.furniture.map(({ text }) => text.normalize("NFKC")) ?? [];
  const named = /[a-z]?\d{1,3}\s*版|第\s*[〇一二三四五六七八九十]+\s*版|(?:^|\s)[A-Z]\d{1,2}(?=\s|$)|\bpage\s+[a-z]?\d{1,3}/i;
  const line = lines.find((line) => named.test(line));
  return line ? pageIn(named.exec(line)?.[0] ?? "") : null;
};

const fileNumber = (/** @type {string} */ name) => {
  const [, end] = /(?:^|[^a-z\d]|page)([a-z]?\d{1,3})版?(?:\.[^.]*)?$/i.exec(name) ?? [];
  return end ? pageIn(end.replace(/^p/i, "")) : null;
};

const starts = (/** @type {Block} */ { spans }) => spans[0]?.start ?? 0;
