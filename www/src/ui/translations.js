// The files of words of the interface, and the choice among them.

import { locale } from "../assets.js";

/** @import { Role, Translate } from "../model/types.js" */

/**
 * The language of the interface that fits best: of the same script where there is one, as
 * zh-TW is of zh-Hant; English for want of any.
 *
 * @param {readonly string[]} languages
 * @param {string[]} tags those that there are words for
 */
export const pickTag = (languages, tags) => {
  const known = tags.map((tag) => ({ tag, ...maximized(tag) }));
  for (const { language, script } of languages.map(maximized)) {
    const alike = known.filter((have) => have.language === language);
    const found = alike.find((have) => have.script === script) ?? alike[0];
    if (found) return found.tag;
  }
  return "en";
};

/** @type {(tag: string) => { language?: string, script?: string }} */
const maximized = (tag) => {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return { language, script };
  } catch {
    return {};
  }
};

/**
 * What gives the words of a language.
 *
 * @param {string} tag
 * @returns {Promise<Translate>}
 */
export const loadTranslation = async (tag) => {
  const { default: first, rest } = await locale(tag);
  let table = first;
  const t = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) =>
    (table[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  return Object.defineProperty(Object.assign(t, {
    tag,
    has: (/** @type {string} */ key) => key in table,
    css: Object.entries(first).filter(([key]) => key.startsWith("css.")),
    isWhole: false,
    complete: async () => {
      table = { ...first, ...(await rest()) };
    },
  }), "isWhole", { get: () => table !== first });
};

/** @type {(word: string) => string} a word as a style sheet has it, which within HTML ends no element */
export const quoted = (word) => `"${word.replace(/["\\<\p{Cc}]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;

/** @type {(t: Translate, roles: Role[]) => string} the words the style sheet needs, as custom properties of the viewer */
export const wordStyle = (t, roles) => {
  const property = (/** @type {string} */ name, /** @type {string} */ word) => `--banmian-${name}:${quoted(word)};`;
  const words = t.css.map(([key, word]) => property(key.slice(4), word));
  const signs = (t.isWhole ? roles : []).map((role) => property(`sign-${role}`, t(`sign.${role}`)));
  const colours = roles.map((role) => `[data-role="${role}"]{--banmian-role:var(--banmian-role-${role})}`);
  return `:host{${[...words, ...signs].join("")}}${colours.join("")}`;
};
