// Writes the notes of the open pages: as Web Annotations, as Markdown, and as a part of a saved file.

import { titleBlock } from "../../model/blocks.js";
import { collectionOf, quoteOf, targetsOf, wordsOf } from "./annotations.js";
import { linksTo } from "./passage-links.js";
import { createPlacing } from "./placing.js";

/** @import { Page, Reading, Translate } from "../../model/types.js" */
/** @import { Note } from "../../types.js" */

/** @typedef {Reading & { page: Page, name: string, notes: Note[] }} NotedPage */

/** @type {(pages: NotedPage[], title: string) => string} all notes as an AnnotationCollection */
export const annotations = (pages, title) => JSON.stringify(collectionOf(pages.flatMap(({ notes }) => notes), title), null, 2);

/**
 * The notes as Markdown, page by page and story by story: the passage as a quotation, the note below it, and
 * a link to where it stands. `write` is the module's, which escapes all text.
 *
 * @param {NotedPage[]} pages
 * @param {{ t: Translate, write: (page: any, form: string) => string, host: HTMLElement }} means
 */
export const markdown = async (pages, { t, write, host }) => {
  const place = createPlacing();
  const parts = [];
  for (const [i, reading] of pages.entries()) {
    const { page, name, notes, source: { text = "" } } = reading;
    if (notes.length === 0) continue;
    const escaped = (/** @type {string} */ role, /** @type {string} */ words) => body(write(pageOf(page.source.language, role, words), "markdown"));
    const link = await linksTo(host, { text, page }, i);
    parts.push(escaped("headline", [t("pages.number", { number: i + 1 }), name].filter(Boolean).join(" · ")));
    let heading = "";
    for (const { note, stretches, article, line } of await place(notes, reading)) {
      const isFound = stretches.length > 0;
      const own = !isFound ? t("notes.lost") : article ? titleBlock(article).text.trim() : t("notes.page");
      if (own !== heading) parts.push(escaped("subhead", own));
      heading = own;
      const quotes = targetsOf(note).map(quoteOf);
      parts.push(...quotes.map((words) => escaped("caption", words)), ...wordsOf(note).split("\n").map((words) => escaped("paragraph", words)));
      if (isFound) parts.push(`[${t("notes.line", { line })}](<${link(stretches[0][0], quotes)}>)\n`);
    }
  }
  return parts.filter(Boolean).join("\n");
};

/**
 * The notes as a list to be read where no script runs: an element of `paper`, or null where there are none.
 *
 * @param {NotedPage[]} pages
 * @param {Translate} t
 * @param {Document} paper
 */
export const asElement = async (pages, t, paper) => {
  const create = (/** @type {string} */ tag, /** @type {(Node | string)[]} */ ...children) => {
    const node = paper.createElement(tag);
    node.append(...children);
    return node;
  };
  const place = createPlacing();
  const items = [];
  for (const [i, reading] of pages.entries()) {
    for (const { note, stretches, line } of await place(reading.notes, reading)) {
      const where = stretches.length > 0 ? t("notes.line", { line }) : t("notes.lost");
      const facts = [...(pages.length > 1 ? [t("pages.number", { number: i + 1 })] : []), where].join(" · ");
      const words = wordsOf(note);
      items.push(create("li", ...targetsOf(note).map((target) => create("blockquote", quoteOf(target))), ...(words ? [create("p", words)] : []), create("small", facts)));
    }
  }
  if (items.length === 0) return null;
  const aside = create("aside", create("h2", t("notes")), create("ol", ...items));
  aside.className = "bm-notes";
  return aside;
};

// A page that holds nothing but some words in a role.
/** @type {(language: string, role: string, words: string) => object} */
const pageOf = (language, role, words) => {
  const block = { role, text: words, spans: [], confidence: 1 };
  const isHeadline = role === "headline";
  const article = { id: "a1", kind: "news", rubric: null, kicker: null, headline: isHeadline ? block : null, decks: [], bylines: [], blocks: isHeadline ? [] : [block], jumps: [], confidence: 1 };
  return { source: { language }, articles: [article], furniture: [], unplaced: [] };
};

// What stands below the front matter.
const body = (/** @type {string} */ text) => text.slice(text.indexOf("\n---\n") + 5).replace(/^\n/, "");
