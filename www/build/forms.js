// What reads PDF and OCR files, for the viewer in one file: data blocks behind its script, one for each
// of the files that are beside it in the package. They are not executed, so the file's policy need not
// allow them, and a file that the viewer saves does not carry them on.

import { packed } from "./bundle.js";
import { FORMS_IN_ONE } from "./wasm.js";

const END = "\n</body>";

// Behind the viewer's script there is no text of a page, so the last end of a body is the file's.
export const withForms = (html, files) => {
  const blocks = FORMS_IN_ONE.map((name) => `\n<script type="text/plain" data-banmian-forms="${name}">${packed(files[name])}</script>`);
  const at = html.lastIndexOf(END);
  return html.slice(0, at) + blocks.join("") + html.slice(at);
};
