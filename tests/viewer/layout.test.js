// The page laid out: nothing overlaps, nothing is cut off or too wide, nothing moves while it loads.

import assert from "node:assert/strict";
import { engine } from "../harness/browser.js";
import { address } from "../harness/pages.js";
import { it, only, suite } from "../harness/suite.js";

const named = (settings) => Object.entries(settings).map(([name, value]) => `${name} ${value}`).join(", ") || "the usual type";

suite("The layout", {}, (context) => {
  for (const [width, settings] of [
    [1400, {}],
    [820, { font: "hei", leading: "1.4" }],
    [500, { size: "200" }],
    [1400, { writing: "vertical" }],
    [500, { writing: "vertical", size: "130" }],
  ]) {
    it(`has no text over other text in a window of ${width} px with ${named(settings)}`, async () => {
      const { viewer } = context;
      await viewer.open(address, { width, height: 900 });
      for (const view of ["page", "story", "list"]) {
        await set(viewer, settings, view);
        const { lines, over } = await viewer.run(overlaps);
        assert(lines > 10, `in view ${view} only ${lines} lines are seen`);
        assert.deepEqual(over, [], `in view ${view}`);
      }
    });
  }

  it("is not wider than a window of 420 px", async () => {
    const { viewer } = context;
    await viewer.open(address, { width: 420, height: 800 });
    for (const view of ["page", "list", "source"]) {
      await viewer.show(view);
      const [wide, window] = await viewer.run(() => [document.scrollingElement.scrollWidth, innerWidth]);
      assert(wide <= window + 1, `the ${view} view is ${wide} wide in a window of ${window}`);
    }
  });

  for (const settings of [{}, { size: "160" }, { writing: "vertical" }]) {
    it(`is not wider than 320 px with ${named(settings)}`, () =>
      inWindow(context, 320, 640, async () => {
        const { viewer } = context;
        await viewer.open();
        // the windows of some engines cannot be that narrow, but the document can
        await viewer.run(() => innerWidth > 320 && document.body.style.setProperty("width", "320px"));
        for (const view of ["page", "list", "story", "source"]) {
          await set(viewer, settings, view);
          const { width, out } = await viewer.run(outside);
          assert.equal(width, 320, "the width there is");
          assert.deepEqual(out, [], `in view ${view}`);
        }
      }));
  }

  const kept = { size: "130", font: "hei", theme: "dark", columns: "2" };
  for (const [settings, title] of [[{}, "as it comes"], [kept, "with settings that were kept"]]) {
    it(`does not move while the page loads, ${title}`, only(["chromium"], "only Chromium tells of layout shifts"), async () => {
      const { viewer } = context;
      await viewer.open();
      await viewer.run((settings) => localStorage.setItem("banmian.type", JSON.stringify(settings)), settings);
      for (const [width, height] of [[360, 740], [820, 1180], [1440, 900], [2560, 1440]]) {
        await inWindow(context, width, height, async () => {
          await viewer.open();
          assert.deepEqual(await viewer.run(shifts), [], `at ${width} × ${height}`);
        });
      }
      await viewer.run(() => localStorage.clear());
    });
  }
});

// Where the engine's window may have any size, it has this one for a while.
const inWindow = async ({ browser }, width, height, act) => {
  if (engine !== "chromium") return act();
  await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  try {
    await act();
  } finally {
    await browser.devtools("Emulation.clearDeviceMetricsOverride");
  }
};

// Shows a view with these settings and no others, and waits until it is laid out.
const set = async (viewer, settings, view) => {
  await viewer.run((settings, view) => {
    for (const name of ["size", "font", "leading", "writing"]) viewer()[name] = settings[name] ?? null;
    viewer().show(view, view === "story" ? "a1" : null);
  }, settings, view);
  await viewer.views(view);
  const down = settings.writing === "vertical" && ["page", "story"].includes(view);
  await viewer.becomes(() => getComputedStyle(document.querySelector(".bm-page")).writingMode, down ? "vertical-rl" : "horizontal-tb");
  await viewer.run(async () => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise((done) => requestAnimationFrame(done));
  });
};

// The lines of each block as boxes as high as their letters, and those that meet.
const overlaps = () => {
  const boxes = [];
  const range = document.createRange();
  for (const block of viewer().querySelectorAll(".bm-page [data-role]")) {
    const style = getComputedStyle(block);
    const size = parseFloat(style.fontSize);
    range.selectNodeContents(block);
    if (!block.checkVisibility() || style.overflow === "hidden") continue;
    for (const { left, right, top, bottom, width, height } of range.getClientRects()) {
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const [w, h] = style.writingMode === "vertical-rl" ? [Math.min(width, size), height] : [width, Math.min(height, size)];
      if (w > 1 && h > 1) boxes.push({ block, left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2 });
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  const over = [];
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 2; j += 1) {
      const b = boxes[j];
      if (a.block !== b.block && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2) {
        over.push([a, b].map(({ block }) => block.textContent.slice(0, 12)));
      }
    }
  });
  return { lines: boxes.length, over: over.slice(0, 5) };
};

// What is wider than 320 px and cannot be scrolled to; where no window is that narrow, the document's body is.
const outside = () => {
  const scrolled = (node) => {
    for (let at = node; at && at !== viewer(); at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  const all = [...viewer().querySelectorAll("*"), ...viewer().shadowRoot.querySelectorAll("*")];
  const out = all.filter((node) => node.getClientRects().length > 0 && node.getBoundingClientRect().right > 321 && !scrolled(node));
  const { clientWidth } = document.body;
  const wide = clientWidth === innerWidth && document.scrollingElement.scrollWidth > innerWidth;
  return { width: clientWidth, out: [...(wide ? ["the document"] : []), ...out.slice(0, 4).map((node) => node.outerHTML.slice(0, 90))] };
};

const shifts = async () => {
  const found = [];
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      if (!hadRecentInput) found.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? "")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
  // what is yet to move would do so within this time
  await new Promise((later) => setTimeout(later, 250));
  return found;
};
