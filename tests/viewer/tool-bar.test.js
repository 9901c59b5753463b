// The tool bar takes one row of a phone, makes room while the reader goes down, and its panels stay in
// the window.

import assert from "node:assert/strict";
import { engine } from "../harness/browser.js";
import { page } from "../harness/pages.js";
import { afterEach, beforeEach, it, only, suite } from "../harness/suite.js";

const WIDTHS = [320, 340, 360, 390, 430];
const PHONES = 360;
const STORY = page.articles[0].id;

suite("The tool bar", {}, (context) => {
  beforeEach(() => context.viewer.open());
  afterEach(() => context.viewer.run(() => viewer().removeAttribute("lang")));

  it("is one row of a phone in every view and language, also with a file of the reader's own", async () => {
    const { viewer } = context;
    await openOwn(viewer);
    for (const lang of ["en", "zh-Hans", "zh-Hant"]) {
      await viewer.run((lang) => (viewer().lang = lang), lang);
      for (const view of ["page", "list", "story", "source", "correcting"]) {
        await show(viewer, view);
        for (const width of WIDTHS) {
          assert.deepEqual(await viewer.run(rows, width), { toolbar: 1, find: 0, out: [] }, `${lang}, ${view}, ${width} px`);
        }
      }
    }
  });

  it("offers in the browser's dialog every kind of file that can be opened", async () => {
    const { viewer } = context;
    const accepted = await viewer.run(() => viewer().shadowRoot.querySelector("input[type=file]:not([webkitdirectory])").accept.split(","));
    for (const kind of [".txt", ".pdf", ".xml", ".hocr", ".html", ".md", ".json", "image/*"]) assert(accepted.includes(kind), `${kind} is grey in ${accepted}`);
  });

  it("leaves a phone one row to find in, with a sign for where to look and no sign of the browser's own", async () => {
    const { viewer } = context;
    await viewer.run(() => viewer().find("。"));
    for (const lang of ["en", "zh-Hans"]) {
      await viewer.run((lang) => (viewer().lang = lang), lang);
      await viewer.run(() => viewer().settled);
      for (const width of WIDTHS) {
        assert.deepEqual(await viewer.run(rows, width), { toolbar: 1, find: 1, out: [] }, `${lang}, ${width} px`);
      }
    }
    const field = await viewer.run(() => viewer().shadowRoot.querySelector("[part=find] input").getBoundingClientRect().width);
    assert(field >= 96, `the field is ${field} px wide`);
  });

  it("is as on a phone where the viewer is as narrow in a wide document", async () => {
    const { viewer } = context;
    await viewer.run(() => (viewer().style.width = "340px"));
    const { pad, width } = await viewer.run(() => {
      const { paddingInlineStart } = getComputedStyle(viewer().querySelector(".bm-main"));
      return { pad: paddingInlineStart, width: viewer().getBoundingClientRect().width };
    });
    assert.deepEqual({ pad, width }, { pad: "16px", width: 340 });
    await show(viewer, "source");
    assert.deepEqual(await viewer.run(() => {
      const { top, bottom } = viewer().shadowRoot.querySelector("[part=source]").getBoundingClientRect();
      return [top < bottom, Math.round(bottom - viewer().shadowRoot.querySelector("[part=reading]").getBoundingClientRect().top)];
    }), [true, 0], "source and reading stand one above the other");
  });

  it("has what there is no room for behind “More”, which keys open, and which keeps the focus", async () => {
    const { viewer } = context;
    await narrow(viewer);
    await viewer.pressToFocus("TAB", "[part=bar]");
    await viewer.pressToFocus("ARROW_RIGHT", "[data-act=more]");
    await viewer.press("ENTER");
    await viewer.focused("[part=more] button");
    assert.equal(await viewer.run(isExpanded), "true");
    await viewer.press("ESCAPE");
    await viewer.focused("[data-act=more]");
    assert.equal(await viewer.run(isExpanded), "false");
    for (const [act, opened] of [["save", "[part=save]"], ["keys", "dialog"]]) {
      await viewer.press("ENTER");
      await viewer.pressToFocus("ARROW_DOWN", `[data-act=${act}]`);
      await viewer.press("ENTER");
      await viewer.focused(opened);
      assert.equal(await viewer.run(isExpanded), "false", `${act} is chosen`);
      await viewer.press("ESCAPE");
      await viewer.focused("[data-act=more]");
    }
    await viewer.run(() => (document.body.style.width = ""));
    assert.deepEqual(await viewer.run(() => {
      const seen = (act) => viewer().shadowRoot.querySelector(`[data-act=${act}]`).getClientRects().length > 0;
      return [seen("more"), seen("save"), seen("correct"), seen("keys")];
    }), [false, true, true, true], "with room for all");
  });

  it("makes room on a phone while the reader goes down, and is back when they go up, when it has the focus and where a story opens", async () => {
    const { viewer } = context;
    await narrow(viewer);
    const height = await viewer.run(() => document.scrollingElement.scrollHeight);
    assert.equal(await scrolled(viewer, 600), true, "it makes room");
    assert.equal(await viewer.run(() => document.scrollingElement.scrollHeight), height, "nothing moves");
    assert.equal(await scrolled(viewer, -80), false, "it is back");
    assert.equal(await scrolled(viewer, 300), true);
    await viewer.pressToFocus("TAB", "[part=bar]");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=bar]").getBoundingClientRect().bottom > 0);
    assert.equal(await scrolled(viewer, 300), false, "it has the focus");
    await viewer.run(() => viewer().shadowRoot.activeElement.blur());
    await viewer.run(() => viewer().shadowRoot.querySelector("[data-act=type]").click());
    await viewer.focused("[part=type]");
    assert.equal(await scrolled(viewer, 300), false, "a panel of it is open");
    await viewer.run(() => viewer().shadowRoot.querySelector("[data-act=type]").click());
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=type]").hidden);
    await viewer.run(() => viewer().shadowRoot.activeElement?.blur());
    assert.equal(await scrolled(viewer, 300), true);
    await viewer.show("story", STORY);
    await viewer.until(() => !viewer().shadowRoot.querySelector("[part=bar]").matches(".away"));
    await viewer.run(() => (document.body.style.width = ""));
    await viewer.show("page");
    await viewer.run(() => scrollBy(0, 900));
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=bar]").getBoundingClientRect().top === 0);
  });

  it("says behind a button in what a text was read, and marks that where it is unsure or chosen by hand", async () => {
    const { viewer } = context;
    const button = () => viewer.run(() => {
      const node = viewer().shadowRoot.querySelector("[data-act=origin]");
      return node.hidden ? null : [node.hasAttribute("data-remark"), node.getAttribute("aria-label")];
    });
    await viewer.run(() => (viewer().lang = "en"));
    await viewer.run(() => viewer().settled);
    assert.equal(await button(), null, "the document's own text needs no such word");
    await openOwn(viewer);
    assert.deepEqual(await button(), [false, "How the text was read"]);
    await viewer.clickPart("[data-act=origin]");
    await viewer.focused("[part=encoding] select");
    await viewer.choose("[part=encoding] select", "GB18030");
    await viewer.run(() => viewer().settled);
    assert.deepEqual(await button(), [true, "How the text was read: GB18030"]);
    await viewer.run(() => viewer().open(new Uint8Array([0xe4, 0xe2, 0x0a])));
    const [marked, label] = await button();
    assert(marked && label.endsWith("but unsure"), label);
    await viewer.run(() => viewer().shadowRoot.querySelector("[part=encoding] select").focus());
    await viewer.press("ESCAPE");
    await viewer.focused("[data-act=origin]");
  });

  it("has panels that stay in the window, and a source view that does, also with a message and a file of the reader's own", async () => {
    const { viewer, browser } = context;
    await openOwn(viewer);
    await viewer.run(() => viewer().find("。"));
    for (const [width, height] of engine === "chromium" ? [[320, 640], [740, 360], [1440, 900]] : [[1000, 700]]) {
      if (engine === "chromium") await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
      else await viewer.resize(width, height);
      await viewer.show("page");
      await viewer.run(() => scrollTo(0, 0));
      for (const act of ["more", "save", "type", "origin"]) {
        const box = await viewer.run(panelOf, act);
        if (box) assert(box.top >= 0 && box.left >= 0 && box.right <= box.width && box.bottom <= box.height, `${act} at ${width} × ${height}: ${JSON.stringify(box)}`);
      }
      if (height < 480) continue;
      await viewer.show("source", STORY);
      await viewer.run(() => viewer().shadowRoot.querySelector("[part=notice]").replaceChildren("?"));
      await viewer.run(() => (viewer().shadowRoot.querySelector("[part=notice]").hidden = false));
      const [why, source, reading, window, all] = await viewer.run(() => {
        const bottom = (part) => viewer().shadowRoot.querySelector(`[part=${part}]`).getBoundingClientRect().bottom;
        return [bottom("why"), bottom("source"), bottom("reading"), innerHeight, document.scrollingElement.scrollHeight];
      });
      assert(Math.max(why, source, reading) <= window + 0.5 && all <= window + 1, `at ${width} × ${height}: ${[why, source, reading, window, all]}`);
    }
    if (engine === "chromium") await browser.devtools("Emulation.clearDeviceMetricsOverride");
  });

  it("has the buttons that its attribute chooses, and without any there is a way back to the page", async () => {
    const { viewer } = context;
    const shown = () => viewer.run(() => {
      const buttons = [...viewer().shadowRoot.querySelectorAll("[role=toolbar] button")].filter((node) => node.getClientRects().length > 0);
      return buttons.map(({ dataset }) => dataset.view ?? dataset.act);
    });
    await viewer.run(() => (viewer().bar = "compact"));
    assert.deepEqual(await shown(), ["page", "find", "type", "more"]);
    await viewer.clickPart("[data-act=more]");
    await viewer.focused("[part=more] [data-view=list]");
    await viewer.press("ENTER");
    await viewer.views("list");
    await viewer.run(() => (viewer().bar = "none"));
    assert.deepEqual(await shown(), ["page"]);
    await (await viewer.button("page")).click();
    await viewer.views("page");
    assert.deepEqual(await shown(), []);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=bar]").offsetHeight), 0);
    await viewer.show("story", STORY);
    assert.deepEqual(await shown(), ["page"]);
    await viewer.run(() => viewer().show("page"));
    await viewer.press("/");
    await viewer.focused("[part=find] input");
    await viewer.press("ESCAPE");
    await viewer.run(() => (viewer().bar = null));
    assert.deepEqual((await shown()).slice(0, 4), ["page", "list", "source", "find"]);
  });

  it("leaves what is about a page out of use while nothing is open", async () => {
    const { viewer } = context;
    const found = await viewer.run(async () => {
      const empty = document.createElement("banmian-viewer");
      empty.lang = "en";
      for (const name of ["files", "corrections"]) empty.toggleAttribute(name, true);
      document.body.prepend(empty);
      await empty.settled;
      const of = (...selectors) => selectors.map((selector) => empty.shadowRoot.querySelector(`[part=bar] ${selector}`).disabled);
      const asked = ["[data-view=page]", "[data-view=list]", "[data-view=source]", "[data-act=find]", "[data-act=correct]", "[data-act=open]"];
      const welcome = empty.shadowRoot.querySelector("[part=welcome]");
      const [first, second] = [...welcome.querySelectorAll("button")].map((node) => node.getBoundingClientRect());
      const before = [...of(...asked), welcome.checkVisibility(), welcome.innerText.includes("paste"), second.left - first.right >= 8];
      empty.text = "New library opens\n\nThe new library opened on Monday.";
      await empty.settled;
      const after = [...of(...asked), welcome.checkVisibility()];
      empty.remove();
      return [before, after];
    });
    assert.deepEqual(found, [[true, true, true, true, true, false, true, true, true], [false, false, false, false, false, false, false]]);
  });

  it("moves without a transition where the reader wants less motion", only(["chromium"], "only Chromium can be told what its user prefers"), async () => {
    const { viewer, browser } = context;
    const duration = () => viewer.run(() => getComputedStyle(viewer().shadowRoot.querySelector("[part=bar]")).transitionDuration);
    await browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value: "reduce" }] });
    assert.equal(await duration(), "0s");
    await browser.devtools("Emulation.setEmulatedMedia", { features: [] });
    assert.equal(await duration(), "0.2s");
  });
});

