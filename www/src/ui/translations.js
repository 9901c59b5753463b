// The words of the interface.

import { locale } from "../assets.js";

// The language of the interface that fits best: of the same script where there is one, as
// zh-TW is of zh-Hant; English for want of any.
export const pick = (languages, tags) => {
  const known = tags.map((tag) => [tag, full(tag)]);
  for (const wanted of languages.map(full)) {
    const alike = known.filter(([, have]) => have.language === wanted.language);
    const [tag] = alike.find(([, have]) => have.script === wanted.script) ?? alike[0] ?? [];
    if (tag) return tag;
  }
  return "en";
};

const full = (tag) => {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return {};
  }
};

export const words = async (tag) => {
  const table = await locale(tag);
  const t = (key, values = {}) =>
    (table[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  t.tag = tag;
  t.has = (key) => key in table;
  t.css = Object.entries(table).filter(([key]) => key.startsWith("css."));
  return t;
};

// A word as a style sheet has it, which within HTML ends no element.
export const quoted = (word) => `"${word.replace(/["\\<\p{Cc}]/gu, (sign) => `\\${sign.codePointAt(0).toString(16)} `)}"`;

// The words the style sheet needs, as custom properties of the viewer.
export const wordStyle = (t, roles) => {
  const property = (name, word) => `--banmian-${name}:${quoted(word)};`;
  const words = t.css.map(([key, word]) => property(key.slice(4), word));
  const signs = roles.map((role) => property(`sign-${role}`, t(`sign.${role}`)));
  const colours = roles.map((role) => `[data-role="${role}"]{--banmian-role:var(--banmian-role-${role})}`);
  return `:host{${[...words, ...signs].join("")}}${colours.join("")}`;
};
