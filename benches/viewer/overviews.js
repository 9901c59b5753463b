// The overviews of an edition in Chromium, its contents, its front page and its work list: how long until
// they stand, and the longest task of what a reader does with them.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { address } from "../../tests/harness/pages.js";
import { inChromium } from "./chromium.js";
import { Row, step } from "./row.js";

const SIZES = [100, 3000];
// What else the machine does makes a figure larger, never smaller.
const ROUNDS = 3;
// What an overview of so many pages may take until it stands, and a task of the main thread, in milliseconds.
const STANDS_WITHIN = { 100: 100 };
const TASK_WITHIN = 50;

const VIEWS = { list: "contents", front: "front page" };

export const overviews = async ({ folder, made }) => {
  const rows = [];
  for (const count of SIZES) {
    const path = join(folder, `overviews-${count}.txt`);
    writeFileSync(path, made.slice(0, count).join("\f"));
    const best = new Map();
    for (let round = 1; round <= ROUNDS; round++) {
      step(`overviews of ${count} pages, round ${round} of ${ROUNDS}`);
      for (const { what, ...figures } of await inChromium((viewer) => measure(viewer, path))) best.set(what, lesser(figures, best.get(what)));
    }
    rows.push(...[...best].flatMap(([what, figures]) => describe(count, what, figures)));
  }
  return rows;
};

const lesser = (a, b = a) => Object.fromEntries(Object.keys(a).map((name) => [name, Math.min(a[name], b[name])]));

const describe = (count, what, { stands, whole, task }) => {
  const isAsked = /^(contents|front page|work list), (the first time|again)$/.test(what);
  const inSight = new Row(`in sight: ${what}, ${count} pages`, "ms", stands);
  return [
    ...(isAsked ? [STANDS_WITHIN[count] ? inSight.atMost(STANDS_WITHIN[count]) : inSight, new Row(`whole: ${what}, ${count} pages`, "ms", whole)] : []),
    new Row(`longest task: ${what}, ${count} pages`, "ms", task).atMost(TASK_WITHIN),
  ];
};

// Opens the edition in a browser that has just been started, and does with it what a reader does.
const measure = async (viewer, path) => {
  await viewer.driver.get(address);
  await viewer.ready();
  await viewer.run(() => document.body.append(Object.assign(document.createElement("input"), { type: "file", id: "bench" })));
  await viewer.driver.findElement({ id: "bench" }).sendKeys(path);
  await viewer.run(use, VIEWS);
  // which takes longer than a driver waits
  for (;;) {
    const { found, isDone, error } = await viewer.run(() => window.bench);
    if (error) throw new Error(`in the page: ${error}`);
    if (isDone) return found;
    await delay(1000);
  }
};

