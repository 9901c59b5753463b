// From an address to a story on screen, in a browser just started, beside a plain document of the
// same content and beside the page as a PDF in pdf.js.

import { execFileSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as pages from "../../tests/harness/pages.js";
import { banmian } from "../../tests/harness/programs.js";
import { serve } from "../../tests/harness/server.js";
import { inChromium } from "./chromium.js";
import { Row, step } from "./row.js";

const ROUNDS = 3;
export const PDF_JS = fileURLToPath(new URL("node_modules/pdfjs-dist", import.meta.url));

export const open = async ({ folder }) => {
  const { plain, pdf: printed } = await pageAsDocuments(folder);
  writeFileSync(join(PDF_JS, "page.pdf"), printed);
  copyFileSync(fileURLToPath(new URL("pdf.html", import.meta.url)), join(PDF_JS, "bench.html"));
  const server = await serve(PDF_JS);
  const documents = {
    ours: [pages.address, () => document.querySelector("banmian-viewer").getAttribute("state") === "ready"],
    plain: [pathToFileURL(plain).href, () => document.readyState === "complete"],
    pdf: [`${server.address}/bench.html`, () => window.shown === true],
  };
  const best = {};
  for (let round = 1; round <= ROUNDS; round++) {
    step(`opening, round ${round} of ${ROUNDS}`);
    for (const [name, [address, ready]] of Object.entries(documents)) {
      const seen = await watchOpening(address, ready);
      best[name] = Object.fromEntries(Object.entries(seen).map(([what, ms]) => [what, Math.min(best[name]?.[what] ?? Infinity, ms)]));
    }
  }
  await server.close();
  const { ours, plain: document, pdf } = best;
  return [
    new Row("open, to the first story painted", "ms", ours.painted).beside("a plain document", document.painted).atMost(1.5),
    new Row("open, to the largest paint", "ms", ours.largest).beside("a plain document", document.largest),
    new Row("open, to a viewer that answers", "ms", ours.ready).beside("pdf.js, the page shown", pdf.ready),
    new Row("open, to the first story painted", "ms", ours.painted).beside("pdf.js, first paint", pdf.painted),
    new Row("open, longest task", "ms", ours.task).atMost(50),
    new Row("open, longest task", "ms", ours.task).beside("pdf.js", pdf.task),
  ];
};

// Opens a document in a new browser; `ready` is what holds once it is there. In ms from its address.
const watchOpening = (address, ready) =>
  inChromium(async (viewer) => {
    await viewer.browser.devtools("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})(${ready})` });
    await viewer.driver.get(address);
    const { painted, largest, ready: at, task } = await viewer.run(() => window.seen);
    return { painted, largest: largest ?? painted, ready: at, task };
  });

// Put before a document's own scripts: waits until it is ready and nothing long has happened for a
// while, then says what was seen.
const watch = (isReady) => {
  window.seen = (async () => {
    let [task, largest, ready] = [0, null, null];
    const observe = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
    observe("longtask", ({ duration }) => (task = Math.max(task, duration)));
    observe("largest-contentful-paint", ({ startTime }) => (largest = startTime));
    const started = performance.now();
    while (ready === null && performance.now() - started < 20000) {
      await new Promise((done) => setTimeout(done, 4));
      if (document.body && document.readyState !== "loading" && isReady()) ready = performance.now();
    }
    await new Promise((done) => setTimeout(done, 1500));
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    return { task, largest, ready, painted };
  })();
};

// The built page as a plain document, by its path, and the bytes of that as a PDF, printed at a scale.
export const pageAsDocuments = async (folder, scale = 1) => {
  const [text, plain] = ["page.txt", "plain.html"].map((name) => join(folder, name));
  writeFileSync(text, pages.text);
  execFileSync(banmian, ["html", text, "-o", plain]);
  return { plain, pdf: await print(plain, scale) };
};

// The document as a PDF, as Chromium prints it.
const print = (path, scale) =>
  inChromium(async (viewer) => {
    await viewer.driver.get(pathToFileURL(path).href);
    const { data } = await viewer.browser.devtools("Page.printToPDF", { paperWidth: 11.69, paperHeight: 16.54, scale });
    return Buffer.from(data, "base64");
  });
