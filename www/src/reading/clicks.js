// Handles clicks in the articles and the source.

import { followJump } from "../lazy.js";
import { isBeside } from "../model/views.js";

/** @import { Context } from "../model/types.js" */
/** @import { Navigation } from "./navigation.js" */
/** @import { Selection } from "./selection.js" */

/**
 * Goes where a click leads; a click on anything else is left to the browser.
 *
 * @param {Context} context
 * @param {Navigation} navigation
 * @param {Selection} selection
 * @returns {(event: MouseEvent) => void}
 */
export const createClicks = (context, navigation, selection) => {
  const { store, ui, track } = context;

  const follow = async (/** @type {HTMLElement} */ jump) => {
    try {
      const [go] = await Promise.all([followJump(), ui.furnish()]);
      await go(jump, context, navigation);
    } catch (error) {
      ui.note(/** @type {Error} */ (error).message);
    }
  };

  return (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const { view } = store.state;
    /** @type {(selector: string) => HTMLElement | null} */
    const within = (selector) => target.closest?.(selector);
    if (isBeside(view)) {
      if (selection.chooseAt(target)) event.preventDefault();
      return;
    }
    const jump = within(".bm-jump");
    const turned = within(".bm-turned a");
    const article = within("article");
    if (jump && view !== "list") {
      event.preventDefault();
      track(follow(jump));
    } else if (turned) {
      event.preventDefault();
      const { page, article } = /** @type {HTMLElement} */ (turned.closest("[data-page]")).dataset;
      track(navigation.show("story", article, Number(page)));
    } else if (article?.dataset.article && (getComputedStyle(article).cursor === "pointer" || within("article h2 a"))) {
      event.preventDefault();
      track(navigation.open(article.dataset.article));
    }
  };
};
