// Reads the script elements that a document puts into the viewer.

import { rethrowAtStage } from "./errors.js";

/** @import { Source } from "../model/types.js" */

const TEXTS = ":scope > script:is([type='text/plain'], [type='application/json'])";

/** @type {(element: Element) => boolean} */
export const hasChild = (element) => element.querySelector(TEXTS) !== null;

/**
 * The text, or the list of pages, that is a child of the element; null where there is none.
 *
 * @param {Element} element
 * @returns {Source | null}
 */
export const child = (element) => {
  const script = /** @type {HTMLScriptElement | null} */ (element.querySelector(TEXTS));
  if (!script) return null;
  if (script.type === "text/plain") return { text: script.textContent, name: "", encoding: "UTF-8" };
  try {
    const { text, name = "", page, edits, sheet, notes, ...more } = JSON.parse(script.textContent);
    if (more.pages) return more;
    return { text: String(text), name, page, edits, sheet, notes, encoding: "UTF-8" };
  } catch (error) {
    return rethrowAtStage("decode")(error);
  }
};

/** @type {(element: Element) => string[]} the language packs a document gives with the text, as TOML */
export const packs = (element) =>
  [...element.querySelectorAll(":scope > script[type='application/toml']")].map((script) => script.textContent);

/** Waits for the children, which may still be on their way where the document is not read to its end. */
export const parsed = async () => {
  if (document.readyState !== "loading") return;
  await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
};
