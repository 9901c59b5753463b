// The script of a Chinese text.

/** @type {(lang: string) => "hans" | "hant" | null} null where a text is not Chinese */
export const scriptOf = (lang) => {
  if (!/^zh\b/i.test(lang)) return null;
  return /\b(hant|tw|hk|mo)\b/i.test(lang) ? "hant" : "hans";
};
