// Which settings can be chosen for a page, by its language.

import { scriptOf } from "./script.js";

/** @import { SettingName } from "./settings.js" */

export const isEastAsian = (/** @type {string} */ lang) => /^(zh|ja|ko)\b/.test(lang);

/** @type {(root: ParentNode | null) => HTMLElement[]} */
export const pagesIn = (root) => /** @type {HTMLElement[]} */ ([...(root?.querySelectorAll(".bm-page") ?? [])]);

/** @type {(page: HTMLElement) => string} the language of a page's source */
export const langOf = (page) => page.dataset.lang ?? page.lang;

/** @type {(root: Element) => Partial<Record<SettingName, boolean>>} what there is to choose for the pages shown */
export const choicesFor = (root) => {
  const langs = pagesIn(root).map(langOf);
  const down = langs.length > 0 && langs.every(isEastAsian);
  return { script: langs.some((lang) => scriptOf(lang) !== null), writing: down, punctuation: down };
};
