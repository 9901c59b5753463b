// Writes the open pages as one HTML file: the articles, readable with scripts off; the texts they were
// read from; and the viewer's script, with which the file is a viewer again.

import { own, style, tags } from "../../assets.js";
import { takingTurns } from "../../scheduling.js";
import { pagesIn } from "../../typography/choices.js";
import { typeset } from "../../typography/typeset.js";
import provenance from "../../../styles/provenance.css";
import { createProvenanceList, placeEdits } from "../../editor/provenance-list.js";
import { loadTranslation, pickTag, quoted } from "../../ui/translations.js";
import { asElement } from "../notes/writing.js";

/** @import { Page, Translate } from "../../model/types.js" */
/** @import { ReadPage } from "./formats.js" */

/**
 * The file in parts, a few for each page, each made when it is asked for. `render` gives the articles
 * of a page, their identifiers with a prefix; `graph` its stories as schema.org has them, `references`
 * elements by which reference managers find them. The same pages give the same characters.
 *
 * @param {{ pages: ReadPage[], title: string, render: (page: Page, prefix: string) => DocumentFragment, graph: (page: Page) => string, references: (page: Page) => string }} given
 * @returns {AsyncGenerator<string, void, void>}
 */
export const oneFile = async function* ({ pages, title, render, graph, references }) {
  const lang = pages[0].page.source.language;
  const t = await loadTranslation(pickTag([lang], await tags()));
  const [viewer, ...sheets] = await Promise.all([own(), style("banmian.css"), style("document.css")]);
  const css = `${[sheets[0], provenance, sheets[1]].join("")}:root{${t.css.map(([key, word]) => `--banmian-${key.slice(4)}:${quoted(word)};`).join("")}}`;
  const lead = () => render(pages[0].page, "").querySelector("h2[data-role=headline]")?.textContent?.trim().slice(0, 80);
  const paper = document.implementation.createHTMLDocument(title || lead() || t("title"));
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
  const [html, head, body] = [paper.documentElement, paper.head, paper.body].map(tagsOf);
  const host = tagsOf(create("banmian-viewer", viewer ? { pending: "", hash: "", files: "", corrections: "kept", notes: "kept" } : {}));
  const main = tagsOf(create("main", { class: "bm-main" }));
  const turn = takingTurns();

  yield `<!doctype html>\n${html.start}${head.start}${paper.head.innerHTML}`;
  for (const { page } of pages) {
    await turn();
    yield `<script type="application/ld+json">${inScript(graph(page))}</script>`;
  }
  yield `<style>${css}</style>${head.end}${body.start}\n${host.start}${main.start}${create("h1", { class: "bm-title" }, t("title")).outerHTML}`;
  for (const [i, { page, corrections }] of pages.entries()) {
    await turn();
    const prefix = i === 0 ? "" : `p${i + 1}-`;
    const articles = create("main", {}, render(page, prefix));
    pagesIn(articles).forEach(typeset);
    if (corrections?.edits) articles.append(await listOfEdits(paper, page, corrections.edits, prefix));
    yield articles.innerHTML;
  }
  yield `${main.end}\n<script type="application/json">`;
  const isEdition = pages.length > 1 || title;
  if (isEdition) yield inScript(`{"title":${JSON.stringify(title)},"pages":[`);
  for (const [i, { name, source, corrections, notes }] of pages.entries()) {
    await turn();
    yield inScript(`${i === 0 ? "" : ","}${JSON.stringify({ name, text: source.text, edits: corrections?.edits ?? undefined, sheet: source.sheet, notes: notes.length > 0 ? notes : undefined })}`);
  }
  // script and style are written as text: given them as nodes, a browser asks this document's policy
  const type = viewer?.type ? ` type="${viewer.type}"` : "";
  const script = viewer ? `<script${type} data-banmian>${viewer.text}</script>\n` : "";
  yield `${isEdition ? "]}" : ""}</script>\n${host.end}\n`;
  for (const { page } of pages) {
    await turn();
    yield references(page);
  }
  yield `\n${await readable(pages, t, paper, viewer !== null)}${script}${body.end}${html.end}\n`;
};

// The notes below the pages, where no script shows them.
/** @type {(pages: ReadPage[], t: Translate, paper: Document, isViewer: boolean) => Promise<string>} */
const readable = async (pages, t, paper, isViewer) => {
  if (pages.every(({ notes }) => notes.length === 0)) return "";
  await t.complete();
  const { outerHTML = "" } = (await asElement(pages, t, paper)) ?? {};
  return isViewer ? `<noscript>${outerHTML}</noscript>\n` : `${outerHTML}\n`;
};

// What was corrected in a page, in words of its language, with the times as they are written for machines.
/** @type {(paper: Document, page: Page, edits: import("../../model/types.js").Edits, prefix: string) => Promise<HTMLElement>} */
const listOfEdits = async (paper, page, edits, prefix) => {
  const t = await loadTranslation(pickTag([page.source.language], await tags()));
  await t.complete();
  return createProvenanceList({ paper, edits: placeEdits(page, edits), prefix, t, time: (at) => at });
};

// An element's tags, as no place in it can be found by looking: any text may be that of a page.
const tagsOf = (/** @type {Element} */ node) => {
  const end = `</${node.localName}>`;
  return { start: /** @type {Element} */ (node.cloneNode()).outerHTML.slice(0, -end.length), end };
};

// JSON that cannot end the element it is in.
const inScript = (/** @type {string} */ json) => json.replaceAll("<", "\\u003c");

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
