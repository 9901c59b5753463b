// Between the articles and their source, or their facsimile, lines fly from where they stood to where they
// stand: what is shown in the end is as without that.

import assert from "node:assert/strict";
import { text } from "../harness/pages.js";
import { documentOf, SHEET, TEXT } from "../harness/printed-page.js";
import { afterEach, before, it, only, suite } from "../harness/suite.js";
import { writeDocument } from "../harness/variants.js";

const inFlight = () => viewer().shadowRoot.querySelectorAll(".flight > *").length;

// Shows a view, and tells what flew, how long, and what is left of it when all stands.
const shown = async (view, story = null) => {
  const frames = [];
  const { animate } = Element.prototype;
  Element.prototype.animate = function (...given) {
    const animation = animate.apply(this, given);
    frames.push([Boolean(this.closest(".flight") && this.localName === "span"), animation.effect.getComputedTiming().endTime, animation.effect.getKeyframes().map(({ transform, opacity }) => (transform ?? "none") !== "none" || opacity !== undefined)]);
    return animation;
  };
  await viewer().show(view, story);
  const copies = viewer().shadowRoot.querySelectorAll(".flight > *").length;
  await viewer().settled;
  Element.prototype.animate = animate;
  return {
    lines: frames.filter(([isLine]) => isLine).length,
    copies,
    ms: Math.max(0, ...frames.map(([, end]) => end)),
    left: [viewer().shadowRoot.querySelectorAll(".flight").length, document.getAnimations().length, viewer().querySelectorAll(".bm-main [style], .bm-source .bm-line [style]").length],
  };
};

// Where everything stands, and what has the focus.
const standing = () => {
  const places = [...document.querySelectorAll("[data-start]")].map((node) => [node.dataset.start, ...["x", "y", "width", "height"].map((side) => Math.round(node.getBoundingClientRect()[side]))].join());
  return [places, scrollY, document.activeElement.outerHTML.slice(0, 60), viewer().shadowRoot.querySelector("[role=status]").textContent];
};

suite("Lines fly between the articles and their source", {}, (context) => {
  const inChromium = only(["chromium"], "only Chromium can be told what its user prefers");
  const prefer = (value) => context.browser.devtools("Emulation.setEmulatedMedia", { features: value ? [{ name: "prefers-reduced-motion", value }] : [] });
  let address = "";
  before(() => (address = writeDocument(context.folder, "moving", documentOf({ text }))));
  afterEach(() => context.viewer.run(() => localStorage.clear()));

  const open = async (url = address) => {
    const { viewer } = context;
    await viewer.open(url);
    // as where the pointer has come to the tool bar
    await viewer.run(() => viewer().shadowRoot.querySelector("[part=bar]").dispatchEvent(new Event("pointerover")));
    await viewer.run(() => viewer().settled);
    await viewer.run(shown, "source");
    await viewer.run(shown, "page");
    return viewer;
  };

  it("there and back, in a third of a second, and nothing is left of it", async () => {
    const viewer = await open();
    for (const [view, story] of [["source", null], ["page", null], ["source", "a1"], ["story", "a1"], ["source", "a1"]]) {
      const { lines, copies, ms, left } = await viewer.run(shown, view, story);
      assert(lines > 4 && lines <= 300, `${view}: ${lines} lines flew`);
      assert.equal(copies, lines, "the view stands before they land");
      assert(ms <= 350, `${view}: ${ms} ms`);
      assert.deepEqual(left, [0, 0, 0], view);
    }
  });

  it("at the press of a button, the first time", async () => {
    const { viewer } = context;
    await viewer.open(address);
    await viewer.run(() => {
      const { animate } = Element.prototype;
      // drivers have a world of their own in some browsers
      const { dataset } = document.documentElement;
      dataset.flown = "0";
      Element.prototype.animate = function (...given) {
        dataset.flown = String(Number(dataset.flown) + 1);
        return animate.apply(this, given);
      };
    });
    const button = await viewer.button("source");
    const { x, y, width, height } = await button.getRect();
    await viewer.point([x + width / 2, y + height / 2]);
    // what is loaded for that, the pointer being there, brings a style as well
    await viewer.until(() => viewer().shadowRoot.adoptedStyleSheets[1].cssRules.length > 0);
    await button.click();
    await viewer.views("source");
    await viewer.until(() => document.querySelector(".bm-source") !== null);
    await viewer.run(() => viewer().settled);
    assert(await viewer.run(() => Number(document.documentElement.dataset.flown)) > 4);
  });

  it("to and from the facsimile", async () => {
    const viewer = await open(writeDocument(context.folder, "printed", documentOf({ text: TEXT, sheet: SHEET })));
    await viewer.run(shown, "facsimile");
    for (const view of ["page", "facsimile", "page"]) {
      const { lines, left } = await viewer.run(shown, view);
      assert(lines > 10, `${view}: ${lines} lines flew`);
      assert.deepEqual(left, [0, 0, 0], view);
    }
  });

  it("and everything stands at once where it stands without that, with the focus and what is said", inChromium, async () => {
    const viewer = await open();
    const walk = async () => {
      const seen = [];
      for (const [view, story] of [["source", null], ["page", null], ["story", "a1"], ["source", "a1"], ["page", null]]) {
        await viewer.run((view, story) => viewer().show(view, story), view, story);
        seen.push(await viewer.run(standing));
        await viewer.run(() => viewer().settled);
        seen.push(await viewer.run(standing));
      }
      return seen;
    };
    // from where the last one ended
    await walk();
    const moving = await walk();
    await prefer("reduce");
    const still = await walk();
    await prefer(null);
    assert.deepEqual(moving, still);
  });

  it("not where the reader wants less motion", inChromium, async () => {
    const viewer = await open();
    await prefer("reduce");
    for (const view of ["source", "page"]) assert.equal((await viewer.run(shown, view)).lines, 0);
    await prefer(null);
  });

  it("until the reader does something else", async () => {
    const viewer = await open();
    await viewer.run(() => {
      const { animate } = Element.prototype;
      Element.prototype.animate = function (frames, how) {
        const animation = animate.call(this, frames, how);
        animation.playbackRate = 0.005;
        return animation;
      };
      viewer().show("source");
    });
    await viewer.until(inFlight);
    await viewer.press("SHIFT");
    await viewer.becomes(inFlight, 0);
    await viewer.run(() => void viewer().show("page"));
    await viewer.until(inFlight);
    await viewer.run(() => viewer().show("list"));
    assert.equal(await viewer.run(inFlight), 0);
  });

  it("not where lines run down", async () => {
    const viewer = await open();
    await viewer.run(() => (viewer().writing = "vertical"));
    await viewer.run(() => viewer().settled);
    assert.equal((await viewer.run(shown, "source")).lines, 0);
    assert.equal((await viewer.run(shown, "page")).lines, 0);
  });
});
