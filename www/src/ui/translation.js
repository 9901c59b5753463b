// Loads the words of the interface in the language of the element or of the browser: those of what is
// seen at first, and the others with the style of what they stand in.

import { style, tags } from "../assets.js";
import { ROLES } from "../model/blocks.js";
import { once } from "../once.js";
import { loadTranslation, pickTag, wordStyle } from "./translations.js";

/** @import { Context } from "../model/types.js" */

/**
 * `translate` loads the words, and again when the attribute `lang` has changed. `furnish` brings all
 * that the first view does without, also what `more` loads; it returns null where that is there.
 *
 * @param {Pick<Context, "host" | "store" | "ui">} context
 * @param {() => Promise<unknown>} more
 */
export const createTranslation = ({ host, store, ui }, more) => {
  let generation = 0;
  let isAsked = false;
  let isWanted = false;
  let isFurnished = false;

  const loadMore = once(async () => {
    const [css] = await Promise.all([style("panels.css"), more()]);
    ui.setPanelStyle(css);
    isFurnished = true;
  });

  /** @type {() => Promise<void> | null} */
  const furnish = () => {
    const { t } = store.state;
    isAsked = isWanted = true;
    if (t.isWhole && isFurnished) return null;
    return Promise.all([t.complete(), loadMore()]).then(() => {
      if (store.state.t === t) ui.setWordStyle(wordStyle(t, ROLES));
    });
  };

  const translate = async () => {
    const mine = ++generation;
    const own = host.getAttribute("lang");
    const tag = pickTag(own ? [own] : navigator.languages, await tags().catch(() => []));
    const t = await loadTranslation(tag).catch(() => null);
    const whole = isWanted ? t?.complete().catch(() => {}) : null;
    if (isAsked) await whole;
    if (!t || mine !== generation || store.state.t.tag === t.tag) return;
    ui.setWordStyle(wordStyle(t, ROLES));
    ui.setWords(t);
    store.set({ t });
  };

  /** Begins to load what `furnish` is going to be asked for, and has nothing wait for it. */
  const prepare = () => {
    isWanted = true;
    loadMore().catch(() => {});
  };

  return { translate, furnish, prepare };
};
