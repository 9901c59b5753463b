// Describes the stories of an edition's pages, as lists of them need it.

import { blocksOf, titleBlock } from "./blocks.js";
import { linesOf } from "./runs.js";

/** @import { Article, Block, Diagnostic, Page } from "./types.js" */

/**
 * A story of an edition.
 *
 * @typedef {object} Story
 * @property {number} index of its page in the edition
 * @property {string} id of its article
 * @property {number} number the one that the story goes by everywhere, that of its id
 * @property {Article} article
 * @property {string} title its heading on one line
 * @property {string} lede its first paragraph, or the text that it has instead, on one line
 * @property {string[]} names the people that its bylines name
 * @property {number} length of its text in characters, without blanks
 * @property {Diagnostic[]} doubts what is doubtful of it, in the order of the page
 */

/** @type {WeakMap<Page, Story[]>} */
const known = new WeakMap();

/**
 * The stories of a page, in the order of their numbers. `index` is that of the page. Linear in the page;
 * asked again for the same page it costs nothing.
 *
 * @param {Page} page
 * @param {string} text
 * @param {number} index
 * @returns {Story[]}
 */
export const storiesOfPage = (page, text, index) => {
  const made = known.get(page);
  if (made && (made.length === 0 || made[0].index === index)) return made;
  const stories = page.articles.map((article) => describe(article, text, index));
  const owners = new Map(stories.flatMap((story) => blocksOf(story.article).flatMap(({ spans }) => spans.map(({ start }) => /** @type {const} */ ([start, story])))));
  for (const doubt of page.diagnostics) {
    const owner = doubt.spans.map(({ start }) => owners.get(start)).find(Boolean);
    owner?.doubts.push(doubt);
  }
  known.set(page, stories);
  return stories;
};

/** @type {(article: Article, text: string, index: number) => Story} */
const describe = (article, text, index) => {
  const heading = titleBlock(article);
  const body = article.blocks.filter((block) => block !== heading);
  const lede = body.find(({ role }) => role === "paragraph") ?? body.find(({ role }) => role !== "subhead") ?? body[0];
  return {
    index,
    id: article.id,
    number: Number(article.id.slice(1)),
    article,
    title: heading ? oneLine(heading, text) : "",
    lede: lede ? lede.text.trim() : "",
    names: article.bylines.flatMap(({ names }) => names),
    length: article.blocks.reduce((sum, block) => sum + block.text.replace(/\s/g, "").length, 0),
    doubts: [],
  };
};

/** @type {(block: Block, text: string) => string} a heading on one line; its lines are parted by a blank, as each is a phrase of its own */
export const oneLine = (block, text) => linesOf(block, text).join(" ").replace(/\s+/g, " ").trim();
