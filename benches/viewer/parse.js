// Text → pages: native, and as WebAssembly under node and in browsers, beside other ways through the
// same text. Many pages are read one by one, as the command and the viewer read what a form feed parts.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { text } from "../../tests/harness/pages.js";
import { root } from "../../tests/harness/programs.js";
import { serve } from "../../tests/harness/server.js";
import { inBrowser } from "./chromium.js";
import { fullModule, glue } from "./modules.js";
import { Row, step } from "./row.js";

// Native and node take turns, so that what else the machine does meets both.
const ROUNDS = 3;
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export const parse = async ({ folder, made }) => {
  const works = writeWorks(folder, made);
  const best = works.map(() => ({}));
  for (let round = 1; round <= ROUNDS; round++) {
    step(`reading, round ${round} of ${ROUNDS}`);
    for (const found of [native(works), inNode(works)]) {
      found.forEach((seconds, i) => {
        for (const [way, value] of Object.entries(seconds)) best[i][way] = Math.min(best[i][way] ?? Infinity, value);
      });
    }
  }
  return [...works.flatMap((work, i) => compare(work, best[i])), ...(await inBrowsers(folder))];
};

const compare = ({ name, bytes, curves }, best) => {
  const speed = (way) => bytes / 1e6 / best[way];
  const row = (what, ours, theirs) => new Row(`${what}, ${name}`, "MB/s", speed(ours)).beside(theirs, speed(theirs));
  return [
    row("read", "parse", "scan"),
    row("read", "parse", "bigrams").atLeast(0.3).at(curves[0], bytes, best.parse),
    row("read", "parse", "pulldown-cmark"),
    row("read in WebAssembly", "wasm", "parse").atLeast(0.6).at(curves[1], bytes, best.wasm),
    row("read in WebAssembly", "wasm", "marked").atLeast(0.5),
    row("read in WebAssembly", "wasm", "markdown-it"),
  ];
};

const writeWorks = (folder, made) => {
  const times = (count) => Array(count).fill(text).join("\f");
  const page = ["native", "WebAssembly"];
  return [
    ["the page", times(1), page],
    ["the page × 100", times(100), page],
    ["the page × 1,000", times(1000), page],
    ["1,000 made pages", made.slice(0, 1000).join("\f"), ["native, made pages", "WebAssembly, made pages"]],
  ].map(([name, text, curves], i) => {
    const path = join(folder, `pages-${i}.txt`);
    writeFileSync(path, text);
    return { name, path, bytes: Buffer.byteLength(text), curves };
  });
};

const native = (works) => secondsOf("cargo", ["bench", "--quiet", "--bench", "peers", "--"], works);
const inNode = (works) => secondsOf("node", [here("parse-in-node.js"), fullModule, glue], works);

// Runs a program that writes the best seconds of each way through each file as a line of JSON.
const secondsOf = (program, args, works) => {
  const lines = execFileSync(program, [...args, ...works.map(({ path }) => path)], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return lines.trim().split("\n").map((line) => JSON.parse(line));
};

// The page in each browser, beside marked in the same.
const inBrowsers = async (folder) => {
  const site = join(folder, "parse");
  mkdirSync(site, { recursive: true });
  copyFileSync(fullModule, join(site, "banmian.wasm"));
  copyFileSync(glue, join(site, "banmian.js"));
  copyFileSync(here("node_modules/marked/lib/marked.esm.js"), join(site, "marked.js"));
  copyFileSync(here("parse-in-page.js"), join(site, "parse.js"));
  writeFileSync(join(site, "page.txt"), text);
  writeFileSync(join(site, "index.html"), "<!doctype html><meta charset=utf-8><title>parse</title><script type=module src=parse.js></script>");
  const server = await serve(site);
  const rows = [];
  for (const engine of ["chromium", "firefox", "webkit"]) {
    step(`reading in ${engine}`);
    const found = await inBrowser(engine, async (viewer) => {
      await viewer.driver.get(server.address);
      return JSON.parse(await viewer.until(() => document.documentElement.dataset.found));
    });
    const speed = (way) => Buffer.byteLength(text) / 1e6 / found[way];
    rows.push(new Row(`read in WebAssembly in ${engine}, the page`, "MB/s", speed("wasm")).beside("marked", speed("marked")).atLeast(0.5));
  }
  await server.close();
  return rows;
};
