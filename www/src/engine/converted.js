// Reads what other programs make of a PDF or a picture, Markdown of converters and the text that pdf.js
// gives, → the text of its pages, and what is known of its lines.

import { converted as module } from "#forms-data";
import * as glue from "#generated/converted.js";
import { once } from "../once.js";
import { run } from "./engine.js";
import { formError, unavailable } from "./form-errors.js";

/** @import { FormDocument } from "./forms.js" */

// Its time is linear in what it reads, which is bounded, so it needs no worker that can be ended.
const engine = once(() => run(glue, module()).catch(unavailable));

/**
 * Reads bytes of a form; null where none is named and they are of none. What is wrong is a `FormError`.
 *
 * @param {Uint8Array} bytes
 * @param {string} form `markdown` or `pdfjs`, whatever the bytes look like
 * @returns {Promise<FormDocument | null>}
 */
export const readConverted = async (bytes, form) => {
  const { error, ...document } = JSON.parse((await engine()).readConverted(bytes, form));
  if (error?.kind === "unknown-form") return null;
  if (error) throw formError(error.kind, error.message, error);
  return document;
};
