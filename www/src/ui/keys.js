// The single keys.

// [keys shown, what they do], in the order of the list, by where they are of use.
export const KEYS = {
  everywhere: [
    ["?", "keys"], ["/", "find"], ["F3", "find.next"], ["1", "view.page"], ["2", "view.list"], ["3", "view.source"], ["4", "view.facsimile"], ["5", "view.front"], ["[", "pages.previous"], ["]", "pages.next"],
    ["o", "open"], ["O", "open.folder"], ["s", "save"], ["e", "correct"], ["Alt C", "copy.cite"], ["Alt L", "copy.link"], ["Tab", "key.tab"],
  ],
  story: [["n", "next"], ["p", "previous"], ["Space", "key.on"], ["Esc", "key.back"]],
  source: [["← → ↑ ↓", "key.arrows"], ["Enter", "key.enter"], ["+", "zoom.in"], ["-", "zoom.out"], ["0", "zoom.fit"]],
};
const ALL = Object.values(KEYS).flat();

/**
 * The command that a key is for, or null. Only the viewer hears it, and a field keeps what is typed
 * into it.
 *
 * @param {KeyboardEvent} event
 */
export const commandFor = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return null;
  const target = /** @type {Element} */ (event.composedPath()[0]);
  if (target.closest?.("input, textarea, select, dialog, [contenteditable]")) return null;
  const [, command] = event.key.length === 1 ? ALL.find(([key]) => key === event.key) ?? [] : [];
  return command ?? null;
};
