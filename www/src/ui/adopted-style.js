// Adds the style of the articles to the document or shadow root, unless that links it already.

import { style } from "../assets.js";

const isStyled = (/** @type {Element} */ node) => getComputedStyle(node).getPropertyValue("--bm-dressed") !== "";

/**
 * Adds the style sheet to the document, or shadow root, that a node stands in.
 *
 * @param {Element} node
 */
export const adoptStyle = async (node) => {
  if (isStyled(node)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await style("banmian.css"));
  if (!isStyled(node)) /** @type {Document | ShadowRoot} */ (node.getRootNode()).adoptedStyleSheets.push(sheet);
};
