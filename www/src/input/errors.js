// Errors with the stage at which they happened.

/** @typedef {"fetch" | "file" | "form" | "decode" | "manifest" | "engine" | "parse" | "cues" | "edits"} Stage */

/** @typedef {Error & { stage?: Stage, file?: string, kind?: string }} StagedError `kind` is what is wrong with a document */

/**
 * A handler that throws what it is given as an error of a stage; `file` is the name of what could
 * not be read.
 *
 * @param {Stage} stage
 * @param {string} [file]
 * @returns {(error: unknown) => never}
 */
export const rethrowAtStage = (stage, file) => (error) => {
  throw Object.assign(error instanceof Error ? error : new Error(String(error)), { stage, file });
};
