// The corrections of a page: applied when it is read, and kept in the browser's storage.

import { full } from "../lazy.js";
import { keepItem, keptItem } from "../storage.js";
import { textKey } from "./text-key.js";

/** @import { Corrections, Edits, Reading, Source } from "./types.js" */

/**
 * The corrections of a source that is first read: those that came with it, or, with `keeps`, what
 * this browser has kept of it. A reader who has gone on from what the source carries finds that
 * again.
 *
 * @param {Source} source
 * @param {boolean} keeps
 * @returns {Corrections}
 */
export const initialCorrections = ({ text = "", edits = undefined, editsError = undefined }, keeps) => {
  const carried = edits ?? null;
  const unused = keeps ? keptItem(slot(text, carried)) : null;
  const corrections = { edits: carried, carried, unused, conflicts: [], error: editsError ?? null };
  try {
    return unused ? { ...corrections, edits: JSON.parse(unused) } : corrections;
  } catch (error) {
    return { ...corrections, error: /** @type {Error} */ (error) };
  }
};

/**
 * Reads a source and makes its corrections. A list that cannot be made is an error of the
 * corrections, and the page is then as it was read.
 *
 * @param {any} engine
 * @param {Source} source
 * @param {object} options
 * @param {Corrections} corrections
 * @returns {Promise<Reading>}
 */
export const readCorrected = async (engine, source, options, corrections) => {
  let made = corrections;
  try {
    if (corrections.edits) {
      const { replay } = engine.replay ? engine : await full();
      const [page, , conflicts, list] = await replay(source.text, options, corrections.edits);
      return { source, page, corrections: { ...corrections, edits: list.edits.length > 0 ? list : null, conflicts, unused: null } };
    }
  } catch (error) {
    made = { ...corrections, edits: null, conflicts: [], error: /** @type {Error} */ (error) };
  }
  return { source, page: await engine.parse(source.text, options), corrections: made };
};

/**
 * Keeps the corrections of a text in this browser, if it lets us. Returns whether it did. What was
 * there and could not be used is put aside, for whoever can make something of it.
 *
 * @param {string} text
 * @param {Corrections} corrections
 */
export const keepCorrections = (text, { edits, carried, unused }) => {
  const key = slot(text, carried);
  const list = edits || carried ? JSON.stringify(edits ?? { ...carried, edits: [] }) : null;
  return (!unused || keepItem(`${key}:unused`, unused)) && keepItem(key, list);
};

const KEY = "edits";

/** @type {(text: string, carried: Edits | null) => string} */
const slot = (text, carried) => textKey(text, carried ? `${KEY}:${textKey(JSON.stringify(carried), "")}` : KEY);
