// Offers the reader something at the foot of the window: a line with its buttons, above all that is shown.

import css from "../../styles/offer.css";
import { adopt } from "./adopted-style.js";
import { create, createControl } from "./elements.js";

/** @import { Context, Translate } from "../model/types.js" */

/** @typedef {ReturnType<typeof createOffers>} Offers */

/**
 * What is offered, in the words of the interface, and what its buttons do. Each takes the offer away first.
 * What is `lasting` stays until one is pressed; anything else goes when the reader does something else.
 *
 * @typedef {object} Offer
 * @property {(t: Translate) => string} text
 * @property {[key: string, act: () => unknown][]} choices with the keys of their labels
 * @property {boolean} [lasting]
 */

/**
 * One offer stands at a time, of two the later one; what is lasting stands again after another.
 *
 * @param {Pick<Context, "ui" | "store">} context
 */
export const createOffers = ({ ui, store }) => {
  adopt(ui.top, css);
  const frame = /** @type {HTMLElement} */ (ui.top.parentElement);
  const node = document.createElement("section");
  node.part = "offer";
  node.hidden = true;
  // in the window, wherever the viewer stands, and over all that the document has
  node.popover = "manual";
  // whoever goes by keys comes to it first
  ui.root.prepend(node);
  let waiting = new AbortController();
  /** @type {Offer | null} what stands, or stood last */
  let offer = null;
  /** @type {Offer | null} what is lasting, until it is answered */
  let unanswered = null;

  const hide = () => {
    if (node.hidden) return;
    const held = node.contains(ui.root.activeElement);
    waiting.abort();
    node.hidden = true;
    node.hidePopover?.();
    frame.style.removeProperty("--bm-offer");
    if (held) /** @type {HTMLElement | null} */ (ui.root.host.querySelector(".bm-main"))?.focus({ preventScroll: true });
  };

  // The offer that stands is dealt with, and the lasting one stands again where it was another.
  const done = () => {
    if (node.hidden) return;
    hide();
    if (offer?.lasting) unanswered = null;
    if (unanswered) stand(unanswered);
  };

  // What the reader does elsewhere says that they want something else.
  const listen = (/** @type {boolean} */ lasting) => {
    waiting = new AbortController();
    const { signal } = waiting;
    const isElsewhere = (/** @type {Event} */ event) => !event.composedPath().includes(node);
    const isStill = (/** @type {Event} */ event) => ["Tab", "Shift", "Control", "Alt", "Meta"].includes(/** @type {KeyboardEvent} */ (event).key);
    if (!lasting) {
      for (const type of ["pointerdown", "wheel", "touchmove"]) addEventListener(type, (event) => isElsewhere(event) && done(), { signal, passive: true });
      addEventListener("keydown", (event) => isElsewhere(event) && !isStill(event) && done(), { signal, capture: true });
    }
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      done();
    }, { signal });
  };

  const stand = (/** @type {Offer} */ given) => {
    hide();
    offer = given;
    const { text, choices, lasting = false } = given;
    const { t } = store.state;
    const buttons = choices.map(([key, act]) => {
      const button = createControl(key, () => {
        done();
        act();
      });
      button.textContent = t(key);
      return button;
    });
    const close = createControl("close", done);
    close.setAttribute("aria-label", t("close"));
    node.setAttribute("aria-label", t("restore.offer"));
    node.replaceChildren(create("p", {}, text(t)), create("div", {}, ...buttons, ...(lasting ? [] : [close])));
    node.hidden = false;
    node.showPopover?.();
    // the last lines of the text can still be scrolled clear of it
    frame.style.setProperty("--bm-offer", `${node.offsetHeight}px`);
    ui.say(text(t));
    listen(lasting);
  };

  store.subscribe(["t"], () => offer && !node.hidden && stand(offer));

  return {
    /** Takes away what is not lasting. */
    hide: () => void (!offer?.lasting && done()),

    show: (/** @type {Offer} */ given) => {
      if (given.lasting) unanswered = given;
      if (!given.lasting || node.hidden || offer?.lasting) stand(given);
    },
  };
};
