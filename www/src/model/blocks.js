// Iterates over the blocks of a page in reading order.

/** @import { Article, Block, Page, Role } from "./types.js" */

/** @type {Role[]} */
export const ROLES = [
  "rubric", "kicker", "headline", "deck", "subhead", "byline",
  "paragraph", "caption", "credit", "teaser", "jump", "furniture",
];

/**
 * Everything that a story holds, in the order it is read.
 *
 * @param {Article} article
 */
export const blocksOf = ({ rubric, kicker, headline, decks, bylines, blocks, jumps }) =>
  /** @type {Block[]} */ ([rubric, kicker, headline, ...decks, ...bylines, ...blocks, ...jumps].filter(Boolean));

/**
 * Everything that a page holds, each block with its story.
 *
 * @param {Page} page
 * @returns {Generator<[Article | null, Block]>}
 */
export function* blocks(page) {
  for (const article of page.articles) {
    for (const block of blocksOf(article)) yield [article, block];
  }
  for (const block of [...page.furniture, ...page.unplaced]) yield [null, block];
}

/**
 * The block that a story goes by.
 *
 * @param {Article} article
 */
export const titleBlock = (article) => article.headline ?? article.kicker ?? blocksOf(article)[0];

/** @typedef {NonNullable<ReturnType<typeof findPiece>>} Piece */

/**
 * What a page knows of the piece that starts at an offset, or null.
 *
 * @param {Page} page
 * @param {number} start
 */
export const findPiece = (page, start) => {
  for (const [article, block] of blocks(page)) {
    const i = block.spans.findIndex((span) => span.utf16[0] === start);
    if (i >= 0) return { article, block, span: block.spans[i], join: block.joins?.find((join) => join.span === i) };
  }
  return null;
};
