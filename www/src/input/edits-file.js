// Files of corrections.

import { rethrowAtStage } from "./errors.js";

/**
 * The list in a file of corrections.
 *
 * @param {File} file
 * @returns {Promise<import("../model/types.js").Edits>}
 */
export const readEdits = async (file) => {
  const text = await file.text().catch(rethrowAtStage("file", file.name));
  try {
    return JSON.parse(text);
  } catch (error) {
    return rethrowAtStage("edits", file.name)(error);
  }
};

/** @type {(file: { name?: string }) => boolean} whether a file holds corrections, by its name */
export const isEditsFile = ({ name = "" }) => /\.edits\.json$/i.test(name);

/** @type {(edits: { name: string }, page: { name?: string }) => boolean} whether a file of corrections is that of a page */
export const areOf = (edits, { name = "" }) => name.replace(/\.[^.]*$/, "") === edits.name.replace(/\.edits\.json$/i, "");
