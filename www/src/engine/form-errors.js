// Errors of reading a form.

/** @typedef {Error & { kind: string, pages?: number, what?: string, found?: string | null, encoding?: string }} FormError */

/** Those that the module of WebAssembly does not know of itself. */
export const HOST_KINDS = ["broken-off", "unavailable"];

/** What is said beside the remarks of the modules: of a text that may be a document, and of a page in another form. */
export const HOST_REMARKS = ["marks", "instead"];

/**
 * An error with the name of its kind, which words are looked up by, and what the message speaks of.
 *
 * @param {string} kind
 * @param {string} message
 * @param {object} [values]
 * @returns {FormError}
 */
export const formError = (kind, message, values = {}) => Object.assign(new Error(message), values, { kind });

/**
 * Throws what kept a module from being loaded, as an error of its kind.
 *
 * @param {any} error
 * @returns {never}
 */
export const unavailable = (error) => {
  throw error.kind ? error : formError("unavailable", `what reads such files could not be loaded: ${error.message}`);
};
