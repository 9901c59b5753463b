// The dialog that lists the single keys.

import { KEYS } from "./keys.js";

/** @import { Translate } from "../model/types.js" */

// Those of the editor, where a piece has the focus.
const EDITOR_KEYS = [
  ["↑ ↓", "correct.key.walk"], ["← →", "correct.key.along"], ["Space", "correct.carry"], ["Enter", "correct.type"], ["j", "correct.join"], ["b", "correct.part"], ["t", "correct.split"],
  ["h", "correct.headline"], ["r", "correct.role"], ["c", "correct.confirm"], ["x", "correct.page"], ["d", "correct.key.doubt"],
  ["u", "correct.undo"], ["U", "correct.redo"], ["v", "correct.printed"],
];

/** @type {(root: ShadowRoot) => (t: Translate, withEditor: boolean) => void} what shows the list of keys */
export const createKeyList = (root) => {
  const dialog = document.createElement("dialog");
  dialog.part = "keys";
  root.append(dialog);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return (t, withEditor) => {
    const heading = Object.assign(document.createElement("h2"), { id: "keys", textContent: t("keys"), tabIndex: -1, autofocus: true });
    const list = document.createElement("dl");
    for (const [keys, command] of withEditor ? [...KEYS, ...EDITOR_KEYS] : KEYS) {
      const key = document.createElement("dt");
      key.append(...keys.split(" ").map((one) => Object.assign(document.createElement("kbd"), { textContent: one })));
      list.append(key, Object.assign(document.createElement("dd"), { textContent: t(command) }));
    }
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: t("close") });
    close.addEventListener("click", () => dialog.close());
    dialog.setAttribute("aria-labelledby", "keys");
    dialog.replaceChildren(heading, list, close);
    dialog.showModal();
  };
};
