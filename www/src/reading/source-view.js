// What the view of the source is made of, with its style. Loaded when it is first shown.

import css from "../../styles/source.css";

export { createChoosing } from "./choosing.js";
export { markDoubts } from "./doubts.js";
export { createSourcePane, nextPiece } from "./source-pane.js";

/** @type {CSSStyleSheet | null} */
let sheet = null;

/** @type {(host: Element) => void} adds the style to the document, or shadow root, that a viewer stands in */
export const styleSource = (host) => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  const { adoptedStyleSheets: sheets = [] } = /** @type {Document} */ (host.getRootNode());
  if (!sheets.includes(sheet)) sheets.push(sheet);
};
