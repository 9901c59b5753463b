// As benches/peers.rs, in JavaScript: what the page costs as an object, beside Markdown as HTML.

import { readFileSync } from "node:fs";
import markdownIt from "markdown-it";
import { marked } from "marked";
import * as banmian from "./banmian.mjs";

const LEAST = 1000;

await banmian.default({ module_or_path: readFileSync(new URL("banmian.wasm", import.meta.url)) });
const markdown = markdownIt();
const ways = {
  wasm: (page) => banmian.parse(page, undefined),
  marked: (page) => marked.parse(page),
  "markdown-it": (page) => markdown.render(page),
};

for (const path of process.argv.slice(2)) {
  const pages = readFileSync(path, "utf8").split("\f");
  const best = {};
  const started = performance.now();
  while (performance.now() - started < LEAST) {
    const sums = {};
    for (const page of pages) {
      for (const [name, way] of Object.entries(ways)) {
        const started = performance.now();
        way(page);
        sums[name] = (sums[name] ?? 0) + (performance.now() - started) / 1000;
      }
    }
    for (const [name, sum] of Object.entries(sums)) best[name] = Math.min(best[name] ?? Infinity, sum);
  }
  console.log(JSON.stringify(best));
}
