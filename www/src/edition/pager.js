// Offers, at the end of a story, the next one to read on with, and the one before.

import css from "../../styles/pager.css";
import { brief } from "../model/brief.js";
import { adopt } from "../ui/adopted-style.js";
import { create } from "../ui/elements.js";

/** @import { Frame } from "../ui/frame.js" */
/** @import { Translate } from "../model/types.js" */

/**
 * A story that is offered: its page where that is another, its words as they are shown.
 *
 * @typedef {object} Offered
 * @property {number} by 1 for the next story, -1 for the one before
 * @property {string} page
 * @property {string} kicker
 * @property {string} title
 * @property {string} byline
 * @property {string} lede
 * @property {string} lang
 */

// More than two lines hold, and more than a listener wants to hear of it.
const LEDE_LENGTH = 200;

/**
 * `step` goes to the next story or the one before.
 *
 * @param {Frame} ui
 * @param {(by: number) => void} step
 */
export const createPager = (ui, step) => {
  adopt(ui.top, css);
  const { pager } = ui;
  let stands = "";

  const isDown = () => ui.reading.classList.contains("down");

  // Vertical lines have their end at the side, where the next story is offered then.
  const place = () => {
    if (isDown() === (pager.parentNode === ui.reading)) return;
    if (isDown()) ui.reading.append(pager);
    else ui.workspace.after(pager);
  };
  new MutationObserver(place).observe(ui.reading, { attributeFilter: ["class"] });
  place();

  const createButton = (/** @type {Offered} */ { by, page, kicker, title, byline, lede, lang }, /** @type {Translate} */ t) => {
    const button = create("button", { type: "button" });
    button.dataset.step = String(by);
    button.addEventListener("click", () => step(by));
    button.append(line("small", "", [t(by < 0 ? "previous" : "next"), page].filter(Boolean).join(" · "), ""));
    if (kicker) button.append(line("span", "kicker", kicker, lang));
    if (title) button.append(line("strong", "", title, lang));
    if (byline) button.append(line("span", "byline", byline, lang));
    if (lede) button.append(line("span", "lede", brief(lede, LEDE_LENGTH), lang));
    return button;
  };

  return {
    /** Shows what is offered, the next story first; nothing is written anew that stands there already. */
    show: (/** @type {Offered[]} */ offered, /** @type {Translate} */ t) => {
      pager.hidden = offered.length === 0;
      pager.setAttribute("aria-label", t("pager"));
      const wanted = JSON.stringify([t.tag, offered]);
      if (wanted === stands) return;
      stands = wanted;
      const focused = /** @type {HTMLElement | null} */ (pager.querySelector(":focus"))?.dataset.step;
      pager.replaceChildren(...offered.map((story) => createButton(story, t)));
      if (focused) /** @type {HTMLElement | null} */ (pager.querySelector(`[data-step="${focused}"]`))?.focus({ preventScroll: true });
    },

    /** Whether the reader has all of it in sight, and so is at the end of the story. */
    isInSight: () => {
      const box = pager.getBoundingClientRect();
      if (isDown()) return box.left >= ui.reading.getBoundingClientRect().left - 1;
      return box.bottom <= ui.scroller.edges().bottom + 1;
    },
  };
};

/** @type {(tag: "small" | "span" | "strong", className: string, text: string, lang: string) => HTMLElement} */
const line = (tag, className, text, lang) => create(tag, { className, lang }, text);
