// What is open as one file: the articles, to be read with scripts off; the texts they were read
// from; and the viewer's own script, so that the file is this viewer where scripts run.

import { own, style, tags } from "../../assets.js";
import { pick, quoted, words } from "../../ui/translations.js";

// `articles` are the pages' as fragments, `graphs` their stories as schema.org has them. The same
// pages give the same characters.
export const oneFile = async ({ pages, title, articles, graphs }) => {
  const lang = pages[0].page.source.language;
  const t = await words(pick([lang], await tags()));
  const [viewer, ...sheets] = await Promise.all([own(), style("banmian.css"), style("document.css")]);
  const css = `${sheets.join("")}:root{${t.css.map(([key, word]) => `--banmian-${key.slice(4)}:${quoted(word)};`).join("")}}`;
  const name = pages[0].page.articles.find((article) => article.headline)?.headline.text.slice(0, 80);
  const paper = document.implementation.createHTMLDocument(title || name || t("title"));
  const make = (tag, attributes = {}, ...children) => {
    const node = paper.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };
  paper.documentElement.lang = lang;
  paper.head.replaceChildren(
    make("meta", { charset: "utf-8" }),
    make("meta", { "http-equiv": "Content-Security-Policy", content: await policy(viewer?.text, css) }),
    make("meta", { name: "viewport", content: "width=device-width" }),
    make("meta", { name: "color-scheme", content: "light dark" }),
    make("link", { rel: "icon", href: "data:," }),
    make("title", {}, paper.title),
  );
  const main = make("main", { class: "bm-main" }, make("h1", { class: "bm-title" }, t("title")), ...articles);
  const texts = pages.map(({ name, text, edits }) => ({ name, text, edits: edits ?? undefined }));
  const data = JSON.stringify(texts.length > 1 || title ? { title, pages: texts } : texts[0]).replaceAll("<", "\\u003c");
  const host = make("banmian-viewer", viewer ? { pending: "", hash: "", files: "", corrections: "kept" } : {});
  // written as text: given style and script as nodes, a browser asks this document's policy
  const type = viewer?.type ? ` type="${viewer.type}"` : "";
  const script = viewer ? `<script${type} data-banmian>${viewer.text}</script>\n` : "";
  const head = around(paper.head, paper.head.innerHTML, ...graphs.map(known), `<style>${css}</style>`);
  const shown = around(host, main.outerHTML, `\n<script type="application/json">${data}</script>\n`);
  return `<!doctype html>\n${around(paper.documentElement, head, around(paper.body, "\n", shown, "\n", script))}\n`;
};

// An element's tags around what is written already, as no place in it can be found by looking:
// any text may be that of a page.
const around = (node, ...within) => {
  const end = `</${node.localName}>`;
  return `${node.cloneNode().outerHTML.slice(0, -end.length)}${within.join("")}${end}`;
};

const known = (graph) => `<script type="application/ld+json">${graph.replaceAll("<", "\\u003c")}</script>`;

// What the file may do: show itself.
const policy = async (script, css) => {
  const scripts = script ? `script-src ${await allowed(script)} 'wasm-unsafe-eval'; worker-src blob:; require-trusted-types-for 'script'; ` : "";
  return `default-src 'none'; ${scripts}style-src ${await allowed(css)}; img-src data:; base-uri 'none'; form-action 'none'`;
};

// Only what is in the file; where the browser lets nobody digest, whatever is written inline.
const allowed = async (text) => {
  if (!globalThis.crypto?.subtle) return "'unsafe-inline'";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
};
