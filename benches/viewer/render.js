// From a text in hand to articles in the document, beside the same articles as ready-made HTML.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text as seed } from "../../tests/harness/pages.js";
import { banmian } from "../../tests/harness/programs.js";
import { serve } from "../../tests/harness/server.js";
import { inChromium } from "./chromium.js";
import { fullModule, glue } from "./modules.js";
import { Row, step } from "./row.js";

export const render = async ({ folder, made }) => {
  const site = join(folder, "render");
  mkdirSync(site, { recursive: true });
  copyFileSync(fullModule, join(site, "banmian.wasm"));
  copyFileSync(glue, join(site, "banmian.js"));
  const server = await serve(site);
  const rows = [];
  for (const [name, text] of [["the page", seed], ["a made page", made[0]]]) {
    step(`showing ${name}`);
    const [from, to] = ["page.txt", "index.html"].map((name) => join(site, name));
    writeFileSync(from, text);
    execFileSync(banmian, ["html", from, "-o", to]);
    // the policy of the file forbids the module, which is not part of it
    writeFileSync(to, readFileSync(to, "utf8").replace(/<meta http-equiv[^>]*>/, ""));
    const found = await inChromium(async (viewer) => {
      await viewer.driver.get(server.address);
      return viewer.run(measure, text);
    });
    for (const [until, words] of [["inserted", "in the document"], ["laid", "laid out"]]) {
      rows.push(new Row(`text to articles ${words}, ${name}`, "ms", found.read[until]).beside("ready-made HTML", found.ready[until]).atMost(1.5));
    }
    rows.push(new Row(`of it, reading to a page as an object, ${name}`, "ms", found.parse.inserted));
  }
  await server.close();
  return rows;
};

// The best of many turns, each way after the other: until the nodes are in the document, and until
// they are laid out.
const measure = async (text) => {
  const banmian = await import("./banmian.js");
  await banmian.default({ module_or_path: "banmian.wasm" });
  const main = document.querySelector(".bm-main");
  const html = main.querySelector(".bm-page").outerHTML;
  const ways = {
    read: () => main.replaceChildren(banmian.read(text, undefined, "")[1]),
    ready: () => (main.innerHTML = html),
    parse: () => banmian.parse(text, undefined),
  };
  const best = {};
  for (let turn = 0; turn < 60; turn++) {
    for (const [name, way] of Object.entries(ways)) {
      main.replaceChildren();
      document.body.offsetHeight;
      const started = performance.now();
      way();
      const inserted = performance.now() - started;
      document.body.offsetHeight;
      const laid = performance.now() - started;
      const least = (best[name] ??= { inserted, laid });
      best[name] = { inserted: Math.min(least.inserted, inserted), laid: Math.min(least.laid, laid) };
    }
    await new Promise((done) => setTimeout(done));
  }
  return best;
};
