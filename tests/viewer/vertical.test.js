// Vertical lines: they run from right to left, and wheel and keys go along them.

import assert from "node:assert/strict";
import { page } from "../harness/pages.js";
import { before, beforeEach, it, only, suite } from "../harness/suite.js";

const HEADLINE = `article[data-article=${page.articles[0].id}] h2 [data-start]`;

suite("Vertical lines", {}, (context) => {
  // chosen in the panel once, they hold for the tests that follow
  before(async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.clickPart("[data-act=type]");
    await viewer.clickPart("[part=type] [data-value=vertical]");
    await viewer.until(isVertical);
    await viewer.press("ESCAPE");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=type]").hidden);
  });

  beforeEach(async () => {
    await context.viewer.run(() => sessionStorage.clear());
    await context.viewer.open();
    await context.viewer.until(isVertical);
  });

  const show = async (view) => {
    const { viewer } = context;
    if (view === "story") await viewer.click(HEADLINE);
    await viewer.views(view);
    await viewer.until(isVertical);
    assert(await viewer.run(() => document.scrollingElement.scrollWidth <= innerWidth + 1), "the document becomes wide");
    await viewer.until(isAtStart);
    return viewer;
  };

  for (const view of ["page", "story"]) {
    it(`of the ${view} are read leftwards with the wheel, while the document stays as wide as the window`, only(["chromium", "firefox"], "WebKitGTK's driver has no wheel"), async () => {
      const viewer = await show(view);
      await wheel(viewer, 300);
      await viewer.until(isAhead);
      await wheel(viewer, -900);
      await viewer.until(isAtStart);
    });

    it(`of the ${view} are read leftwards with Page Down, from where Home leads back, while the document stays as wide as the window`, async () => {
      const viewer = await show(view);
      // a story has the focus within
      await viewer.pressToFocus(view === "story" ? ["SHIFT", "TAB"] : "TAB", "[part=reading]");
      await viewer.press("PAGE_DOWN");
      await viewer.until(isAhead);
      await viewer.press("HOME");
      await viewer.until(isAtStart);
    });
  }

  it("of a story open where they were left", async () => {
    const { viewer } = context;
    await show("story");
    await viewer.resize(500, 600);
    await viewer.pressToFocus(["SHIFT", "TAB"], "[part=reading]");
    await viewer.press("PAGE_DOWN");
    await viewer.until(isAhead);
    await viewer.until(isAtRest);
    const left = await viewer.run(firstPiece);
    await viewer.press("ESCAPE");
    await viewer.views("page");
    await viewer.click(HEADLINE);
    await viewer.views("story");
    await viewer.becomes(firstPiece, left);
  });

  it("are horizontal again when the settings are reset", async () => {
    const { viewer } = context;
    await viewer.clickPart("[data-act=type]");
    await viewer.clickPart("[part=type] p button:first-child");
    await viewer.until(() => getComputedStyle(document.querySelector(".bm-page")).writingMode === "horizontal-tb");
    await viewer.clickPart("[part=type] [data-value=vertical]");
    await viewer.until(isVertical);
  });
});

const isVertical = () => getComputedStyle(document.querySelector(".bm-page")).writingMode === "vertical-rl";
const isAtStart = () => viewer().shadowRoot.querySelector("[part=reading]").scrollLeft > -2;
const isAhead = () => viewer().shadowRoot.querySelector("[part=reading]").scrollLeft < -100;

const isAtRest = async () => {
  const reading = viewer().shadowRoot.querySelector("[part=reading]");
  const before = reading.scrollLeft;
  await new Promise((later) => setTimeout(later, 60));
  return before === reading.scrollLeft;
};

// Where the first piece of the story begins that has not been scrolled past.
const firstPiece = () => {
  const { right } = viewer().shadowRoot.querySelector("[part=reading]").getBoundingClientRect();
  const pieces = [...document.querySelectorAll("article[data-current] [data-start]")];
  return pieces.find((piece) => right - piece.getBoundingClientRect().left > 4)?.dataset.start ?? null;
};

const wheel = (viewer, by) => viewer.driver.actions({ async: true }).scroll(500, 500, 0, by).perform();
