// Writes the open pages as one HTML file: the articles, readable with scripts off; the texts they were
// read from; and the viewer's script, with which the file is a viewer again.

import { own, style, tags } from "../../assets.js";
import { loadTranslation, pickTag, quoted } from "../../ui/translations.js";

/** @import { ReadPage } from "./formats.js" */

/**
 * The file as text. `articles` are the pages' as fragments, `graphs` their stories as schema.org has
 * them. The same pages give the same characters.
 *
 * @param {{ pages: ReadPage[], title: string, articles: DocumentFragment[], graphs: string[] }} given
 */
export const oneFile = async ({ pages, title, articles, graphs }) => {
  const lang = pages[0].page.source.language;
  const t = await loadTranslation(pickTag([lang], await tags()));
  const [viewer, ...sheets] = await Promise.all([own(), style("banmian.css"), style("document.css")]);
  const css = `${sheets.join("")}:root{${t.css.map(([key, word]) => `--banmian-${key.slice(4)}:${quoted(word)};`).join("")}}`;
  const name = pages[0].page.articles.find((article) => article.headline)?.headline?.text.slice(0, 80);
  const paper = document.implementation.createHTMLDocument(title || name || t("title"));
  /** @type {(tag: string, attributes?: Record<string, string>, ...children: (Node | string)[]) => HTMLElement} */
  const create = (tag, attributes = {}, ...children) => {
    const node = paper.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };
  paper.documentElement.lang = lang;
  paper.head.replaceChildren(
    create("meta", { charset: "utf-8" }),
    create("meta", { "http-equiv": "Content-Security-Policy", content: await policy(viewer?.text, css) }),
    create("meta", { name: "viewport", content: "width=device-width" }),
    create("meta", { name: "color-scheme", content: "light dark" }),
    create("link", { rel: "icon", href: "data:," }),
    create("title", {}, paper.title),
  );
  const main = create("main", { class: "bm-main" }, create("h1", { class: "bm-title" }, t("title")), ...articles);
  const texts = pages.map(({ name, source: { text }, corrections }) => ({ name, text, edits: corrections?.edits ?? undefined }));
  const data = JSON.stringify(texts.length > 1 || title ? { title, pages: texts } : texts[0]).replaceAll("<", "\\u003c");
  const host = create("banmian-viewer", viewer ? { pending: "", hash: "", files: "", corrections: "kept" } : {});
  // written as text: given style and script as nodes, a browser asks this document's policy
  const type = viewer?.type ? ` type="${viewer.type}"` : "";
  const script = viewer ? `<script${type} data-banmian>${viewer.text}</script>\n` : "";
  const head = around(paper.head, paper.head.innerHTML, ...graphs.map(graphScript), `<style>${css}</style>`);
  const shown = around(host, main.outerHTML, `\n<script type="application/json">${data}</script>\n`);
  return `<!doctype html>\n${around(paper.documentElement, head, around(paper.body, "\n", shown, "\n", script))}\n`;
};

// An element's tags around what is written already, as no place in it can be found by looking:
// any text may be that of a page.
/** @type {(node: Element, ...within: string[]) => string} */
const around = (node, ...within) => {
  const end = `</${node.localName}>`;
  return `${/** @type {Element} */ (node.cloneNode()).outerHTML.slice(0, -end.length)}${within.join("")}${end}`;
};

const graphScript = (/** @type {string} */ graph) => `<script type="application/ld+json">${graph.replaceAll("<", "\\u003c")}</script>`;

// What the file may do: show itself.
/** @type {(script: string | undefined, css: string) => Promise<string>} */
const policy = async (script, css) => {
  const scripts = script ? `script-src ${await allowed(script)} 'wasm-unsafe-eval'; worker-src blob:; require-trusted-types-for 'script'; ` : "";
  return `default-src 'none'; ${scripts}style-src ${await allowed(css)}; img-src data:; base-uri 'none'; form-action 'none'`;
};

// Only what is in the file; where the browser lets nobody digest, whatever is written inline.
const allowed = async (/** @type {string} */ text) => {
  if (!globalThis.crypto?.subtle) return "'unsafe-inline'";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
};
