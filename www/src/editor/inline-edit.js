// A text field in the place of a block, to correct its text, with the printed text below it.

/** @import { Block, Store } from "../model/types.js" */

/**
 * `closed` hears that a block is shown again, `done` of a new text, `part` of one that is to be parted
 * at an offset.
 *
 * @param {Store} store
 * @param {{ closed: (node: HTMLElement) => void, done: (block: Block, typed: string) => unknown, part: (block: Block, typed: string, offset: number) => unknown }} acts
 */
export const createInlineEdit = (store, acts) => {
  /** @type {{ box: HTMLElement, node: HTMLElement } | null} */
  let shown = null;

  const close = (refocus = true) => {
    if (!shown) return;
    const { box, node } = shown;
    shown = null;
    box.remove();
    node.hidden = false;
    if (refocus) acts.closed(node);
  };

  /** Opens a field for the text of a block; `printed` is its source. */
  const open = (/** @type {HTMLElement} */ node, /** @type {Block} */ block, /** @type {string} */ printed) => {
    close(false);
    const { t } = store.state;
    const box = Object.assign(document.createElement("div"), { className: "bm-typing" });
    const field = Object.assign(document.createElement("textarea"), { value: block.text, rows: 1, spellcheck: false });
    field.setAttribute("aria-label", t("correct.type"));
    const fit = () => {
      field.style.setProperty("block-size", "auto");
      field.style.setProperty("block-size", `${field.scrollHeight + 4}px`);
    };
    const done = () => {
      const typed = field.value.replace(/[\r\n\u2028\u2029]+/g, " ");
      close(typed === block.text);
      if (typed !== block.text) acts.done(block, typed);
    };
    const part = () => {
      const [typed, at] = [field.value.replace(/[\r\n]/g, " "), field.selectionStart];
      close(false);
      acts.part(block, typed, at);
    };
    /** @type {(key: string, act: () => void) => HTMLButtonElement} */
    const createButton = (key, act) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: t(key) });
      button.dataset.act = key;
      button.addEventListener("click", act);
      return button;
    };
    const was = Object.assign(document.createElement("p"), { textContent: t("correct.was", { words: printed }) });
    const row = document.createElement("div");
    row.append(createButton("correct.done", done), createButton("correct.part", part), createButton("correct.cancel", () => close()));
    box.append(field, was, row);
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing || event.target !== field) {
        if (event.key === "Escape" && !event.isComposing) close();
        return;
      }
      const act = { Enter: event.ctrlKey || event.metaKey ? part : done, Escape: () => close() }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
    field.addEventListener("input", fit);
    node.after(box);
    node.hidden = true;
    shown = { box, node };
    fit();
    field.focus({ preventScroll: true });
    field.setSelectionRange(0, 0);
    box.scrollIntoView({ block: "nearest", behavior: "instant" });
  };

  return { open, close };
};
