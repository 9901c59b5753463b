// "hans" or "hant" of a Chinese text.
export const scriptOf = (lang) => {
  if (!/^zh\b/i.test(lang)) return null;
  return /\b(hant|tw|hk|mo)\b/i.test(lang) ? "hant" : "hans";
};
