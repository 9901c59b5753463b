// The settings of the type: chosen in the panel, kept, given as attributes and by a host's style.

import assert from "node:assert/strict";
import { afterEach, beforeEach, it, suite } from "../harness/suite.js";

const DARK = "rgb(23, 22, 19)";

suite("The settings of the type", {}, (context) => {
  beforeEach(() => context.viewer.open());
  afterEach(() => context.viewer.run(() => localStorage.clear()));

  it("are chosen with the keys in a panel that opens on its first and that Escape closes to its button", async () => {
    const { viewer } = context;
    await viewer.pressToFocus("TAB", "[part=bar]");
    await viewer.pressToFocus("ARROW_RIGHT", "[data-act=type]");
    await viewer.press("ENTER");
    await viewer.focused("[name=theme]");
    await viewer.pressToFocus("ARROW_RIGHT", "[value=dark]");
    await viewer.until(hasGround, DARK);
    const words = await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=type] :is(legend, label, button)")].map(({ textContent }) => textContent));
    assert(words.length > 0);
    assert.deepEqual(words.filter((word) => word.includes("type.")), [], "the panel lacks words");
    await viewer.press("ESCAPE");
    await viewer.focused("[data-act=type]");
    assert(await viewer.run(() => viewer().shadowRoot.querySelector("[part=type]").hidden));
  });

  it("are those chosen when the page is opened again, until they are reset", async () => {
    const { viewer } = context;
    await openPanel(viewer);
    await viewer.clickPart("[part=type] [data-value=dark]");
    await viewer.until(hasGround, DARK);
    await viewer.open();
    await viewer.until(hasGround, DARK);
    await openPanel(viewer);
    await viewer.clickPart("[part=type] p button:first-child");
    await viewer.until(() => !viewer().hasAttribute("theme"));
    await viewer.open();
    assert(await viewer.run(() => !viewer().hasAttribute("theme")), "the theme is dark again");
  });

  it("leave nothing behind when they are reset, though what they asked for is still under way", async () => {
    const { viewer } = context;
    const shown = () => viewer.run(() => [document.querySelector(".bm-page").innerHTML, document.querySelector(".bm-page").lang, ...["theme", "script", "punctuation", "writing"].map((name) => viewer().getAttribute(name))]);
    const before = await shown();
    await openPanel(viewer);
    const between = await viewer.run(async () => {
      const panel = viewer().shadowRoot.querySelector("[part=type]");
      for (const one of ["[data-value=vertical]", "[data-value=hant]", "[data-value=sepia]", "[name=punctuation]"]) {
        panel.querySelector(one).click();
        // what changes in one task is taken together: each is to be a wish of its own
        await Promise.resolve();
      }
      const chosen = ["writing", "script", "theme", "punctuation"].map((name) => viewer()[name]);
      panel.querySelector("p button:first-child").click();
      await viewer().settled;
      return chosen;
    });
    assert.deepEqual(between, ["vertical", "hant", "sepia", "source"]);
    assert.deepEqual(await shown(), before);
  });

  it("are a document's attributes before what was chosen, and change with the properties", async () => {
    const { viewer } = context;
    const found = await viewer.run(async (text) => {
      localStorage.setItem("banmian.type", JSON.stringify({ size: "80", theme: "sepia", punctuation: "full" }));
      const element = document.createElement("banmian-viewer");
      const set = { size: "150", leading: "2", measure: "20", theme: "light", font: "hei", columns: "1" };
      for (const [name, value] of Object.entries(set)) element.setAttribute(name, value);
      document.body.append(element);
      element.text = text;
      await element.ready;
      const page = getComputedStyle(element.querySelector(".bm-page"));
      const found = {
        size: page.fontSize,
        leading: page.lineHeight,
        paper: getComputedStyle(element).backgroundColor,
        narrow: element.querySelector(".bm-main").clientWidth < 33 * 25.5 + 100,
        properties: Object.keys(set).map((name) => element[name]),
        chosenBefore: element.punctuation,
      };
      element.show("story", "a1");
      found.measure = getComputedStyle(element.querySelector(".bm-stories")).maxInlineSize;
      element.theme = "dark";
      found.theme = element.getAttribute("theme");
      element.remove();
      return found;
    }, TEXT);
    assert.deepEqual(found, {
      size: "25.5px", leading: "51px", paper: "rgb(255, 255, 255)", narrow: true, measure: "510px",
      properties: ["150", "2", "20", "light", "hei", "1"], chosenBefore: "full", theme: "dark",
    });
  });

  it("may be those of a host's style", async () => {
    const { viewer } = context;
    await viewer.run(async (text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("#styled { --banmian-writing: vertical }");
      document.adoptedStyleSheets.push(sheet);
      const element = Object.assign(document.createElement("banmian-viewer"), { id: "styled" });
      document.body.append(element);
      element.text = text;
      await element.ready;
    }, TEXT);
    await viewer.until(() => getComputedStyle(document.querySelector("#styled .bm-page")).writingMode === "vertical-rl");
    await viewer.run(() => document.querySelector("#styled").remove());
  });
});

const TEXT = "市图书馆新馆昨日开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。";

const hasGround = (colour) => getComputedStyle(viewer()).backgroundColor === colour;

const openPanel = async (viewer) => {
  await viewer.clickPart("[data-act=type]");
  await viewer.until(() => !viewer().shadowRoot.querySelector("[part=type]").hidden);
};
