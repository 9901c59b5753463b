// Each way to load the viewer that the README names shows the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { engine } from "../harness/browser.js";
import { loadingSuite } from "../harness/loaded.js";
import { built, embed, frameworks, serveWithVite } from "../harness/project.js";
import { root } from "../harness/programs.js";
import { serve } from "../harness/server.js";
import { it } from "../harness/suite.js";

// How much of scripts and styles a reader may have to load before a page stands, in bytes as a server
// sends them. What is more belongs behind what asks for it (www/src/lazy.js).
const MOST = 45_000;

loadingSuite("The package loads", (page, hosted) => {
  it("as a plain script from disk", () => page.shows(pathToFileURL(join(embed, "script.html")).href));
  it("as a module over HTTP", () => page.shows(hosted("module.html")));
  it("as a module under a strict policy", () => page.shows(hosted("policy.html")));
  it("as a plain script under a strict policy", () => page.shows(hosted("policy-script.html")));

  it("as a module under a strict policy, and reads Markdown and what pdf.js gives there", async () => {
    await page.shows(hosted("policy.html"));
    const texts = await page.run(async () => {
      const read = async (given) => {
        await viewer().open(given);
        return viewer().text;
      };
      const item = { str: "河湾镇新桥通车", width: 70, height: 10, transform: [10, 0, 0, 10, 20, 80] };
      return [await read("# 河湾镇新桥通车\n\n本报讯 昨日，新桥通车。\n\n**天气**\n\n晴。\n"), await read({ items: [item], styles: {} })];
    });
    assert.deepEqual(texts, ["河湾镇新桥通车\n\n本报讯 昨日，新桥通车。\n\n天气\n\n晴。\n", "河湾镇新桥通车\n"]);
    await page.nothingWrong();
  });

  it("in few bytes of scripts and styles before a page stands", async () => {
    await page.driver.get(hosted("page.txt"));
    const loaded = await page.runInPage(async () => {
      const viewer = document.createElement("banmian-viewer");
      viewer.append(Object.assign(document.createElement("script"), { type: "text/plain", textContent: document.body.textContent }));
      document.body.append(viewer);
      const stands = new Promise((done) => viewer.addEventListener("banmian-load", done));
      await import("/dist/npm/define.js");
      await stands;
      await viewer.ready;
      return performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    });
    assert.deepEqual(loaded.filter((name) => /\/(columns|converted|forms|full)\.wasm$/.test(name)), [], "modules that a text does not need");
    const files = [...new Set(loaded)].filter((name) => /^\/dist\/npm\/.*\.(js|css)$/.test(name));
    assert(files.length > 3, `only these were loaded: ${files}`);
    const sizes = files.map((name) => gzipSync(readFileSync(join(root, name)), { level: 9 }).length);
    const sum = sizes.reduce((all, size) => all + size, 0);
    assert(sum <= MOST, `${sum} bytes: ${files.map((name, i) => `${name} ${sizes[i]}`).join(", ")}`);
  });

  it("in a sandboxed frame", async () => {
    await page.driver.get(hosted("sandbox.html"));
    await page.driver.switchTo().frame(0);
    try {
      await page.showsHere();
    } finally {
      await page.driver.switchTo().defaultContent();
    }
  });

  it("as a message and the text as it is where WebAssembly is refused", async () => {
    await page.driver.get(hosted("no-wasm.html"));
    await page.until(() => viewer()?.getAttribute("state") === "error");
    const [said, original, height] = await page.run(() => {
      const notice = viewer().shadowRoot.querySelector("[part=notice]");
      return [notice.innerText, viewer().querySelector(".bm-original").textContent, notice.getBoundingClientRect().height];
    });
    assert.equal(original, readFileSync(join(embed, "page.txt"), "utf8"));
    assert(height > 0 && said.includes("WebAssembly"), `it says ${said}`);
  });

  it("several times in one document: ids differ, settings are each one's own", async () => {
    await page.driver.get(hosted("several.html"));
    await page.until(() => [...document.querySelectorAll("banmian-viewer")].every(({ state }) => state === "ready") && "rendered" in document.documentElement.dataset);
    for (const which of ["banmian-viewer:nth-of-type(1)", "banmian-viewer:nth-of-type(2)", "#third", "#plain"]) await page.headlines(which);
    const found = await page.run(async () => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      const [first, second, third] = document.querySelectorAll("banmian-viewer");
      await first.show("story", "a2");
      const ground = (node) => getComputedStyle(node).backgroundColor;
      return [ids.length - new Set(ids).size, first.view, second.view, third.view, ground(first) !== ground(second)];
    });
    assert.deepEqual(found, [0, "story", "page", "list", true]);
    await page.nothingWrong();
  });

  for (const bundler of ["vite", "webpack", "esbuild"]) {
    it(`in an application that ${bundler} has built`, () => application(() => serve(built[bundler])));
  }
  it("in an application that vite serves", () => application(() => serveWithVite(`vite-dev-${engine}`)));

  const application = async (serving) => {
    const server = await serving();
    try {
      await page.shows(server.address);
      await page.until(() => globalThis.parsed?.articles[0].headline.text === "河湾镇新桥通车");
    } finally {
      await server.close();
    }
  };

  for (const framework of frameworks) {
    it(`in the example of ${framework}: its event is counted, its button heard`, async () => {
      const server = await serve(built.framework(framework));
      try {
        await page.shows(server.address);
        await page.until(() => document.querySelector("output").textContent === "2 stories");
        await page.click("button");
        await page.until(() => viewer().view === "list");
        await page.nothingWrong();
      } finally {
        await server.close();
      }
    });
  }

  it("in the demo: the page in the demo's colours, and nothing of it in the demo's own text", async () => {
    await page.driver.get(pathToFileURL(join(root, "dist", "site", "demo.html")).href);
    await page.until(() => viewer().state === "ready");
    const found = await page.run(() => {
      const colour = (node) => getComputedStyle(node).color;
      return [
        [...viewer().querySelectorAll("article h2")].map((line) => line.textContent.trim()).sort(),
        colour(viewer().querySelector(".bm-body p")) === colour(document.body),
        document.documentElement.scrollWidth <= innerWidth,
      ];
    });
    assert.deepEqual(found, [["县图书馆秋季书展今日开幕", "最后一班渡船", "柳口大桥通车两岸往来不再等船"], true, true]);
  });
});
