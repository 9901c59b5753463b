// Marks and lists the doubtful places of a page.

/** @import { Diagnostic, Page, Span, Translate } from "../model/types.js" */

// Those whose confidence is how sure the reading is of what is doubted.
const MEASURED = /^doubtful-(join|place|headline|recognition)$/;

/**
 * The pieces that a doubt is of: of two that were joined, the later one.
 *
 * @param {Diagnostic} doubt
 * @returns {Span[]}
 */
const spansOf = ({ code, spans }) => (code === "doubtful-join" ? spans.slice(1) : spans);

/** @type {(doubt: Diagnostic) => Span | undefined} the place of a doubt; none where it is of the whole page */
export const placeOf = (doubt) => spansOf(doubt)[0];

/** @type {(doubt: Diagnostic) => boolean} whether it was measured how sure the reading is in spite of a doubt */
export const isMeasured = ({ code }) => MEASURED.test(code);

/** @type {(doubt: Diagnostic) => string} how sure the reading is in spite of a doubt, where that is known */
export const sureOf = (doubt) => (isMeasured(doubt) ? percent(doubt.confidence) : "");

/** @type {(share: number) => string} */
export const percent = (share) => `${Math.round(share * 100)} %`;

/**
 * Marks the pieces that are doubtful, and those that were joined on.
 *
 * @param {HTMLElement} viewer
 * @param {Page} page
 */
export const markDoubts = (viewer, page) => {
  for (const doubt of page.diagnostics) {
    for (const { utf16 } of spansOf(doubt)) {
      for (const piece of /** @type {NodeListOf<HTMLElement>} */ (viewer.querySelectorAll(`[data-start="${utf16[0]}"]`))) piece.dataset.doubt = doubt.confidence.toFixed(2);
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
  page.diagnostics.filter((doubt) => spansOf(doubt).some(({ utf16 }) => utf16[0] <= start && start < utf16[1]));

/** @type {(doubt: Diagnostic, t: Translate) => string} */
export const describeDoubt = ({ code, message }, t) => (t.has(`doubt.${code}`) ? t(`doubt.${code}`) : message);

/**
 * A doubt in a list: its line, what it is, how sure the reading is, and the words it is of.
 *
 * @param {Diagnostic} doubt
 * @param {string} text
 * @param {Translate} t
 * @returns {(string | Node)[]}
 */
export const doubtLine = (doubt, text, t) => {
  const span = placeOf(doubt);
  const words = [span && t("why.line", { line: span.line }), describeDoubt(doubt, t), sureOf(doubt)].filter(Boolean).join(" · ");
  if (!span) return [words];
  const quote = [...text.slice(...span.utf16)].slice(0, 24).join("");
  return [`${words} `, Object.assign(document.createElement("q"), { textContent: quote })];
};

/**
 * All doubts, as buttons that lead there.
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
    const span = placeOf(doubt);
    const item = document.createElement("li");
    const line = doubtLine(doubt, text, t);
    if (span) {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.append(...line);
      button.addEventListener("click", () => goTo(span.utf16[0]));
      item.append(button);
    } else item.append(...line);
    list.append(item);
  }
  return list;
};