const isExpanded = () => viewer().shadowRoot.querySelector("[data-act=more]").getAttribute("aria-expanded");

// Opens the page as bytes, as a file of the reader's own is.
const openOwn = (viewer) => viewer.run(() => viewer().open(new File([viewer().text], "own.txt")));

const show = (viewer, view) => viewer.run(async (view, story) => {
  viewer().correcting = view === "correcting";
  await viewer().settled;
  if (view !== "correcting") await viewer().show(view, view === "page" || view === "list" ? null : story);
  await viewer().settled;
}, view, STORY);

// Makes the document as narrow as a phone; the bar is measured, and the page with it, before the next frame.
const narrow = (viewer) => viewer.run(async (width) => {
  document.body.style.width = `${width}px`;
  for (let frames = 0; frames < 2; frames += 1) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await viewer().settled;
}, PHONES);

// Makes the document as narrow, and counts the rows that the bar's controls stand in; what stands out of it.
const rows = (width) => {
  document.body.style.width = `${width}px`;
  const bar = viewer().shadowRoot.querySelector("[part=bar]");
  const speak = bar.querySelector("[data-act=speak]");
  const { hidden } = speak;
  if (viewer().view === "story") speak.hidden = false;
  const seen = [...bar.querySelectorAll("button, select, input:not([type=file]), output")].filter((node) => node.getClientRects().length > 0);
  const rowsIn = (selector) => {
    const boxes = seen.filter((node) => node.closest(selector)).map((node) => node.getBoundingClientRect());
    let [count, end] = [0, -1];
    for (const { top, bottom } of boxes.sort((a, b) => a.top - b.top)) {
      if (top >= end - 1) count += 1;
      end = Math.max(end, bottom);
    }
    return count;
  };
  const { left, right } = bar.getBoundingClientRect();
  const out = seen.filter((node) => node.getBoundingClientRect().left < left || node.getBoundingClientRect().right > right + 0.5).map((node) => node.outerHTML.slice(0, 60));
  const found = { toolbar: rowsIn("[role=toolbar]"), find: rowsIn("[part=find]"), out };
  speak.hidden = hidden;
  document.body.style.width = "";
  return found;
};

// Scrolls, and says whether the bar has made room by the time the document has said so.
const scrolled = (viewer, by) => viewer.run(async (by) => {
  await new Promise((done) => {
    addEventListener("scroll", () => requestAnimationFrame(done), { once: true });
    scrollBy({ top: by, behavior: "instant" });
  });
  const bar = viewer().shadowRoot.querySelector("[part=bar]");
  await Promise.all(bar.getAnimations().map(({ finished }) => finished));
  return bar.getBoundingClientRect().bottom <= 0;
}, by);

// The box of the panel that a button opens, beside the window's; null where the button is not seen.
const panelOf = (act) => {
  const button = viewer().shadowRoot.querySelector(`[data-act=${act}]`);
  const inside = button.closest("[part=more]");
  if (inside && button.getClientRects().length === 0) viewer().shadowRoot.querySelector("[data-act=more]").click();
  if (button.getClientRects().length === 0) return null;
  button.click();
  const { top, left, right, bottom } = viewer().shadowRoot.querySelector(`[part=${act}]`).getBoundingClientRect();
  button.click();
  return { top, left, right, bottom, width: innerWidth, height: innerHeight };
};
