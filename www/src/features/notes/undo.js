// The message that something was taken away, with a button that brings it back.

/** @import { Context } from "../../model/types.js" */

const SHOWN_MS = 10_000;

/** @param {Pick<Context, "store" | "ui">} context */
export const createUndo = ({ store, ui }) => {
  const node = document.createElement("div");
  node.part = "note-undo";
  node.hidden = true;
  node.setAttribute("role", "alert");
  const words = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  node.append(words, button);
  ui.top.after(node);
  let fading = 0;
  let bringBack = () => {};

  const hide = () => {
    node.hidden = true;
  };
  // whoever is at the button has the time they need
  const fade = () => {
    clearTimeout(fading);
    fading = setTimeout(() => (node.matches(":focus-within, :hover") ? fade() : hide()), SHOWN_MS);
  };
  button.addEventListener("click", () => {
    hide();
    bringBack();
  });
  const setWords = () => void (button.textContent = store.state.t("correct.undo"));

  return {
    setWords,

    /** Says what was taken away, and offers to bring it back. */
    show: (/** @type {string} */ said, /** @type {() => void} */ back) => {
      setWords();
      words.textContent = said;
      bringBack = back;
      node.hidden = false;
      button.focus({ preventScroll: true });
      fade();
    },
  };
};
