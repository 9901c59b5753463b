// The sample says what became of it, and shows that the first time; lines fly between the page and its
// source.

import assert from "node:assert/strict";
import { join } from "node:path";
import { assertNoViolations } from "../harness/axe.js";
import { address, file, text, writeFiles } from "../harness/pages.js";
import { run } from "../harness/programs.js";
import { reopen, saveHtml } from "../harness/saving.js";
import { afterEach, before, it, only, suite } from "../harness/suite.js";
import { built, variant, writeDocument } from "../harness/variants.js";

const OTHER = "新馆开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";

// Keeps what is animated in the viewer, from before it is there: what, how, and when it is over.
const watch = () => {
  globalThis.animated = [];
  const { animate } = Element.prototype;
  Element.prototype.animate = function (frames, how) {
    const names = new Set([frames].flat().flatMap(Object.keys).filter((name) => name !== "offset"));
    globalThis.animated.push({ what: this.className || this.localName, names: [...names] });
    return animate.call(this, frames, how);
  };
};

// The lines that have flown.
const flown = () => globalThis.animated.filter(({ names }) => names.includes("transform")).length;

// What is left of a motion.
const remains = () => [
  document.getAnimations().length,
  viewer().shadowRoot.getAnimations().filter(({ animationName, transitionProperty }) => !animationName && !transitionProperty).length,
  viewer().shadowRoot.querySelectorAll(".flight").length,
  viewer().querySelectorAll(".bm-main[style], .bm-main [style]").length,
];
const NOTHING = [0, 0, 0, 0];

// The lines that fly at this moment.
const inFlight = () => viewer().shadowRoot.querySelectorAll(".flight > *").length;

