// WCAG 2.2 AA beyond what rules can find: what has the focus is seen, what is pressed is large
// enough, a page enlarged four times is one column, and forced colours tell as much.

import assert from "node:assert/strict";
import { page } from "../harness/pages.js";
import { it, only, suite } from "../harness/suite.js";

const [{ id, headline }] = page.articles;
const VIEWS = ["page", "list", "story", "source", "correcting"];

suite("By WCAG 2.2", {}, (context) => {
  for (const view of ["page", "story", "source", "correcting"]) {
    it(`what has the focus is seen, in view ${view} (2.4.11)`, async () => {
      const { viewer } = context;
      await viewer.open();
      await show(viewer, view);
      let inside = 0;
      for (const [keys, times] of [[["TAB"], 14], [["SHIFT", "TAB"], 10]]) {
        for (let pressed = 0; pressed < times; pressed += 1) {
          await viewer.press(...keys);
          const found = await viewer.run(focus);
          assert.equal(found.hidden, null);
          inside += Number(found.inside);
        }
      }
      assert(inside > 5, `the focus is in the viewer only ${inside} times`);
    });
  }

  it("what is pressed is 24 px or more both ways, but for links within a text (2.5.8)", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run((query) => viewer().find(query), headline.text.slice(0, 2));
    await viewer.clickPart("[data-act=type]");
    await viewer.until(() => !viewer().shadowRoot.querySelector("[part=type]").hidden);
    for (const view of VIEWS) {
      await show(viewer, view);
      const { count, small } = await viewer.run(targets);
      assert.deepEqual(small, [], `in view ${view}`);
      assert(count > 20, `in view ${view} only ${count} are seen`);
    }
  });

  it("enlarged four times it is one column, and the bar covers nothing (1.4.10)", only(["chromium"], "only Chromium's window can be as small"), async () => {
    const { viewer, browser } = context;
    await browser.devtools("Emulation.setDeviceMetricsOverride", { width: 320, height: 256, deviceScaleFactor: 1, mobile: false });
    await viewer.open();
    for (const view of VIEWS) {
      await show(viewer, view);
      const { beside, wide, bar } = await viewer.run(columns);
      assert.deepEqual(beside, [], `in view ${view}`);
      assert.equal(wide, false, `in view ${view} it is wider than the window`);
      assert.notEqual(bar, "sticky", `in view ${view} the bar covers a window that is low`);
    }
    await browser.devtools("Emulation.clearDeviceMetricsOverride");
  });

  it("forced colours tell what is chosen, and where a piece ends (1.4.1)", only(["chromium"], "only Chromium can be made to force colours"), async () => {
    const { viewer, browser } = context;
    const force = (value) => browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value }] });
    await force("active");
    await viewer.open();
    await viewer.run(() => viewer().find("。"));
    await viewer.clickPart("[data-act=type]");
    await viewer.until(() => matchMedia("(forced-colors: active)").matches);
    for (const [chosen, other] of [
      ["[role=toolbar] [aria-pressed=true]", "[role=toolbar] [aria-pressed=false]"],
      ["[part=type] label:has([type=radio]:checked)", "[part=type] label:has([type=radio]:not(:checked))"],
    ]) {
      assert(await viewer.run(differ, chosen, other), `${chosen} looks like ${other}`);
    }
    await show(viewer, "source");
    assert.equal(await viewer.run(() => getComputedStyle(viewer().querySelector("[data-piece]")).borderBlockEndStyle), "solid");
    await force("none");
  });
});

// The page is corrected in the view of the source.
const show = async (viewer, view) => {
  if (view !== "correcting") return viewer.show(view, view === "story" ? id : null);
  await viewer.run(() => (viewer().correcting = true));
  await viewer.seen(".bm-grip");
};

// What has the focus, if it is behind the bar or out of the window.
const focus = () => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const inside = node !== document.body && (viewer().contains(node) || viewer().shadowRoot.contains(node));
  if (!inside) return { inside, hidden: null };
  const bar = viewer().shadowRoot.querySelector("[part=bar]");
  const covered = bar.contains(node) ? 0 : Math.max(0, bar.getBoundingClientRect().bottom);
  const { top, bottom, left, right } = node.getBoundingClientRect();
  const seen = bottom > covered + 2 && top < innerHeight - 2 && right > 0 && left < innerWidth;
  return { inside, hidden: seen ? null : `${node.outerHTML.slice(0, 120)} from ${top} to ${bottom}, the bar to ${covered}` };
};

const targets = () => {
  const controls = viewer().shadowRoot.querySelectorAll("button, select, input, [role=option]");
  const all = [...controls, ...viewer().querySelectorAll("h2 a, button, .bm-grip, [data-piece][tabindex]")];
  const boxOf = (node) => (node.closest("label") ?? node).getBoundingClientRect();
  const seen = all.filter((node) => node.checkVisibility() && !node.matches("[type=file]") && boxOf(node).width > 0);
  const inText = (node) => getComputedStyle(node).display === "inline" && node.closest(".bm-source");
  const small = seen.filter((node) => !inText(node) && (boxOf(node).width < 24 || boxOf(node).height < 24));
  return { count: seen.length, small: small.slice(0, 4).map((node) => `${node.outerHTML.slice(0, 100)} ${boxOf(node).width} × ${boxOf(node).height}`) };
};

// What stands in columns, of a story or of stories.
const columns = () => {
  const stories = [...viewer().querySelectorAll(".bm-page article")].filter((node) => node.checkVisibility());
  const edges = (nodes) => new Set(nodes.flatMap((node) => [...node.getClientRects()].map(({ left }) => Math.round(left))));
  const own = stories.filter((node) => edges([...node.querySelectorAll("p")]).size > 1);
  const lefts = new Set(stories.map((node) => Math.round(node.getBoundingClientRect().left)));
  return {
    beside: [...own.map(({ id }) => id), ...(lefts.size > 1 ? [[...lefts].join(" and ")] : [])],
    wide: document.scrollingElement.scrollWidth > innerWidth,
    bar: getComputedStyle(viewer().shadowRoot.querySelector("[part=bar]")).position,
  };
};

const differ = (...selectors) => {
  const [a, b] = selectors.map((selector) => getComputedStyle(viewer().shadowRoot.querySelector(selector)));
  return ["color", "backgroundColor", "outlineStyle", "borderBlockEndWidth", "textDecorationLine"].some((name) => a[name] !== b[name]);
};
