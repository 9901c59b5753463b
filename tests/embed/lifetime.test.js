// A viewer that is moved and removed leaves nothing behind, and loads without end hold no memory.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { engine } from "../harness/browser.js";
import { FRONT, SECOND } from "../harness/editions.js";
import { loadingSuite } from "../harness/loaded.js";
import { file } from "../harness/pages.js";
import { it } from "../harness/suite.js";

// About how many nodes a viewer with a small page is.
const VIEWER_NODES = 350;

loadingSuite("A viewer", (page, hosted, context) => {
  it("keeps what it shows where it is moved, and a click is heard once", async () => {
    await page.shows(hosted("module.html"));
    const moved = await page.run(async () => {
      const element = viewer();
      await element.show("story", "a2");
      const places = [0, 1].map(() => document.body.appendChild(document.createElement("div")));
      for (let i = 0; i < 1000; i++) {
        if (i % 3 === 0) element.remove();
        places[i % 2].append(element);
      }
      return [element.view, element.story, element.querySelectorAll("article").length];
    });
    assert.deepEqual(moved, ["story", "a2", 2]);
    const clicked = await page.run(async () => {
      let heard = 0;
      viewer().addEventListener("banmian-open", () => heard++);
      await viewer().show("page");
      viewer().querySelector("#a1 h2 a").click();
      return [heard, viewer().story];
    });
    assert.deepEqual(clicked, [1, "a1"]);
    await page.nothingWrong();
  });

  it("leaves nothing behind a thousand times", async () => {
    await page.shows(hosted("module.html"));
    await page.run(make, 50);
    const before = await nodes();
    // in parts, as a slow machine takes longer than a driver waits for one script
    for (let part = 0; part < 10; part++) await page.run(make, 100);
    // one that was just removed may still be held by the browser, but not one in fifty
    assert((await nodes()) < before + 20 * VIEWER_NODES, `there were ${before} nodes, a thousand viewers later ${await nodes()}`);
    await page.nothingWrong();
  });

  // The nodes that are left once the garbage is collected, where the browser tells.
  const nodes = async () => {
    if (engine !== "chromium") return page.run(() => document.querySelectorAll("*").length);
    await context.browser.devtools("HeapProfiler.collectGarbage");
    return (await context.browser.devtools("Memory.getDOMCounters")).nodes;
  };

  it("holds no more memory after thousands of loads", async () => {
    await page.open(watchedFile());
    // a load takes Chromium a few milliseconds; others wait four at every breath
    const counts = engine === "chromium" ? [1_000, 5_000, 10_000] : [1_000];
    await load(500);
    const before = await held();
    let loads = 0;
    for (const count of counts) {
      await load(count - loads);
      loads = count;
      const after = await held();
      console.log(`after ${count} loads: ${JSON.stringify(after)}`);
      assert.deepEqual([after.bytes, after.nodes], [before.bytes, before.nodes], `after ${count} loads`);
      assert(after.heap <= before.heap * 1.1 + 1e6, `the heap had ${before.heap} bytes, ${count} loads later ${after.heap}`);
    }
  });

  // The built file, without its policy, with a script that keeps the module's memory in sight.
  const watchedFile = () => {
    const script = `for (const name of ["instantiate", "instantiateStreaming"]) {
      const real = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const result = await real.apply(WebAssembly, given);
        globalThis.memory = (result.instance ?? result).exports.memory;
        return result;
      };
    }`;
    const html = readFileSync(file, "utf8").replace(/<meta http-equiv[^>]*>/, () => `<script>${script}</script>`);
    assert(html.includes(script));
    const path = join(context.folder, "soak.html");
    writeFileSync(path, html);
    return pathToFileURL(path).href;
  };

  const load = async (count) => {
    for (let part = 0; part < count / 250; part++) {
      await page.run(async (texts) => {
        for (let i = 0; i < 250; i++) {
          viewer().text = texts[i % texts.length];
          await viewer().ready;
          if (viewer().state !== "ready" || !viewer().querySelector("article")) throw new Error(`load ${i} shows nothing`);
        }
      }, [FRONT, SECOND]);
    }
  };

  // Bytes of the module's memory, nodes of the document, and bytes of the heap where the browser tells.
  const held = async () => {
    let heap = 0;
    if (engine === "chromium") {
      await context.browser.devtools("HeapProfiler.collectGarbage");
      heap = (await context.browser.devtools("Runtime.getHeapUsage")).usedSize;
    }
    return page.run((heap) => ({ heap, bytes: globalThis.memory.buffer.byteLength, nodes: document.querySelectorAll("*").length }), heap);
  };
});

// Makes viewers, has each show a text, and removes it.
const make = async (count) => {
  for (let i = 0; i < count; i++) {
    const element = document.createElement("banmian-viewer");
    element.setAttribute("prefix", `m${i}-`);
    element.text = "河湾镇新桥通车\n\n本报讯 昨日上午,河湾镇跨河新桥正式通车。";
    document.body.append(element);
    await element.ready;
    if (!element.querySelector("article")) throw new Error(`viewer ${i} shows nothing`);
    element.remove();
  }
};
