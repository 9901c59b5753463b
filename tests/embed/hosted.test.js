// The hosted viewer keeps itself for the day without a network, and reads where it cannot be kept.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { engine } from "../harness/browser.js";
import { Loaded } from "../harness/loaded.js";
import { embed } from "../harness/project.js";
import { root } from "../harness/programs.js";
import { serve } from "../harness/server.js";
import { before, it, suite } from "../harness/suite.js";

const SITE = join(root, "dist", "site");

suite("The hosted viewer", { loud: true }, (context) => {
  let page;
  before(() => (page = new Loaded(context.browser)));
  const ready = () => page.until(() => viewer()?.getAttribute("state") === "ready");
  const controlled = () => navigator.serviceWorker.controller !== null;

  it("opens offline after the first visit", async () => {
    const server = await serve(SITE);
    await page.driver.get(server.address);
    await ready();
    // a browser may give up on a worker whose files came too slowly, and asks again at the next visit
    await page.until(controlled).catch(() => page.driver.get(server.address));
    await page.until(controlled);
    await server.close();
    await page.driver.get(server.address);
    await ready();
    assert((await page.run(() => document.querySelectorAll("article").length)) > 1);
    await page.run(() => {
      viewer().text = "河湾镇新桥通车\n\n本报讯 昨日上午,河湾镇跨河新桥正式通车。";
      return viewer().ready;
    });
    await page.until(() => document.querySelector("article h2")?.textContent === "河湾镇新桥通车");
  });

  UNKEPT().forEach(([title, inPage, inWorker], i) => {
    it(`reads, and says nothing, where ${title}`, async () => {
      const folder = join(context.folder, `unkept-${i}`);
      cpSync(SITE, folder, { recursive: true });
      const edit = (name, change) => writeFileSync(join(folder, name), change(readFileSync(join(folder, name), "utf8")));
      edit("index.html", (html) => html.replace("<title>", '<script src="watch.js"></script><title>'));
      edit("sw.js", (script) => `${REPORTING}${inWorker}\n${script}`);
      writeFileSync(join(folder, "watch.js"), `${readFileSync(join(embed, "watch.js"), "utf8")}${HEARING}${inPage}`);
      // so far the console tells of other pages, and of what these still ask closed servers for
      await page.driver.get("about:blank");
      await context.browser.consoleErrors();
      const server = await serve(folder);
      try {
        for (let visit = 0; visit < 3; visit++) {
          await page.driver.get(server.address);
          await ready();
          // what fails in the worker is told a moment later
          await delay(1000);
          await page.nothingWrong();
          const taken = await page.run(() => {
            try {
              return navigator.serviceWorker.controller !== null;
            } catch {
              return false;
            }
          });
          assert(taken || visit === 0 || !inWorker.includes("match"), "no worker took over");
        }
        if (engine === "chromium") assert.deepEqual(await context.browser.consoleErrors(), []);
      } finally {
        await server.close();
      }
    });
  });
});

// What fails, in the page and in its worker.
function UNKEPT() {
  const refused = "throw new DOMException('refused', 'SecurityError')";
  const full = "throw new DOMException('full', 'QuotaExceededError')";
  return [
    ["no worker may be registered", `ServiceWorkerContainer.prototype.register = async () => { ${refused} };`, ""],
    ["workers may not be asked for", `Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { ${refused} } });`, ""],
    ["the store does not open", "", `CacheStorage.prototype.open = async () => { ${full} };`],
    ["the store is full", "", `Cache.prototype.addAll = async () => { ${full} };`],
    ["what was kept is gone", "", "CacheStorage.prototype.match = async () => { throw new DOMException('gone', 'UnknownError') };"],
  ];
}

// The worker tells the page of what nobody handles.
const REPORTING = `for (const type of ["error", "unhandledrejection"])
  addEventListener(type, async ({ message, reason }) => {
    for (const page of await clients.matchAll({ includeUncontrolled: true })) page.postMessage(String(reason ?? message));
  });
`;
const HEARING = `
navigator.serviceWorker.addEventListener("message", ({ data }) => seen.push(data));
navigator.serviceWorker.startMessages();
`;
