// Sets articles before they are first seen, so that none of their lines moves afterwards.

import { pagesIn } from "./choices.js";
import { display } from "./display.js";
import { setting } from "./settings.js";
import { typeset } from "./typeset.js";

/** @type {(viewer: Element, root: ParentNode) => void} sets the pages in `root` as the viewer is to show them */
export const dress = (viewer, root) => {
  for (const page of pagesIn(root)) {
    typeset(page);
    void display(page, { script: null, punctuation: setting(viewer, "punctuation"), down: false });
  }
};
