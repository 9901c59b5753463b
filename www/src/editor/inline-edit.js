// The text of a piece, typed anew where it stands, with what was printed below it.

// `desk` is lent by editor.js: { t, done, part, closed }.
export const typist = (desk) => {
  let open = null;

  const close = (refocus = true) => {
    if (!open) return;
    const { box, node } = open;
    open = null;
    box.remove();
    node.hidden = false;
    if (refocus) desk.closed(node);
  };

  const type = (node, block, printed) => {
    close(false);
    const { t } = desk;
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
      if (typed !== block.text) desk.done(node, block, typed);
    };
    const part = () => {
      const [typed, at] = [field.value.replace(/[\r\n]/g, " "), field.selectionStart];
      close(false);
      desk.part(node, block, typed, at);
    };
    const button = (key, act) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: t(key) });
      button.dataset.act = key;
      button.addEventListener("click", act);
      return button;
    };
    const was = Object.assign(document.createElement("p"), { textContent: t("correct.was", { words: printed }) });
    const row = document.createElement("div");
    row.append(button("correct.done", done), button("correct.part", part), button("correct.cancel", () => close()));
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
    open = { box, node };
    fit();
    field.focus({ preventScroll: true });
    field.setSelectionRange(0, 0);
    box.scrollIntoView({ block: "nearest", behavior: "instant" });
  };

  return { type, close, isOpen: () => open !== null };
};
