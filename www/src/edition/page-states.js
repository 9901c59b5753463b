// Says of a page of an edition that it is still being read, that it cannot be, or that it has no stories.

import { toHash } from "../reading/route.js";
import { create, link } from "./elements.js";

/** @import { Edition, Translate } from "../model/types.js" */

/**
 * @param {Edition} edition
 * @param {Translate} t
 */
export const createPageStates = ({ entries }, t) => ({
  /** What is the matter with a page that has no stories to show; one that cannot be read is led to. */
  of: (/** @type {number} */ index) => {
    const { reading, error } = entries[index];
    const node = create("p", "bm-state", t(error ? "contents.failed" : reading?.page ? "contents.empty" : "contents.reading"));
    node.lang = t.tag;
    if (error) node.append(" ", link(toHash({ view: "page", story: null, index }), t("contents.see")));
    return node;
  },
});
