// Sets the page that the viewer is built with as the viewer would set it, so that nothing moves when
// the script comes: `src/typography/dress.js`, for a file that the command has written.

import { between } from "../src/typography/display.js";
import { punctuationSteps } from "../src/typography/punctuation.js";
import { rowsBegun } from "../src/typography/rows.js";
import { endOf, HEADINGS, isUnspaced } from "../src/typography/typeset.js";
import { wordsOf } from "../src/typography/words.js";

const PAGE = /(<div class="bm-page" lang="([^"]*)")(.*?)(?=<script type="application\/json">)/s;
const BODY = /(<div class="bm-body">)(.*?)(<\/div>)/gs;
const BLOCK = /(<(p|h2|h3) data-role="([a-z]+)"[^>]*>)(.*?)(<\/\2>)/gs;

export const typesetHtml = (html) =>
  html.replace(PAGE, (all, start, lang, page) => {
    if (!isUnspaced(lang)) return all;
    const blocks = [...page.matchAll(BLOCK)].map(([, , , role, inner]) => ({ role, tokens: tokensOf(inner) }));
    const body = blocks.filter(({ role }) => role === "paragraph").map(({ tokens }) => textsOf(tokens).map(({ text }) => text).join("")).join("\n");
    const words = wordsOf(lang, body);
    blocks.forEach(({ role, tokens }) => {
      const parts = HEADINGS.includes(role) ? headingParts(tokens, words) : ["paragraph", "caption"].includes(role) ? paragraphParts(tokens) : plainParts(tokens);
      punctuate(tokens, role, lang);
      tokens.forEach((token, i) => (token.parts = parts[i]));
    });
    let next = 0;
    const set = page.replace(BLOCK, (all, open, tag, role, inner, close) => open + blocks[next++].tokens.map(written).join("") + close);
    return `${start} data-typeset="auto"${set.replace(BODY, (all, open, inner, close) => open + inRows(inner) + close)}`;
  });

const inRows = (body) => {
  const blocks = [...body.matchAll(BLOCK)].map(([html, , , role, inner]) => ({ html, role, text: decoded(inner.replace(/<[^>]+>/g, "")) }));
  const begun = rowsBegun(blocks);
  return blocks.map(({ html }, i) => begun[i].map((level) => `<div class="bm-row" data-level="${level}"></div>`).join("") + html).join("");
};

// Tags and texts, in turn.
const tokensOf = (inner) => inner.split(/(<[^>]+>)/).map((part, i) => (i % 2 ? { tag: part } : { text: decoded(part) }));
const textsOf = (tokens) => tokens.filter(({ text }) => text);
const decoded = (html) => html.replace(/&(lt|gt|amp);/g, (all, name) => ({ lt: "<", gt: ">", amp: "&" })[name]);
const encoded = (text) => text.replace(/[&<>]/g, (c) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" })[c]);

// What a text is written as, in the order of its characters: numbers of them, and tags between.
const plainParts = (tokens) => tokens.map(({ text }) => [text?.length]);

const headingParts = (tokens, words) => {
  const lines = tokens.flatMap(({ tag }, i) => (tag?.startsWith("<span data-start=") ? [{ tag: tokens[i], text: tokens[i + 1].text }] : []));
  lines.slice(1).forEach((line, i) => {
    if (words.goesOn(lines[i].text, line.text)) for (const { tag } of [lines[i], line]) tag.goesOn = true;
  });
  return tokens.map(({ text = "" }) => {
    const phrases = words.phrases(text);
    const several = phrases.filter(({ blank }) => !blank).length > 1;
    return phrases.flatMap(({ blank, words }) => {
      const parts = words.flatMap((word, i) => [...(i > 0 ? ["<wbr>"] : []), word.length]);
      return blank || !several ? parts : ['<span class="bm-phrase">', ...parts, "</span>"];
    });
  });
};

const paragraphParts = (tokens) => {
  const last = textsOf(tokens).at(-1);
  const end = endOf(last?.text ?? "");
  return tokens.map((token) => (token === last && end > 0 && end < token.text.length ? [token.text.length - end, '<span class="bm-end">', end, "</span>"] : [token.text?.length]));
};

// Each text stands for one piece of the source, or for a blank between two.
const punctuate = (tokens, role, lang) => {
  const texts = textsOf(tokens);
  const gap = between(role);
  const set = punctuationSteps(lang, "auto").reduce((text, step) => step(text), texts.map(({ text }) => text).join(gap));
  let at = 0;
  for (const token of texts) {
    token.text = set.slice(at, at + token.text.length);
    at += token.text.length + gap.length;
  }
};

const written = ({ tag, goesOn, text, parts }) => {
  if (tag) return goesOn ? tag.replace("<span", '<span class="bm-goes-on"') : tag;
  let at = 0;
  return parts.map((part) => (typeof part === "string" ? part : encoded(text.slice(at, (at += part))))).join("");
};
