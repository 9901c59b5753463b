// Adds to each page in the strip of an edition's pages what its lead is called.

import { brief } from "../model/brief.js";
import { takingTurns } from "../scheduling.js";
import { optionAt } from "../ui/long-choice.js";
import { ranked } from "./ranking.js";

/** @import { Context } from "../model/types.js" */
/** @import { Weigh } from "./ranking.js" */

// Of a title that is longer the choice shows as many characters.
const LONGEST = 30;

/**
 * @param {Pick<Context, "store" | "ui">} context
 * @param {Weigh} weigh
 */
export const createStripTitles = ({ store, ui }, weigh) => {
  /** @type {WeakMap<HTMLOptionElement, string>} what each page is called without it */
  const names = new WeakMap();
  let generation = 0;

  const show = (/** @type {number} */ index) => {
    const { entries } = store.state.edition;
    const choice = /** @type {HTMLSelectElement | null} */ (ui.root.querySelector("[part=pages] select"));
    const option = choice && optionAt(choice, index);
    if (entries.length < 2 || !option) return;
    const name = names.get(option) ?? option.text;
    names.set(option, name);
    const title = brief(ranked(entries[index], index, weigh)[0]?.title ?? "", LONGEST);
    const text = [name, title].filter(Boolean).join(" · ");
    if (option.text !== text) option.text = text;
  };

  return {
    show,

    /** Shows the titles of all pages that are read, a slice at a time. */
    showAll: async () => {
      const mine = ++generation;
      const turn = takingTurns();
      for (let index = 0; index < store.state.edition.entries.length; index += 1) {
        await turn();
        if (mine !== generation) return;
        show(index);
      }
    },
  };
};
