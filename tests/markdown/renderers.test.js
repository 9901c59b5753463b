// Markdown is read as the page's words by the renderers that people have: a text of marks, addresses
// and elements is that text, in every role, and nothing else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import * as commonmark from "commonmark";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { parseFragment } from "parse5";
import showdown from "showdown";
import { parse as parseYaml } from "yaml";
import { run } from "../harness/programs.js";
import { VECTORS } from "../harness/vectors.js";

const TEXTS = [...JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8")), ...VECTORS];

const markdownIt = new MarkdownIt({ html: true, linkify: true });
const showdowns = { plain: new showdown.Converter(), github: new showdown.Converter() };
showdowns.github.setFlavor("github");

// Renderers with HTML let through and with addresses made links, as far as they can.
const RENDERERS = {
  "commonmark.js": (markdown) => new commonmark.HtmlRenderer().render(new commonmark.Parser().parse(markdown)),
  "markdown-it with links": (markdown) => markdownIt.render(markdown),
  marked: (markdown) => marked.parse(markdown),
  "micromark with GFM": (markdown) => micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
  showdown: (markdown) => showdowns.plain.makeHtml(markdown),
  "showdown as GitHub": (markdown) => showdowns.github.makeHtml(markdown),
};

// The elements that the text of a role is in.
const ELEMENTS = {
  rubric: "p em",
  kicker: "p em",
  headline: "h2",
  deck: "p strong",
  byline: "p em",
  teaser: "p",
  paragraph: "p",
  subhead: "h3",
  caption: "blockquote p",
  credit: "blockquote p",
  jump: "p em",
  furniture: "p",
  unplaced: "p",
};

// A page with the texts in every role, as JSON, and what is to be shown of it.
const pageOf = (texts, language = "und") => {
  const block = (role) => (text) => ({ role, text, spans: [], confidence: 1, reasons: [] });
  const bodies = ["teaser", "paragraph", "subhead", "caption", "credit"];
  const article = (text, n) => ({
    id: `a${n + 1}`,
    kind: "news",
    ...Object.fromEntries(["rubric", "kicker", "headline"].map((role) => [role, block(role)(text)])),
    decks: [block("deck")(text)],
    bylines: [{ ...block("byline")(text), names: [], duty: "" }],
    blocks: bodies.map((role) => block(role)(text)),
    jumps: [block("jump")(text)],
    confidence: 1,
    reasons: [],
  });
  const source = { encoding: "UTF-8", language, shape: "paragraphs", bytes: 0, utf16: 0, lines: 0, characters: 0 };
  const [furniture, unplaced] = ["furniture", "paragraph"].map((role) => texts.map(block(role)));
  const page = { articles: texts.map(article), furniture, unplaced, diagnostics: [], source };
  const each = (role) => texts.map((text) => ({ role, text: shownAs(text) }));
  const ofArticle = ["rubric", "kicker", "headline", "deck", "byline", ...bodies, "jump"];
  const shown = [...each("furniture"), ...texts.flatMap((text) => ofArticle.map((role) => ({ role, text: shownAs(text) }))), ...each("unplaced")];
  return { page, shown };
};

// A text as Markdown can hold it.
const shownAs = (text) => trim(text.replaceAll("\0", "\ufffd").replace(/[\n\r\t\v\f]/g, " "));

// Blanks around a block are no part of it, whatever JavaScript takes for one.
const trim = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");

const write = (page) => {
  const markdown = run(["markdown", "-"], JSON.stringify(page));
  const [, front, body] = /^---\n([^]*?\n)---\n([^]*)$/.exec(markdown);
  return { markdown, front, body };
};

// What HTML shows: each block's text, with the elements that it is in.
const blocksOf = (html) => {
  const out = [];
  const walk = (node, path) => {
    if (node.nodeName === "#text") {
      const last = out.at(-1);
      if (last?.block === path.block) last.text += node.value;
      else if (node.value.trim()) out.push({ block: path.block, elements: path.elements, text: node.value });
      if (last?.block === path.block && last.elements !== path.elements && node.value.trim()) last.elements += ` and ${path.elements}`;
      return;
    }
    assert(node.tagName || node.nodeName === "#document-fragment", `${node.nodeName} in the document`);
    // showdown names headings
    const attributes = (node.attrs ?? []).filter(({ name }) => !(name === "id" && /^h\d$/.test(node.tagName)));
    const name = [node.tagName, ...attributes.map(({ name, value }) => `${name}=${value}`)].join(" ");
    const isBlock = /^(p|h\d|li|td|th|pre|hr)$/.test(node.tagName ?? "");
    const inside = { block: isBlock ? node : path.block, elements: node.tagName ? [path.elements, name].filter(Boolean).join(" ") : "" };
    node.childNodes.forEach((child) => walk(child, inside));
  };
  walk(parseFragment(html), { block: null, elements: "" });
  return out.map(({ elements, text }) => ({ elements, text: trim(text) }));
};

const assertShown = (html, shown) => {
  const wanted = shown.map(({ role, text }) => ({ elements: ELEMENTS[role], text }));
  const blocks = blocksOf(html);
  wanted.forEach((block, n) => assert.deepEqual(blocks[n], block));
  assert.equal(blocks.length, wanted.length);
};

describe("Markdown of texts that look like markup", () => {
  const { page, shown } = pageOf(TEXTS);
  const { markdown, body } = write(page);

  for (const [name, render] of Object.entries(RENDERERS)) {
    it(`is the texts and nothing else in ${name}`, () => assertShown(render(body), shown));
  }

  // It looks for addresses in the text as it reads, which nothing in Markdown can keep it from.
  it("is the texts, with links of addresses at most, in remark's trees", () => {
    const texts = [];
    const walk = (node) => {
      if (node.type === "link") assert.match(node.url, /^(https?:\/\/|mailto:|xmpp:)/i);
      else assert(["root", "paragraph", "heading", "emphasis", "strong", "blockquote", "thematicBreak", "text"].includes(node.type), JSON.stringify(node));
      if (node.type === "paragraph" || node.type === "heading") texts.push("");
      if (node.type === "text") texts[texts.length - 1] += node.value;
      node.children?.forEach(walk);
    };
    walk(fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
    assert.deepEqual(texts, shown.map(({ text }) => text));
  });

  it("has nothing to run where front matter is taken for text", () => {
    for (const render of Object.values(RENDERERS)) assert.doesNotMatch(render(markdown), /<(?!\/?(h2|h3|p|em|strong|blockquote|hr|br)\b)/);
  });
});

describe("Front matter", () => {
  for (const language of [...VECTORS, "https://a.b<b>", 'a"\n---\nb: c', "\0\u007f\u0085\u2028\u2029\ufeff\ufffe😀", "\\", "zh-Hans"]) {
    it(`says that the language is ${JSON.stringify(language)}`, () => {
      const { page, shown } = pageOf(["开馆"], language);
      const { markdown, front } = write(page);
      assert.deepEqual(parseYaml(front), { language, stories: 1 });
      for (const render of Object.values(RENDERERS)) {
        const html = render(markdown);
        assert.doesNotMatch(html, /<(?!\/?(h2|h3|p|em|strong|blockquote|hr|br)\b)/);
        assertShown(html.slice(html.indexOf("</h2>") + 5), shown);
      }
    });
  }
});
