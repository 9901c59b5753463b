// The choices of an encoding and a language in the panel that says how a text was read, loaded when
// there is something to say.

import { createKeepingField } from "./keeping-field.js";

/** @import { Translate } from "../model/types.js" */
/** @import { Origin } from "./origin.js" */

const ENCODINGS = [
  "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE",
  "Shift_JIS", "EUC-JP", "ISO-2022-JP", "EUC-KR",
  "windows-1252", "windows-1250", "ISO-8859-2", "windows-1254", "windows-1257", "windows-1258",
  "windows-1251", "KOI8-U", "ISO-8859-5", "IBM866", "windows-1253", "ISO-8859-7",
  "windows-1255", "windows-1256", "ISO-8859-6", "windows-874",
];

/**
 * What shows in the panel, and marks on its button, how a text was read.
 *
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} panel
 * @param {{ setEncoding: (name: string) => void, setLanguage: (tag: string) => void }} commands
 * @returns {(origin: Origin, t: Translate) => void}
 */
export const createOriginFields = (button, panel, commands) => {
  const encoding = document.createElement("label");
  const language = document.createElement("label");
  encoding.part = "encoding";
  language.part = "language";
  const encodings = document.createElement("select");
  const languages = document.createElement("select");
  encodings.addEventListener("change", () => commands.setEncoding(encodings.value));
  languages.addEventListener("change", () => commands.setLanguage(languages.value));
  const keeping = createKeepingField();
  panel.append(encoding, language, keeping.field);

  return (origin, t) => {
    const automatic = (/** @type {string} */ what, /** @type {string | undefined} */ found, doubtful = false) => {
      if (what || !found) return t("encoding.auto");
      return doubtful ? t("encoding.doubtful", { encoding: found }) : t("encoding.found", { encoding: found });
    };
    const unsure = !origin.named && origin.doubtful && t("encoding.doubtful", { encoding: origin.encoding });
    const remark = [unsure || origin.named, origin.language].filter(Boolean).join(" · ");
    button.setAttribute("aria-label", [t("origin"), remark].filter(Boolean).join(": "));
    button.toggleAttribute("data-remark", remark !== "");
    panel.setAttribute("aria-label", t("origin"));
    encoding.hidden = !origin.bytes;
    encodings.replaceChildren(...["", ...ENCODINGS].map((name) => new Option(name || automatic(origin.named, origin.encoding, origin.doubtful), name)));
    encodings.value = ENCODINGS.find((name) => name.toLowerCase() === origin.named.toLowerCase()) ?? "";
    encoding.replaceChildren(t("encoding"), " ", encodings);
    const named = languageNames(t.tag);
    // of a text without a language, which CLDR calls the root of all
    const nameOf = (/** @type {string} */ tag) => (tag === "und" ? t("language.unknown") : named(tag));
    const found = origin.found && nameOf(origin.found);
    languages.replaceChildren(...["", ...origin.languages].map((tag) => new Option(tag ? nameOf(tag) : automatic(origin.language, found), tag)));
    keeping.show(t);
    languages.value = origin.language;
    language.replaceChildren(t("language"), " ", languages);
  };
};

// The names of languages in the words of the interface; a tag that names none stands for itself.
/** @type {(tag: string) => (language: string) => string} */
const languageNames = (tag) => {
  const tried = (/** @type {() => any} */ ask) => {
    try {
      return ask();
    } catch {
      return null;
    }
  };
  const names = tried(() => new Intl.DisplayNames(tag, { type: "language" }));
  return (language) => tried(() => names.of(language)) ?? language;
};
