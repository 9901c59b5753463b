// The line that says whether a reader's own files are kept in this browser, and switches it.

import { answer, canKeep, setAnswer } from "../input/kept-files.js";

/** @import { Translate } from "../model/types.js" */

/** What stands in the panel, and shows it; nothing is seen where the browser keeps nothing. */
export const createKeepingField = () => {
  const field = document.createElement("label");
  field.className = "keeping";
  field.hidden = true;
  const box = document.createElement("input");
  box.type = "checkbox";
  const words = document.createElement("span");
  const failure = document.createElement("small");
  failure.setAttribute("role", "status");
  field.append(box, words, failure);

  return {
    field,

    show: async (/** @type {Translate} */ t) => {
      const isAlone = /** @type {ShadowRoot} */ (field.getRootNode()).host?.hasAttribute("hash");
      field.hidden = !isAlone || !(await canKeep());
      if (field.hidden) return;
      words.textContent = t("restore.setting");
      box.checked = answer() === "yes";
      box.onchange = () => {
        failure.textContent = "";
        setAnswer(box.checked).then(
          (hasRoom) => void (failure.textContent = hasRoom ? "" : t("restore.large")),
          (error) => void (failure.textContent = t("restore.failed", { reason: error.message })),
        );
      };
    },
  };
};
