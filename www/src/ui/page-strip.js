// The strip of an edition's pages: previous, a choice of all pages, next, and the progress of reading.

import { setDisabled } from "./disabling.js";
import { createLongChoice } from "./long-choice.js";

/** @import { Edition, Entry, Translate } from "../model/types.js" */

/**
 * @param {HTMLElement} node that it stands in
 * @param {{ turn: (index: number) => void, turnBy: (by: number) => void }} commands
 */
export const createPageStrip = (node, commands) => {
  node.setAttribute("role", "group");
  const createTurn = (/** @type {number} */ by) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.turn = String(by);
    button.addEventListener("click", () => commands.turnBy(by));
    return button;
  };
  const choice = document.createElement("select");
  choice.addEventListener("change", () => commands.turn(pages.index));
  const pages = createLongChoice(choice);
  const progress = document.createElement("progress");
  progress.hidden = true;
  const [back, on] = [createTurn(-1), createTurn(1)];
  const title = document.createElement("span");
  node.append(title, back, choice, on, progress);

  /** @type {{ entries?: Entry[], t?: Translate }} */
  let shown = {};

  return {
    show: (/** @type {Edition} */ { title: editionTitle, entries }, /** @type {number} */ index, /** @type {Translate} */ t) => {
      node.hidden = entries.length < 2;
      if (node.hidden) return;
      title.textContent = editionTitle;
      node.setAttribute("aria-label", [t("pages"), editionTitle].filter(Boolean).join(" · "));
      choice.setAttribute("aria-label", t("pages.choose"));
      back.setAttribute("aria-label", t("pages.previous"));
      on.setAttribute("aria-label", t("pages.next"));
      progress.setAttribute("aria-label", t("pages.reading"));
      if (entries !== shown.entries || t !== shown.t) {
        const nameOf = (/** @type {number} */ i) => `${i + 1}/${entries.length} · ${withoutExtension(entries[i].name) || t("pages.number", { number: i + 1 })}`;
        pages.set(entries.length, (i) => new Option(nameOf(i)));
      }
      shown = { entries, t };
      pages.index = index;
      setDisabled([[back, index === 0], [on, index === entries.length - 1]]);
    },

    showProgress: (/** @type {number} */ read, /** @type {number} */ count, /** @type {boolean} */ slow) => {
      progress.hidden = !slow || read === count;
      progress.max = count;
      progress.value = read;
    },
  };
};

export const withoutExtension = (/** @type {string} */ name) => name.replace(/\.te?xt$/i, "");
