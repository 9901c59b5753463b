// The hosted viewer keeps itself for the day without a network, and reads where it cannot be kept.

import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { engine } from "../harness/browser.js";
import { FRONT, SECOND } from "../harness/editions.js";
import { answer, countKept, forgetAll, offered } from "../harness/kept.js";
import { Loaded } from "../harness/loaded.js";
import { writeFiles } from "../harness/pages.js";
import { embed } from "../harness/project.js";
import { root } from "../harness/programs.js";
import { serve } from "../harness/server.js";
import { before, it, only, suite } from "../harness/suite.js";

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

  // The viewer in English, in front of a reader who comes in.
  const begin = async (address) => {
    await page.driver.get(address);
    await ready();
    await page.run(() => void (viewer().lang = "en"));
  };

  it("opens a reader's own issue again, offline, where they have said that it may be kept", async () => {
    const server = await serve(SITE);
    await begin(server.address);
    await page.until(controlled).catch(() => begin(server.address));
    await page.until(controlled);
    const files = writeFiles(join(context.folder, "own"), { "1.txt": FRONT, "2.txt": SECOND });
    await page.pick(join(files, "1.txt"), join(files, "2.txt"));
    await page.until((text) => viewer().state === "ready" && viewer().text === text, FRONT);
    await answer(page, "Keep them");
    while ((await countKept(page)) !== 2);
    await server.close();
    await begin(server.address);
    await page.becomes(offered, "What you had open: “市图书馆新馆昨日开馆”, 2 pages.");
    await answer(page, "Open again");
    await page.until((text) => viewer().state === "ready" && viewer().text === text, FRONT);
    await page.until((second) => viewer().pages.length === 2 && viewer().pages[1].text === second, SECOND);
  });

  it("opens a folder that was dropped from where it lies, and says where that is refused or it is gone", only(["chromium"], "gives no handles, so that the files themselves are kept"), async () => {
    const server = await serve(SITE);
    try {
      await begin(server.address);
      await forgetAll(page);
      await page.run(async (texts) => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle("issue", { create: true });
        for (const [name, text] of Object.entries(texts)) {
          const out = await (await folder.getFileHandle(name, { create: true })).createWritable();
          await out.write(text);
          await out.close();
        }
        DataTransferItem.prototype.webkitGetAsEntry = () => null;
        DataTransferItem.prototype.getAsFileSystemHandle = async () => folder;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([""], "issue"));
        viewer().dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      }, { "1.txt": FRONT, "2.txt": SECOND });
      await page.until((text) => viewer().state === "ready" && viewer().text === text, FRONT);
      await answer(page, "Keep them");
      await begin(server.address);
      await page.becomes(offered, "What you had open: “市图书馆新馆昨日开馆”, 2 pages.");
      assert.equal(await countKept(page), 1, "more is kept than the folder's handle");

      await page.run(() => void (FileSystemHandle.prototype.requestPermission = async () => "denied"));
      await answer(page, "Open again");
      await page.becomes(offered, "The browser may not read “issue”. Open again, and allow it. What you had open: “市图书馆新馆昨日开馆”, 2 pages.");
      await page.run(() => void (FileSystemHandle.prototype.requestPermission = async () => "granted"));
      await answer(page, "Open again");
      await page.until((text) => viewer().state === "ready" && viewer().text === text, FRONT);
      await page.until(() => viewer().pages.length === 2);

      await page.run(async () => (await navigator.storage.getDirectory()).removeEntry("issue", { recursive: true }));
      await begin(server.address);
      await answer(page, "Open again");
      await page.becomes(offered, "“issue” is not where it was. Put it back and open again, or open it where it is now. What you had open: “市图书馆新馆昨日开馆”, 2 pages.");
      await forgetAll(page);
    } finally {
      await server.close();
    }
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
