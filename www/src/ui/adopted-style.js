// The articles' style in the tree they stand in, unless that links the style sheet itself.

import { style } from "../assets.js";

const dressed = (node) => getComputedStyle(node).getPropertyValue("--bm-dressed") !== "";

export const adopt = async (node) => {
  if (dressed(node)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await style("banmian.css"));
  if (!dressed(node)) node.getRootNode().adoptedStyleSheets.push(sheet);
};
