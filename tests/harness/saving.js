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

// In the page: keeps what is downloaded in `downloads`. What a browser does with a download is its own; what
// is in it, and how it is called, is the viewer's.
export const recordDownloads = () => {
  window.downloads = [];
  const [click, make] = [HTMLAnchorElement.prototype.click, URL.createObjectURL];
  let last;
  URL.createObjectURL = (blob) => make.call(URL, (last = blob));
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) window.downloads.push({ name: this.download, blob: last });
    else click.call(this);
  };
};
