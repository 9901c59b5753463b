// Shows texts of any page of an edition as the page that is shown has them: in the characters and the
// punctuation that the reader wants.

import { punctuationSteps } from "../typography/punctuation.js";
import { scriptOf } from "../typography/script.js";
import { setting } from "../typography/settings.js";

/** @typedef {ReturnType<typeof createShownText>} ShownText */

/** @param {Element} host */
export const createShownText = (host) => {
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
    /** What the texts depend on. */
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
      return import("../typography/hanzi.js").then(({ converter }) => converter(script)).then((made) => {
        convert = made;
        key = now;
      });
    },

    /** The language that a text of one is shown in. */
    lang: (/** @type {string} */ lang) => {
      const script = otherScript(lang);
      return script ? `zh-${script === "hans" ? "Hans" : "Hant"}` : lang;
    },

    /** A text as it is shown. */
    show: (/** @type {string} */ text, /** @type {string} */ lang) => {
      const script = otherScript(lang);
      const steps = punctuationSteps(lang, wanted().punctuation, script ?? scriptOf(lang));
      return steps.reduce((shown, step) => step(shown), script && convert ? convert(text) : text);
    },
  };
};
