// When an edit is made, and the name that the reader signs it with.

import { keepItem, keptItem } from "../storage.js";

/** @import { BanmianViewer } from "../element.js" */
/** @import { Edit } from "./edits.js" */

const KEY = "banmian.signed";

// The names of viewers that keep nothing, or may not.
/** @type {WeakMap<BanmianViewer, string>} */
const names = new WeakMap();

const keeps = (/** @type {BanmianViewer} */ host) => host.getAttribute("corrections") === "kept";

/** @type {(host: BanmianViewer) => string} the name that the reader signs with; empty where there is none */
export const signedName = (host) => {
  const known = names.get(host);
  if (known !== undefined || !keeps(host)) return known ?? "";
  return keptItem(KEY) ?? "";
};

/** @type {(host: BanmianViewer, name: string) => void} signs what is corrected from now on with a name, or with none */
export const signWith = (host, name) => {
  names.set(host, name.trim());
  if (keeps(host)) keepItem(KEY, name.trim() || null);
};

/** @type {(host: BanmianViewer) => Edit["provenance"]} where an edit that is made now comes from */
export const provenanceNow = (host) => {
  const at = new Date(Date.now()).toISOString().replace(/\.\d+Z$/, "Z");
  const by = signedName(host);
  return by ? { at, by } : { at };
};
