// Shows words of any page of an edition in the characters that the reader has chosen.

import { punctuationSteps } from "../typography/punctuation.js";
import { scriptOf } from "../typography/script.js";
import { setting } from "../typography/settings.js";

/**
 * The language that texts of `lang` are shown in, and what shows one in lines that run across.
 *
 * @param {Element} host
 * @param {string} lang
 * @returns {Promise<{ lang: string, show: (text: string) => string }>}
 */
export const shownText = async (host, lang) => {
  const own = scriptOf(lang);
  const script = setting(host, "script");
  const other = own !== null && script !== "source" && script !== own ? script : null;
  const convert = other && (await (await import("../typography/hanzi.js")).converter(other));
  const steps = [...(convert ? [convert] : []), ...punctuationSteps(lang, setting(host, "punctuation"), other ?? own)];
  return {
    lang: other ? `zh-${other[0].toUpperCase()}${other.slice(1)}` : lang,
    show: (text) => steps.reduce((shown, step) => step(shown), text),
  };
};
