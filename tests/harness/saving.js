// What is open, saved as one HTML file and opened again.

import assert from "node:assert/strict";
import { assertSame } from "./same.js";
import { writeDocument } from "./variants.js";

// The file as the viewer gives it.
export const saveHtml = async (viewer) => {
  const html = await viewer.run(() => viewer().html());
  assert(html.startsWith("<!doctype html>"), html.slice(0, 80));
  return html;
};

// Opens a saved file.
export const reopen = (viewer, folder, name, html) => viewer.open(writeDocument(folder, name, html));

// Opens a saved file, and sees that it is the same when it is saved again.
export const reopenSame = async (viewer, folder, name, html) => {
  await reopen(viewer, folder, name, html);
  assertSame(await saveHtml(viewer), html, "saved again, the file is another");
};
