// Single keys, and the sheet that lists them.

// [keys shown, what they do], in the order of the sheet.
export const KEYS = [
  ["?", "keys"], ["/", "find"], ["F3", "find.next"], ["1", "view.page"], ["2", "view.list"], ["3", "view.source"], ["n", "next"], ["p", "previous"],
  ["[", "pages.previous"], ["]", "pages.next"], ["o", "open"], ["O", "open.folder"], ["s", "save"], ["e", "correct"], ["Alt C", "copy.cite"], ["Alt L", "copy.link"],
  ["Esc", "key.back"], ["Tab", "key.tab"], ["← → ↑ ↓", "key.arrows"], ["Enter", "key.enter"],
];

// Those of the desk at which a page is corrected, where a piece has the focus.
export const DESK_KEYS = [
  ["↑ ↓", "correct.key.walk"], ["← →", "correct.key.along"], ["Space", "correct.carry"], ["Enter", "correct.type"], ["j", "correct.join"], ["b", "correct.part"], ["t", "correct.split"],
  ["h", "correct.headline"], ["r", "correct.role"], ["c", "correct.confirm"], ["x", "correct.page"], ["d", "correct.key.doubt"],
  ["u", "correct.undo"], ["U", "correct.redo"], ["v", "correct.printed"],
];

// What a key asks for. Only the viewer hears it, and a field keeps what is typed into it.
export const asked = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return null;
  const target = event.composedPath()[0];
  if (target.closest?.("input, textarea, select, dialog, [contenteditable]")) return null;
  const [, what] = event.key.length === 1 ? KEYS.find(([key]) => key === event.key) ?? [] : [];
  return what ?? null;
};

export const sheet = (root) => {
  const dialog = document.createElement("dialog");
  dialog.part = "keys";
  root.append(dialog);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return (t, desk) => {
    const heading = Object.assign(document.createElement("h2"), { id: "keys", textContent: t("keys"), tabIndex: -1, autofocus: true });
    const list = document.createElement("dl");
    for (const [keys, what] of desk ? [...KEYS, ...DESK_KEYS] : KEYS) {
      const key = document.createElement("dt");
      key.append(...keys.split(" ").map((one) => Object.assign(document.createElement("kbd"), { textContent: one })));
      list.append(key, Object.assign(document.createElement("dd"), { textContent: t(what) }));
    }
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: t("close") });
    close.addEventListener("click", () => dialog.close());
    dialog.setAttribute("aria-labelledby", "keys");
    dialog.replaceChildren(heading, list, close);
    dialog.showModal();
  };
};
