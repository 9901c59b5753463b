// A PDF that is given to a page which stands already: how long until what is in it is on screen, the
// first time and again, beside pdf.js in the same run.

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as pages from "../../tests/harness/pages.js";
import { serve } from "../../tests/harness/server.js";
import { inChromium } from "./chromium.js";
import { PDF_JS, pageAsDocuments } from "./open.js";
import { Row, step } from "./row.js";

const ROUNDS = 3;

export const documents = async ({ folder }) => {
  // small enough to be one sheet
  const { pdf } = await pageAsDocuments(folder, 0.4);
  copyFileSync(fileURLToPath(new URL("pdf.html", import.meta.url)), join(PDF_JS, "bench.html"));
  const server = await serve(PDF_JS);
  const openers = {
    ours: [pages.address, () => document.querySelector("banmian-viewer").getAttribute("state") === "ready", openOurs],
    pdfJs: [`${server.address}/bench.html#given`, () => window.openPdf !== undefined, openTheirs],
  };
  const best = {};
  for (let round = 1; round <= ROUNDS; round++) {
    step(`opening a PDF, round ${round} of ${ROUNDS}`);
    for (const [name, [address, isReady, open]] of Object.entries(openers)) {
      const took = await inChromium(async (viewer) => {
        await viewer.driver.get(address);
        await viewer.until(isReady);
        return viewer.run(open, pdf.toString("base64"));
      });
      best[name] = took.map((ms, i) => Math.min(best[name]?.[i] ?? Infinity, ms));
    }
  }
  await server.close();
  const [first, again] = best.ours;
  const [theirFirst, theirAgain] = best.pdfJs;
  return [
    new Row("a PDF on screen, the first", "ms", first).beside("pdf.js", theirFirst).atMost(1),
    new Row("a PDF on screen, another", "ms", again).beside("pdf.js", theirAgain).atMost(1),
  ];
};

const openOurs = async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  const took = [];
  for (const name of ["first.pdf", "again.pdf"]) {
    const started = performance.now();
    await viewer().open(new File([bytes], name));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    took.push(performance.now() - started);
    if (viewer().pages[0].name !== name || !viewer().querySelector("article")) throw new Error(`${name} is not shown`);
  }
  return took;
};

const openTheirs = async (base64) => {
  const took = [];
  for (let time = 0; time < 2; time += 1) {
    const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
    const started = performance.now();
    await window.openPdf({ data: bytes });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    took.push(performance.now() - started);
  }
  return took;
};
