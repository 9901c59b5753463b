// Adds style sheets to the document or shadow root that a viewer stands in.

import { style } from "../assets.js";

/** @type {Map<string, CSSStyleSheet>} one sheet a style, whatever adopts it */
const made = new Map();

/** @type {(node: Node, css: string) => void} adds a style, unless it is there */
export const adopt = (node, css) => {
  const sheet = made.get(css) ?? new CSSStyleSheet();
  if (!made.has(css)) sheet.replaceSync(css);
  made.set(css, sheet);
  const { adoptedStyleSheets: sheets = [] } = /** @type {Document} */ (node.getRootNode());
  if (!sheets.includes(sheet)) sheets.push(sheet);
};

const isStyled = (/** @type {Element} */ node) => getComputedStyle(node).getPropertyValue("--bm-dressed") !== "";

/** @type {(node: Element) => Promise<void>} adds the style of the articles, unless the document links that already */
export const adoptStyle = async (node) => {
  if (isStyled(node)) return;
  const css = await style("banmian.css");
  if (!isStyled(node)) adopt(node, css);
};