suite("The sample", { inOne: true }, (context) => {
  let watched;
  before(async () => {
    watched = variant(context.folder, "watched", watch);
    await context.viewer.open();
  });
  const inChromium = only(["chromium"], "only Chromium can be told what its user prefers");
  const prefer = (value) => context.browser.devtools("Emulation.setEmulatedMedia", { features: value ? [{ name: "prefers-reduced-motion", value }] : [] });

  // As in a browser that has seen nothing of it.
  const openNew = async (address = watched) => {
    const { viewer } = context;
    await viewer.run(() => localStorage.clear());
    await viewer.open(address);
    return viewer;
  };
  const settled = () => context.viewer.run(() => viewer().settled);
  afterEach(() => context.viewer.run(() => localStorage.clear()));

  it("is put together before the eyes of those who see it first, and leaves nothing behind", async () => {
    const viewer = await openNew();
    await settled();
    const lines = await viewer.run(flown);
    assert(lines > 30 && lines <= 400, `${lines} lines flew`);
    const names = await viewer.run(() => [...new Set(globalThis.animated.flatMap(({ names }) => names))].sort());
    assert.deepEqual(names, ["opacity", "transform"]);
    assert.deepEqual(await viewer.run(remains), NOTHING);
  });

  it("is put together once in a browser, and again when that is asked for", async () => {
    const viewer = await openNew();
    await settled();
    await viewer.open(watched);
    await settled();
    assert.equal(await viewer.run(flown), 0);
    await viewer.clickPart("[part=sample] [data-act=again]");
    await settled();
    assert(await viewer.run(flown) > 30);
    assert.deepEqual(await viewer.run(remains), NOTHING);
  });

  it("stands in its places from the beginning: what flies are copies, which nobody hears or touches", async () => {
    const viewer = await openNew();
    await settled();
    const places = () => [...document.querySelectorAll(".bm-page [data-start]")].slice(0, 40).map((node) => Object.values(node.getBoundingClientRect().toJSON()).map(Math.round));
    const after = await viewer.run(places);
    await viewer.run(() => viewer().shadowRoot.querySelector("[data-act=again]").click());
    await viewer.until(inFlight);
    const [during, layer] = [await viewer.run(places), await viewer.run(() => {
      const layer = viewer().shadowRoot.querySelector(".flight");
      const { pointerEvents, userSelect, webkitUserSelect } = getComputedStyle(layer);
      return [layer.getAttribute("aria-hidden"), pointerEvents, userSelect || webkitUserSelect];
    })];
    assert.deepEqual(during, after);
    assert.deepEqual(layer, ["true", "none", "none"]);
    assert.equal(await viewer.run(() => document.querySelector(".bm-page h2 a").checkVisibility()), true);
  });

  for (const [what, act] of [
    ["a key", (viewer) => viewer.press("SHIFT")],
    ["a press", (viewer) => viewer.point([5, 300], 1)],
    ["scrolling", (viewer) => viewer.run(() => scrollBy(0, 300))],
  ]) {
    it(`is there at once after ${what}`, async () => {
      const viewer = await openNew();
      await settled();
      // slow enough for any machine to come in between
      await viewer.run(() => {
        const { animate } = Element.prototype;
        Element.prototype.animate = function (frames, how) {
          const animation = animate.call(this, frames, how);
          animation.playbackRate = 0.01;
          return animation;
        };
        viewer().shadowRoot.querySelector("[data-act=again]").click();
      });
      await viewer.until(inFlight);
      await act(viewer);
      await viewer.becomes(remains, NOTHING);
      await settled();
    });
  }

  it("fades in where the reader wants less motion, and nothing moves", inChromium, async () => {
    await prefer("reduce");
    const viewer = await openNew();
    await settled();
    const names = await viewer.run(() => [...new Set(globalThis.animated.flatMap(({ names }) => names))]);
    assert.deepEqual(names, ["opacity"]);
    assert.deepEqual(await viewer.run(remains), NOTHING);
    await prefer(null);
  });

  it("moves nothing else, and keeps the browser busy for no longer than anybody notices", inChromium, async () => {
    const viewer = await openNew();
    await settled();
    const busy = [];
    // the machine may be busy with something else at times
    for (let times = 0; times < 8 && busy.at(-1) !== 0; times += 1) {
      busy.push(await viewer.run(async () => {
        const long = [];
        const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)));
        observer.observe({ type: "longtask" });
        viewer().shadowRoot.querySelector("[data-act=again]").click();
        await viewer().settled;
        await new Promise((later) => setTimeout(later, 50));
        observer.disconnect();
        return Math.max(0, ...long);
      }));
    }
    assert.equal(busy.at(-1), 0, `tasks of ${busy} ms`);
    // also of the first time
    const shifts = await viewer.run(() => new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done([]), 200);
    }));
    assert.deepEqual(shifts, []);
  });

  it("says how many lines it was, and how long they took to read here", async () => {
    const viewer = await openNew();
    await settled();
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "").length;
    for (const [lang, pattern] of [["en", /(\d+) lines, put together in (?:([\d.]+) ms|under 1 ms)/], ["zh-Hans", /(\d+) 行文字，(?:([\d.]+) 毫秒|不到 1 毫秒)/], ["zh-Hant", /(\d+) 行文字，(?:([\d.]+) 毫秒|不到 1 毫秒)/]]) {
      await viewer.run((lang) => (viewer().lang = lang), lang);
      await viewer.until((pattern) => new RegExp(pattern).test(viewer().shadowRoot.querySelector("[part=sample] p").textContent), pattern.source);
      const [said, took] = await viewer.run(() => [
        viewer().shadowRoot.querySelector("[part=sample] p").textContent,
        performance.getEntriesByName("banmian:parse").at(-1).duration,
      ]);
      const [, count, ms] = pattern.exec(said);
      assert.equal(Number(count), lines);
      if (ms === undefined) assert(took < 1, `${said}, but ${took} ms`);
      else assert(Number(ms) > 0 && Math.abs(Number(ms) - took) <= 0.5, `${said}, but ${took} ms`);
    }
    assert.equal(await viewer.run(() => performance.getEntriesByName("banmian:parse").length), 1, "it was read once");
  });

  it("has its strip as a region with a name, which the tab key comes to last", async () => {
    const viewer = await openNew();
    await settled();
    const [tag, label, buttons] = await viewer.run(() => {
      const section = viewer().shadowRoot.querySelector("[part=sample]");
      return [section.localName, section.getAttribute("aria-label"), [...section.querySelectorAll("button")].map((button) => button.textContent || button.ariaLabel)];
    });
    assert.equal(tag, "section");
    assert(label && buttons.length === 4 && buttons.every(Boolean), `${label}: ${buttons}`);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=sample] [role=alert], [part=sample] [aria-live]")), null);
  });

  it("leads to what is doubted of it", async () => {
    const viewer = await openNew();
    await settled();
    await viewer.clickPart("[part=sample] [data-act=sure]");
    await viewer.views("source");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=why] ol.doubts, [part=why] .doubts") !== null);
  });

  it("lets its strip be dismissed for good", async () => {
    const viewer = await openNew();
    await settled();
    await viewer.clickPart("[part=sample] [data-act=close]");
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=sample]")), null);
    await viewer.open(watched);
    await settled();
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=sample]")), null);
    assert.equal(await viewer.run(flown), 0);
  });

  it("says no more of itself when another text is opened", async () => {
    const viewer = await openNew();
    await settled();
    await viewer.showText(OTHER);
    assert.deepEqual(await viewer.run(() => [viewer().shadowRoot.querySelector("[part=sample]"), viewer().hasAttribute("sample")]), [null, false]);
  });

  for (const [what, refuse] of [
    ["refuses a store", `for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(globalThis, name, { get() { throw new DOMException("refused", "SecurityError"); } });
      }`],
    ["has no room in it", `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };`],
  ]) {
    it(`says what became of it, and shows no motion, where the browser ${what}`, async () => {
      const { viewer, folder } = context;
      await viewer.run(() => localStorage.clear());
      await viewer.open(variant(folder, "refused", `() => {
        (${watch})();
        ${refuse}
      }`));
      await settled();
      assert.equal(await viewer.run(flown), 0);
      assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=sample]") !== null), true);
      await viewer.open();
    });
  }

  it("says nothing in a file that is saved, in one that the command writes, or in an embed", async () => {
    const viewer = await openNew();
    await settled();
    const saved = await saveHtml(viewer);
    const path = join(writeFiles(context.folder, { "page.txt": text }), "page.txt");
    const written = writeDocument(context.folder, "written", run(["html", path, "--viewer", file]));
    const [script] = built.match(/<script type="module" data-banmian>.*?<\/script>/s);
    const embed = writeDocument(context.folder, "embed", `<!doctype html><meta charset="utf-8"><banmian-viewer><script type="text/plain">${text}</script></banmian-viewer>${script}`);
    await viewer.run(() => localStorage.clear());
    await reopen(viewer, context.folder, "saved", saved);
    for (const address of [null, written, embed]) {
      if (address) await viewer.open(address);
      await settled();
      assert.deepEqual(await viewer.run(() => [viewer().hasAttribute("sample"), viewer().shadowRoot.querySelectorAll("[part=sample], .flight").length]), [false, 0]);
    }
    await viewer.open();
  });

  it("breaks no rule of accessibility, by day and by night", inChromium, async () => {
    for (const theme of ["light", "dark"]) {
      await context.browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: theme }] });
      const viewer = await openNew(address);
      await settled();
      await assertNoViolations(viewer, theme);
    }
    await context.browser.devtools("Emulation.setEmulatedMedia", { features: [] });
  });

  it("has a strip that a phone has room for", inChromium, async () => {
    await context.browser.devtools("Emulation.setDeviceMetricsOverride", { width: 320, height: 640, deviceScaleFactor: 1, mobile: false });
    const viewer = await openNew(address);
    await settled();
    const [wide, high] = await viewer.run(() => [document.documentElement.scrollWidth, viewer().shadowRoot.querySelector("[part=sample]").offsetHeight]);
    await context.browser.devtools("Emulation.clearDeviceMetricsOverride");
    assert.equal(wide, 320);
    assert(high <= 110, `${high} px of 640`);
  });
});
