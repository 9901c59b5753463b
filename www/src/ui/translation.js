// Loads the words of the interface in the language of the element or of the browser.

import { tags } from "../assets.js";
import { ROLES } from "../model/blocks.js";
import { loadTranslation, pickTag, wordStyle } from "./translations.js";

/** @import { Context } from "../model/types.js" */

/**
 * Loads the words, and again when the attribute `lang` has changed.
 *
 * @param {Pick<Context, "host" | "store" | "ui">} context
 */
export const createTranslation = ({ host, store, ui }) => {
  let generation = 0;

  return async () => {
    const mine = ++generation;
    const own = host.getAttribute("lang");
    const tag = pickTag(own ? [own] : navigator.languages, await tags().catch(() => []));
    const t = await loadTranslation(tag).catch(() => null);
    if (!t || mine !== generation || store.state.t.tag === t.tag) return;
    ui.setWords(wordStyle(t, ROLES), t);
    store.set({ t });
  };
};
