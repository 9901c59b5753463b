// As benches/peers.rs, in JavaScript: what the page costs as an object, beside Markdown as HTML.
//
//   node parse-in-node.js MODULE GLUE FILE...

import { readFileSync } from "node:fs";
import markdownIt from "markdown-it";
import { marked } from "marked";

const LEAST = 1000;

const [module, glue, ...files] = process.argv.slice(2);
// what wasm-bindgen writes is an ES module, but no package says so where it lies
const banmian = await import(`data:text/javascript;base64,${readFileSync(glue).toString("base64")}`);
banmian.initSync({ module: readFileSync(module) });
const markdown = markdownIt();
const ways = {
  wasm: (page) => banmian.parse(page, undefined),
  marked: (page) => marked.parse(page),
  "markdown-it": (page) => markdown.render(page),
};

for (const path of files) {
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
