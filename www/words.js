// The words of the interface.

import { locale } from "./assets.js";

const TAGS = ["zh-Hans", "zh-Hant", "en"];
const TRADITIONAL = /^zh-(hant|tw|hk|mo)\b/i;

export const pick = (languages) => {
  for (const language of languages) {
    if (TRADITIONAL.test(language)) return "zh-Hant";
    if (/^zh\b/i.test(language)) return "zh-Hans";
    const primary = language.split("-")[0].toLowerCase();
    if (TAGS.includes(primary)) return primary;
  }
  return "en";
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

// The words the style sheet needs, as custom properties of the viewer.
export const wordStyle = (t, roles) => {
  const property = (name, word) => `--bm-${name}:${JSON.stringify(word)};`;
  const words = t.css.map(([key, word]) => property(key.slice(4), word));
  const signs = roles.map((role) => property(`sign-${role}`, t(`sign.${role}`)));
  const colours = roles.map((role) => `[data-role="${role}"]{--bm-role:var(--bm-role-${role})}`);
  return `:host{${[...words, ...signs].join("")}}${colours.join("")}`;
};
