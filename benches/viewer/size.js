// How large module and viewer are, as they are and as servers send them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { root } from "../../tests/harness/programs.js";
import { Row } from "./row.js";

export const size = () =>
  Object.entries({
    "the module that reads": "npm/banmian.wasm",
    "the module that finds columns": "npm/columns.wasm",
    "the module that has everything": "npm/full.wasm",
    "the module that reads PDF and OCR files": "npm/forms.wasm",
    "the module that reads Markdown and the text of pdf.js": "npm/converted.wasm",
    "banmian.html": "banmian.html",
  }).flatMap(([name, path]) => {
    const bytes = readFileSync(join(root, "dist", path));
    const sizes = { "as it is": bytes, gzip: gzipSync(bytes, { level: 9 }), brotli: brotliCompressSync(bytes) };
    return Object.entries(sizes).map(([how, { length }]) => new Row(`${name}, ${how}`, "kB", length / 1000));
  });