// Runs in the page, and leaves what it finds in `window.bench`.
const use = (views) => {
  const element = viewer();
  const found = [];
  const useAll = async () => {
    const inside = (selector) => element.shadowRoot.querySelector(selector);
    const pause = (ms = 0) => new Promise((done) => setTimeout(done, ms));
    const frame = () => new Promise(requestAnimationFrame);
    // by a message, as a timer that the viewer has set meanwhile would come first with what it goes on to do
    const painted = () => new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done();
      port2.postMessage(null);
    });
    const until = async (condition) => {
      do await frame();
      while (!condition());
    };
    // Waits until what is built in turns has not grown for a while, and returns when it last did.
    const entries = document.getElementsByClassName("bm-entry");
    const grown = async () => {
      let [count, at] = [entries.length, performance.now()];
      for (; performance.now() - at < 200; await pause(20)) {
        if (entries.length !== count) [count, at] = [entries.length, performance.now()];
      }
      return at;
    };

    let tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
    // Tasks of less than 50 ms no observer tells of; the gap between two timers is one, or a little more.
    let gap = 0;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      gap = Math.max(gap, now - last);
      last = now;
      setTimeout(tick, 4);
    };
    tick();

    const watch = async (what, act, stand = frame) => {
      await pause(100);
      tasks = [];
      gap = 0;
      const started = performance.now();
      await act();
      await stand();
      await painted();
      const stands = performance.now() - started;
      const whole = (await grown()) - started;
      await pause(100);
      found.push({ what, stands, whole, task: Math.max(0, ...tasks) || Math.min(gap, 50) });
    };

    const filter = (n, value) => async () => {
      const field = document.querySelectorAll(".bm-contents .bm-filters select")[n];
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const openStory = async (selector) => {
      document.querySelector(selector).click();
      await until(() => element.view === "story" && document.querySelector("article[data-current]"));
    };
    const seen = async () => until(() => document.querySelector(".bm-edition:not([hidden]) .bm-entry"));

    const file = document.querySelector("#bench").files[0];
    const isRead = new Promise((done) => element.addEventListener("banmian-read", ({ detail }) => detail.read === detail.count && done()));
    await watch("opening, and reading behind the contents", async () => {
      await element.open(file);
      await element.show("list");
      await isRead;
    });
    // what stands is made anew where the words are others
    element.lang = "en";
    await element.ready;
    const show = (view) => () => element.show(view);
    for (const view of ["list", "front"]) {
      await element.show("page");
      await watch(`${views[view]}, the first time`, show(view), seen);
      // a story of the last page, which of a long edition stands there once it is near
      const last = () => [...document.querySelectorAll(".bm-edition:not([hidden]) .bm-leaf")].at(-1);
      await until(() => {
        last().scrollIntoView({ block: "end", behavior: "instant" });
        return last().querySelector(".bm-entry");
      });
      const entry = [...last().querySelectorAll(".bm-entry")].at(-1);
      const selector = `.bm-edition:not([hidden]) .bm-entry[data-page="${entry.dataset.page}"][data-article="${entry.dataset.article}"] a`;
      await watch(`leaving the ${views[view]}`, show("page"));
      await watch(`${views[view]}, again`, show(view), seen);
      await watch(`from the ${views[view]} to a story`, () => openStory(selector));
      await watch(`from a story back to the ${views[view]}`, show(view), seen);
    }
    await element.show("list");
    await grown();
    for (const order of ["longest", "unsure", "headline", "printed"]) await watch(`contents, ordered: ${order}`, filter(3, order), seen);
    await watch("contents, filtered", filter(2, "short"), seen);
    await watch("contents, no longer filtered", filter(2, ""), seen);

    await watch("find's bar opening", async () => {
      inside("[part=bar] [data-act=find]").click();
      await until(() => inside("[part=find]:not([hidden])"));
    });
    const field = inside("[part=find] input");
    const output = inside("[part=find] output");
    await watch("find, a key", async () => {
      field.value = "一";
      field.dispatchEvent(new Event("input"));
    }, async () => until(() => output.textContent !== "" && !output.textContent.endsWith("…")));
    inside("[part=find] [data-act=close]").click();

    await element.show("source");
    inside("[part=bar] [data-act=correct]").click();
    await until(() => document.querySelector(".bm-page .bm-grip"));
    const queue = () => inside("[part=correct] .queue");
    const current = () => inside("[part=correct] .queue [aria-selected=true]")?.dataset.key;
    const listed = () => until(() => queue()?.offsetParent && current() !== undefined);
    await watch("work list, the first time", async () => inside("[part=correct] [data-act='work.edition']").click(), listed);
    await watch("leaving the work list", async () => inside("[part=correct] [data-act='work.page']").click());
    await watch("work list, again", async () => inside("[part=correct] [data-act='work.edition']").click(), listed);
    const decide = (key) => async () => {
      const before = current();
      queue().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
      await until(() => current() !== before && element.state === "ready");
    };
    await watch("deciding a doubt, the first time", decide("c"));
    await watch("deciding a doubt, again", decide("c"));
    await watch("skipping a doubt", decide("s"));
  };

  window.bench = { found };
  useAll().then(() => (window.bench.isDone = true), (error) => (window.bench.error = String(error.stack)));
};
