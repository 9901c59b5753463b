// Marks and lists the doubtful places of a page.

/** @import { Diagnostic, Page, Translate } from "../model/types.js" */

/**
 * Marks the pieces that the page's diagnostics name, and those that were joined on.
 *
 * @param {HTMLElement} viewer
 * @param {Page} page
 */
export const markDoubts = (viewer, page) => {
  for (const { spans, confidence } of page.diagnostics) {
    for (const { utf16 } of spans) {
      for (const piece of /** @type {NodeListOf<HTMLElement>} */ (viewer.querySelectorAll(`[data-start="${utf16[0]}"]`))) piece.dataset.doubt = confidence.toFixed(2);
    }
  }
  const joins = page.articles.flatMap((article) => article.blocks).flatMap(({ spans, joins = [] }) => joins.map((join) => spans[join.span]));
  for (const { utf16 } of joins) viewer.querySelector(`.bm-page [data-start="${utf16[0]}"]`)?.toggleAttribute("data-join", true);
};

/**
 * What is doubtful at an offset.
 *
 * @param {Page} page
 * @param {number} start
 */
export const doubtsAt = (page, start) =>
  page.diagnostics.filter(({ spans }) => spans.some(({ utf16 }) => utf16[0] <= start && start < utf16[1]));

/** @type {(doubt: Diagnostic, t: Translate) => string} */
export const describeDoubt = ({ code, message }, t) => (t.has(`doubt.${code}`) ? t(`doubt.${code}`) : message);

/**
 * All doubts with the lines they are of, as buttons that lead there.
 *
 * @param {Page} page
 * @param {string} text
 * @param {Translate} t
 * @param {(start: number) => void} goTo
 */
export const doubtList = (page, text, t, goTo) => {
  const list = document.createElement("ol");
  list.className = "doubts";
  for (const doubt of page.diagnostics) {
    const span = doubt.spans[0];
    const item = document.createElement("li");
    const words = describeDoubt(doubt, t);
    if (span) {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      const quote = [...text.slice(...span.utf16)].slice(0, 24).join("");
      button.append(`${t("why.line", { line: span.line })} · ${words} `, Object.assign(document.createElement("q"), { textContent: quote }));
      button.addEventListener("click", () => goTo(span.utf16[0]));
      item.append(button);
    } else item.append(words);
    list.append(item);
  }
  return list;
};
