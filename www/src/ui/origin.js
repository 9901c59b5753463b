// The panel that says in which encoding and language a text was read, and lets the reader choose others.

import { disclosure } from "./disclosure.js";

/** @import { Translate } from "../model/types.js" */

/** @typedef {typeof import("./origin-fields.js").createOriginFields} CreateFields */

/**
 * `named` and `language` are what was asked for, `encoding` and `found` what it was read in.
 *
 * @typedef {object} Origin
 * @property {boolean} bytes whether the text came as bytes
 * @property {string} named
 * @property {string} [encoding]
 * @property {boolean} [doubtful] whether the encoding is
 * @property {string} language
 * @property {string} [found]
 * @property {string[]} languages those that can be chosen
 */

/**
 * `button` opens the panel, and is marked where a reader should look into it.
 *
 * @param {HTMLButtonElement} button
 * @param {{ setEncoding: (name: string) => void, setLanguage: (tag: string) => void }} commands
 */
export const createOriginPanel = (button, commands) => {
  const panel = document.createElement("div");
  panel.part = "origin";
  panel.id = "origin";
  /** @type {ReturnType<CreateFields> | null} */
  let fill = null;
  const { toggle, elsewhere } = disclosure(button, panel, { first: "label:not([hidden]) select" });

  return {
    panel,
    elsewhere,

    setFields: (/** @type {CreateFields} */ create) => void (fill = create(button, panel, commands)),

    show: (/** @type {Origin | null} */ origin, /** @type {Translate} */ t) => {
      button.hidden = origin === null;
      if (origin === null) toggle(false);
      else fill?.(origin, t);
    },
  };
};
