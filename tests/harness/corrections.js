// Corrections as data, as a viewer takes them and gives them.

import { createHash } from "node:crypto";

// The list of these edits of a text.
export const corrections = (text, ...edits) => {
  const bytes = Buffer.from(text);
  return { version: 1, source: { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }, edits };
};

// A stretch of a text, from UTF-16 units.
export const anchor = (text, start, end) => {
  const bytes = (to) => Buffer.byteLength(text.slice(0, to));
  return { start: bytes(start), end: bytes(end), quote: text.slice(start, end) };
};

// Makes the first paragraph of a text, which is read as `page`, a subhead.
export const subhead = (text, page) => {
  const what = page.articles[0].blocks[0].spans.map(({ utf16 }) => anchor(text, ...utf16));
  return corrections(text, { kind: "role", what, role: "subhead" });
};
