// Gives the words of stories as the reader wants characters and punctuation, as the page shows them.

import { converter } from "../typography/hanzi.js";
import { punctuationSteps } from "../typography/punctuation.js";
import { scriptOf } from "../typography/script.js";
import { setting } from "../typography/settings.js";

/** @typedef {ReturnType<typeof createWords>} Words */

/** @param {Element} host */
export const createWords = (host) => {
  /** @type {((text: string) => string) | null} */
  let convert = null;
  let key = "";

  const wanted = () => ({ script: setting(host, "script"), punctuation: setting(host, "punctuation") });
  /** @type {(lang: string) => "hans" | "hant" | null} the script that a text is to be converted to */
  const otherScript = (lang) => {
    const [own, { script }] = [scriptOf(lang), wanted()];
    return own && script !== "source" && script !== own ? /** @type {"hans" | "hant"} */ (script) : null;
  };

  return {
    /** What the words depend on. */
    get key() { return key; },

    /** Follows the settings. Returns null where nothing has to be loaded for that, as before the first time nothing is. */
    follow: () => {
      const { script, punctuation } = wanted();
      const now = `${script} ${punctuation}`;
      if (now === key) return null;
      if (script === "source") {
        convert = null;
        key = now;
        return null;
      }
      return converter(script).then((made) => {
        convert = made;
        key = now;
      });
    },

    /** The language that words of one are shown in. */
    lang: (/** @type {string} */ lang) => {
      const script = otherScript(lang);
      return script ? `zh-${script === "hans" ? "Hans" : "Hant"}` : lang;
    },

    /** Words as they are shown. */
    show: (/** @type {string} */ text, /** @type {string} */ lang) => {
      const script = otherScript(lang);
      const steps = punctuationSteps(lang, wanted().punctuation, script ?? scriptOf(lang));
      return steps.reduce((shown, step) => step(shown), script && convert ? convert(text) : text);
    },
  };
};
