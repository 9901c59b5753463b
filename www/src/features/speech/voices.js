// Chooses among the browser's voices.

/**
 * The voices that speak a language, those of its region first.
 *
 * @param {string} language
 */
export const voicesFor = (language) => {
  const [primary, script] = language.toLowerCase().split("-");
  const regions = { hant: ["tw", "hk", "mo"], hans: ["cn", "sg"] }[script ?? ""] ?? [];
  const rank = (/** @type {SpeechSynthesisVoice} */ { lang, localService, default: first }) => {
    const near = regions.some((region) => lang.toLowerCase().replace("_", "-").includes(`-${region}`));
    return Number(near) * 4 + Number(localService) * 2 + Number(first);
  };
  const speaks = (/** @type {SpeechSynthesisVoice} */ { lang }) => lang.toLowerCase().split(/[-_]/)[0] === primary;
  return [...(globalThis.speechSynthesis?.getVoices() ?? [])].filter(speaks).sort((a, b) => rank(b) - rank(a));
};
