// The keyboard is enough, and the focus is never lost.

import assert from "node:assert/strict";
import { page } from "../harness/pages.js";
import { beforeEach, it, suite } from "../harness/suite.js";

const BAR = "[part=bar]";
const PIECE = ".bm-source [data-piece]";

suite("With the keyboard alone", {}, (context) => {
  beforeEach(() => context.viewer.open());

  it("Tab reaches the tool bar, the arrow keys go through it, and Enter shows the contents", async () => {
    const { viewer } = context;
    await viewer.pressToFocus("TAB", BAR);
    await viewer.pressToFocus("ARROW_RIGHT", "[data-view=list]");
    await viewer.press("ENTER");
    await viewer.views("list");
  });

  it("single keys are heard at once, before anything has the focus", async () => {
    const { viewer } = context;
    assert.equal(await viewer.run(() => document.activeElement === document.body), true);
    await viewer.press("2");
    await viewer.views("list");
    await viewer.run(() => document.activeElement.blur());
    await viewer.press("1");
    await viewer.views("page");
    await viewer.run(() => document.activeElement.blur());
    await viewer.press("?");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=keys]")?.open);
  });

  it("Tab reaches every story of the contents, and Enter opens it", async () => {
    const { viewer } = context;
    await viewer.show("list");
    const story = page.articles.at(-1).id;
    await viewer.pressToFocus("TAB", `article[data-article=${story}]`);
    await viewer.press("ENTER");
    await viewer.views("story", story);
  });

  it("the focus is on the story that is opened, and back on its headline when Escape leaves it", async () => {
    const { viewer } = context;
    const story = page.articles.at(-1).id;
    await viewer.pressToFocus("TAB", `article[data-article=${story}]`);
    await viewer.press("ENTER");
    await viewer.views("story", story);
    await viewer.until((story) => document.activeElement.matches(`article[data-article=${story}]`), story);
    await viewer.press("ESCAPE");
    await viewer.views("page");
    await viewer.until((story) => document.activeElement.matches(`article[data-article=${story}] h2 a`), story);
  });

  it("Escape leaves a story that n has led to for its headline", async () => {
    const { viewer } = context;
    await viewer.show("story", page.articles[0].id);
    await viewer.focused("article[data-current]");
    await viewer.press("n");
    await viewer.until((first) => viewer().view === "story" && viewer().story !== first, page.articles[0].id);
    await viewer.focused("article[data-current]");
    const story = await viewer.run(() => viewer().story);
    await viewer.press("ESCAPE");
    await viewer.views("page");
    await viewer.until((story) => document.activeElement.matches(`article[data-article=${story}] h2 a`), story);
  });

  it("Shift+Tab leads from a headline to the tool bar, and the arrow keys through the source, where Enter marks a piece", async () => {
    const { viewer } = context;
    await viewer.pressToFocus("TAB", "article h2 a");
    await viewer.pressToFocus(["SHIFT", "TAB"], BAR);
    await viewer.pressToFocus("ARROW_RIGHT", "[data-view=source]");
    await viewer.press("ENTER");
    await viewer.views("source");
    await viewer.pressToFocus("TAB", PIECE);
    const first = await viewer.run(() => document.activeElement.dataset.start);
    await viewer.press("ARROW_DOWN");
    await viewer.until((first, piece) => document.activeElement.matches(piece) && document.activeElement.dataset.start !== first, first, PIECE);
    await viewer.press("ENTER");
    await viewer.until(() => {
      const { start } = document.activeElement.dataset;
      return document.querySelector(`.bm-page [data-start="${start}"]`)?.getAttribute("aria-current") === "true";
    });
  });

  it("a single key is heard by a viewer in another document only where it has the focus: 2 shows the contents, 1 the page", async () => {
    const { viewer } = context;
    await viewer.run(() => {
      viewer().removeAttribute("hash");
      document.body.append(viewer());
    });
    await viewer.press("2");
    assert.equal(await viewer.run(() => viewer().view), "page", "a key is heard that was not the viewer's");
    await viewer.pressToFocus("TAB", BAR);
    await viewer.press("2");
    await viewer.views("list");
    await viewer.press("1");
    await viewer.views("page");
  });

  it("? opens the list of keys, which Tab does not leave; Escape closes it and gives the focus back", async () => {
    const { viewer } = context;
    await viewer.pressToFocus("TAB", BAR);
    const before = await viewer.run(() => viewer().shadowRoot.activeElement.outerHTML);
    await viewer.press("?");
    await viewer.until(() => viewer().shadowRoot.querySelector("dialog")?.open === true);
    const groups = await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("dialog section")].map((group) => [group.querySelector("h3").textContent !== "", group.querySelectorAll("dt").length > 1]));
    assert.deepEqual(groups, [[true, true], [true, true], [true, true]], "by where they are of use");
    for (let times = 0; times < 6; times += 1) {
      await viewer.press("TAB");
      const outside = await viewer.run(() => {
        const { activeElement } = viewer().shadowRoot;
        return activeElement === null || activeElement.closest("dialog") !== null ? null : activeElement.outerHTML;
      });
      assert.equal(outside, null, "Tab leaves the list of keys");
    }
    await viewer.press("ESCAPE");
    await viewer.until(() => viewer().shadowRoot.querySelector("dialog").open === false);
    await viewer.until((before) => viewer().shadowRoot.activeElement?.outerHTML === before, before);
  });
});
