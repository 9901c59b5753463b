// The dialog that lists the single keys.

import { KEYS } from "./keys.js";

/** @import { Translate } from "../model/types.js" */

// Those of the editor, where a piece has the focus.
const EDITOR_KEYS = [
  ["↑ ↓", "correct.key.walk"], ["← →", "correct.key.along"], ["Space", "correct.carry"], ["Enter", "correct.type"], ["j", "correct.join"], ["b", "correct.part"], ["t", "correct.split"],
  ["h", "correct.headline"], ["r", "correct.role"], ["c", "correct.confirm"], ["x", "correct.page"], ["d", "correct.key.doubt"],
  ["u", "correct.undo"], ["U", "correct.redo"], ["v", "correct.printed"],
  ["c Enter", "work.key.accept"], ["1 – 4", "work.key.choose"], ["s", "work.key.skip"],
];

// Those of a viewer in which the reader may write notes.
const NOTE_KEYS = [["m", "notes.mark"], ["M", "notes.write"], ["k", "notes"]];

/** @type {(root: ShadowRoot) => (t: Translate, withEditor: boolean) => void} what shows the list of keys */
export const createKeyList = (root) => {
  const dialog = document.createElement("dialog");
  dialog.part = "keys";
  root.append(dialog);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return (t, withEditor) => {
    const heading = Object.assign(document.createElement("h2"), { id: "keys", textContent: t("keys"), tabIndex: -1, autofocus: true });
    const groups = document.createElement("div");
    groups.append(
      createGroup(t("keys.everywhere"), root.host.hasAttribute("notes") ? [...KEYS.everywhere, ...NOTE_KEYS] : KEYS.everywhere, t),
      createGroup(t("keys.story"), KEYS.story, t),
      createGroup(t("keys.source"), withEditor ? [...KEYS.source, ...EDITOR_KEYS] : KEYS.source, t),
    );
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: t("close") });
    close.addEventListener("click", () => dialog.close());
    dialog.setAttribute("aria-labelledby", "keys");
    dialog.replaceChildren(heading, groups, close);
    dialog.showModal();
  };
};

/** @type {(title: string, keys: string[][], t: Translate) => HTMLElement} */
const createGroup = (title, keys, t) => {
  const group = document.createElement("section");
  const list = document.createElement("dl");
  for (const [names, command] of keys) {
    const key = document.createElement("dt");
    key.append(...names.split(" ").map((name) => Object.assign(document.createElement("kbd"), { textContent: name })));
    list.append(key, Object.assign(document.createElement("dd"), { textContent: t(command) }));
  }
  group.append(Object.assign(document.createElement("h3"), { textContent: title }), list);
  return group;
};
