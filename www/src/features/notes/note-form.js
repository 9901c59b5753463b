// The form in which a note is written: beside its passage, with the ink of that.

import { create, createControl } from "../../ui/elements.js";
import { INKS } from "./annotations.js";

/** @import { Context } from "../../model/types.js" */
/** @import { Ink } from "./annotations.js" */

/** @typedef {{ quote: string, words: string, ink: Ink, isNew: boolean, isFound: boolean, box: DOMRect | null, back: HTMLElement | null }} Opening what is to be written, where, and what has the focus afterwards */

/**
 * What its buttons do.
 *
 * @typedef {object} Acts
 * @property {(words: string, ink: Ink) => unknown} save
 * @property {() => unknown} remove
 * @property {() => Promise<unknown>} link copies a link to the passage
 * @property {() => unknown} closed hears that it is closed, with what was typed saved or given up
 */

/**
 * @param {Pick<Context, "store" | "ui">} context
 * @param {Acts} acts
 */
export const createNoteForm = ({ store, ui }, acts) => {
  const t = (/** @type {string} */ key) => store.state.t(key);
  const panel = create("div", { hidden: true });
  panel.part = "note-form";
  panel.setAttribute("role", "dialog");
  const quote = create("blockquote");
  const name = create("span");
  const field = create("textarea", { rows: 4 });
  const inks = create("fieldset");
  const save = createControl("notes.save", () => finish());
  const cancel = createControl("notes.cancel", () => leave());
  const link = createControl("notes.link", () => acts.link());
  const remove = createControl("notes.delete", () => {
    close();
    acts.remove();
  });
  const discard = createControl("notes.discard", () => close());
  const goOn = createControl("notes.go-on", () => {
    ask(false);
    field.focus();
  });
  const asked = create("p");
  const asking = create("div", { hidden: true, className: "asking" }, asked, discard, goOn);
  asking.setAttribute("role", "alert");
  const row = create("div", { className: "row" }, save, cancel, link, remove);
  panel.append(quote, create("label", {}, name, field), inks, row, asking);
  ui.top.after(panel);

  /** @type {{ words: string, ink: Ink, back: HTMLElement | null }} */
  let before = { words: "", ink: "yellow", back: null };
  const ink = () => /** @type {Ink} */ (inks.querySelector("input:checked")?.getAttribute("value") ?? before.ink);
  const isChanged = () => field.value.trim() !== before.words.trim();

  const setWords = () => {
    name.textContent = t("notes.words");
    for (const button of [save, cancel, link, remove, discard, goOn]) button.textContent = t(button.dataset.act ?? "");
    asked.textContent = t("notes.discard.ask");
    const chosen = ink();
    inks.replaceChildren(create("legend", {}, t("notes.ink")), ...Object.keys(INKS).map((value) => {
      const choice = create("input", { type: "radio", name: "ink", value, checked: value === chosen });
      const swatch = create("span", {}, t(`notes.ink.${value}`));
      swatch.dataset.ink = value;
      return create("label", {}, choice, swatch);
    }));
  };

  const ask = (/** @type {boolean} */ isAsking) => {
    asking.hidden = !isAsking;
    row.hidden = isAsking;
  };

  const close = () => {
    if (panel.hidden) return;
    const { back } = before;
    const focused = panel.matches(":focus-within") ? /** @type {HTMLElement | null} */ (ui.root.activeElement) : null;
    panel.hidden = true;
    acts.closed();
    // a browser takes the focus from what is hidden only when it next paints, and keys would go there until then
    focused?.blur();
    if (focused && back?.isConnected) back.focus({ preventScroll: true });
  };

  // What was typed is given up only by who says so.
  const leave = () => {
    if (!isChanged()) return close();
    ask(true);
    discard.focus();
  };

  const finish = () => {
    acts.save(field.value, ink());
    close();
  };

  panel.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) finish();
    else if (event.key !== "Escape") return;
    else if (asking.hidden) leave();
    else goOn.click();
    event.preventDefault();
  });

  // Below the passage; above it, where there is no room below.
  const place = (/** @type {DOMRect | null} */ box) => {
    const around = ui.scroller.origin();
    const port = ui.scroller.port();
    const { left, top, bottom } = box ?? { left: around.left + around.width, top: port.top, bottom: port.top };
    const height = panel.offsetHeight;
    const isBelow = bottom + height + 24 < port.bottom || top - height - 16 < port.top;
    const at = isBelow ? Math.max(port.top, Math.min(bottom, port.bottom - 48)) + 14 : top - height - 14;
    panel.style.setProperty("left", `${Math.max(8, Math.min(left - around.left, around.width - panel.offsetWidth - 8))}px`);
    panel.style.setProperty("top", `${Math.max(8, at - around.top)}px`);
  };

  return {
    get isOpen() { return !panel.hidden; },

    /** Whether it holds what was typed and is saved nowhere. */
    get isDirty() { return !panel.hidden && isChanged(); },

    /** Opens it for a note, or for one that is new. */
    open: (/** @type {Opening} */ { quote: passage, words, ink, isNew, isFound, box, back }) => {
      before = { words, ink, back };
      setWords();
      for (const input of inks.querySelectorAll("input")) input.checked = input.value === ink;
      quote.textContent = passage;
      field.value = words;
      remove.hidden = isNew;
      link.hidden = isNew || !isFound;
      panel.setAttribute("aria-label", t(isNew ? "notes.new" : "notes.one"));
      ask(false);
      panel.hidden = false;
      place(box);
      field.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest", behavior: "instant" });
    },

    close,
    leave,
    /** Closes it, where the reader presses elsewhere and has typed nothing. */
    elsewhere: (/** @type {Event} */ event) => void (event.composedPath().includes(panel) || isChanged() || close()),
    /** Says that the link is copied. */
    linked: () => void (link.textContent = `${t("notes.link")} ✓`),
    setWords: () => panel.hidden || setWords(),
  };
};
