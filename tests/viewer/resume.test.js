// A reader who comes back to an edition is offered to go on where they were.

import assert from "node:assert/strict";
import { join } from "node:path";
import { assertNoViolations } from "../harness/axe.js";
import { answer, forgetAll, offered } from "../harness/kept.js";
import { page, writeFiles } from "../harness/pages.js";
import { before, beforeEach, it, only, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

const story = (headline, ...lines) => `${headline}\n\n本报讯 ${lines.join("\n")}\n`;
const FIRST = story("青石桥昨日通车", "昨日上午，青石桥建成通车，两岸往来只要五分钟。");
const SECOND = `${story("河西菜市场搬新址", "本月起，河西菜市场搬到新址，摊位比原来多一倍。", "摊主们说，新市场亮堂，雨天也不用打伞。", "本周末市场照常营业，停车免费两小时。")}\n${story("最后一班渡船停航", ...Array.from({ length: 60 }, (_, i) => `昨晚第${i + 1}班渡船靠岸，渡口从此停航，老何把缆绳挂上木桩。`))}`;
const OFFERED = "You were reading “最后一班渡船停航” on page 2.";

suite("A reader who comes back", { inOne: true }, (context) => {
  let files;
  before(() => {
    const folder = writeFiles(join(context.folder, "resume"), { "1.txt": FIRST, "2.txt": SECOND });
    files = ["1.txt", "2.txt"].map((name) => join(folder, name));
  });
  beforeEach(async () => {
    await context.viewer.open(undefined, { width: 1000, height: 600 });
    await forgetAll(context.viewer);
    await context.viewer.run(() => localStorage.setItem("banmian.keep-files", "no"));
  });

  // The edition, opened by a reader who comes in anew.
  const opened = async () => {
    const { viewer } = context;
    await viewer.open(undefined, { width: 1000, height: 600 });
    await viewer.run(() => void (viewer().lang = "en"));
    await viewer.pick(...files);
    await viewer.shows(FIRST, 0);
    return viewer;
  };
  // Reads far into the second story of the second page, and leaves.
  const read = async () => {
    const viewer = await opened();
    await viewer.run(() => viewer().show("story", "a2", 1));
    await viewer.shows(SECOND, 1);
    // until then the story may be brought to its beginning
    await viewer.run(() => viewer().settled);
    await viewer.run(() => [...document.querySelectorAll("article[data-current] [data-start]")][30].scrollIntoView({ block: "start", behavior: "instant" }));
    const piece = await viewer.until(() => {
      const [, start] = Object.entries(sessionStorage).find(([key]) => key.endsWith(":a2")) ?? [];
      const { bottom } = viewer().shadowRoot.querySelector("[part=bar]").getBoundingClientRect();
      const pieces = [...document.querySelectorAll("article[data-current] [data-start]")];
      const first = pieces.findIndex((piece) => piece.getBoundingClientRect().bottom > Math.max(0, bottom) + 4);
      if (first > 20 && pieces[first].dataset.start === start) return first;
      // the bar has made room since, so that another piece is the first: it is kept as the reader goes on
      scrollBy({ top: 1, behavior: "instant" });
      return null;
    });
    await viewer.run(() => sessionStorage.clear());
    return piece;
  };

  it("is offered the story and its page, and is back where the text was, by a press", async () => {
    const piece = await read();
    const viewer = await opened();
    await viewer.becomes(offered, OFFERED);
    assert.equal(await viewer.run(() => location.hash), "", "the place is gone to before that is asked for");
    await answer(viewer, "Go on");
    await viewer.shows(SECOND, 1);
    await viewer.views("story", "a2");
    await viewer.becomes(firstPiece, piece);
    assert.equal(await viewer.run(() => location.hash), "#p2/a2");
  });

  it("is left alone after doing anything else, and when they put the offer aside", async () => {
    await read();
    const ways = {
      "Escape": async (viewer) => {
        await viewer.press("TAB");
        await viewer.focused("[part=offer]");
        await viewer.press("ESCAPE");
      },
      "the cross": (viewer) => answer(viewer, "Close"),
      "another key": (viewer) => viewer.press("ARROW_DOWN"),
      "a press elsewhere": (viewer) => viewer.point([500, 300], 1),
      "another view": (viewer) => viewer.show("list"),
    };
    for (const [way, act] of Object.entries(ways)) {
      const viewer = await opened();
      await viewer.becomes(offered, OFFERED);
      await act(viewer);
      await viewer.becomes(offered, null).catch((error) => assert.fail(`${way}: ${error}`));
      await viewer.run(() => viewer().settled);
      if (way === "another view") assert.equal(await viewer.run(() => viewer().view), "list");
    }
  });

  it("is not stopped by it: Tab goes on, and nothing on the page has moved", async () => {
    await read();
    const viewer = await opened();
    const tops = () => [...document.querySelectorAll("article")].map((node) => node.getBoundingClientRect().top);
    const before = await viewer.run(tops);
    await viewer.becomes(offered, OFFERED);
    assert.deepEqual(await viewer.run(tops), before);
    assert.equal(await viewer.run(() => document.activeElement === document.body || document.activeElement === viewer()), true, "the offer takes the focus");
    await viewer.pressToFocus("TAB", "[part=bar]");
    assert.equal(await viewer.run(offered), OFFERED);
  });

  it("is offered nothing where they left at the start, or where the address names a place", async () => {
    await read();
    const viewer = await opened();
    await viewer.becomes(offered, OFFERED);
    await viewer.run(() => viewer().show("story", "a1", 0));
    await viewer.show("page");
    await opened();
    await viewer.run(() => viewer().settled);
    assert.equal(await viewer.run(offered), null, "the start is offered");

    const last = page.articles.at(-1).id;
    await viewer.open();
    await viewer.show("story", last);
    await viewer.open();
    await viewer.until((id) => viewer().shadowRoot.querySelector("[part=offer] p")?.textContent.includes(id), page.articles.at(-1).headline.text.slice(0, 2));
    await viewer.run(() => void (location.hash = "#a1"));
    await viewer.driver.navigate().refresh();
    await viewer.until(() => viewer()?.state === "ready" && viewer().story === "a1");
    await viewer.run(() => viewer().settled);
    assert.equal(await viewer.run(offered), null, "an address is not believed");
  });

  it("has left nothing behind in a document that the viewer is a part of", async () => {
    const viewer = await opened();
    await viewer.run(() => viewer().removeAttribute("hash"));
    const before = await viewer.run(() => Object.keys(localStorage));
    await viewer.run(() => viewer().show("story", "a2", 1));
    await viewer.shows(SECOND, 1);
    await viewer.run(() => viewer().settled);
    assert.deepEqual(await viewer.run(() => Object.keys(localStorage)), before);
  });

  it("breaks no rule of accessibility, and fits a window of 320 pixels", only(["chromium"], "is the same everywhere"), async () => {
    await read();
    const viewer = await opened();
    await viewer.resize(320, 600);
    await viewer.becomes(offered, OFFERED);
    assert.equal(await viewer.run(() => document.documentElement.scrollWidth <= innerWidth), true);
    await assertNoViolations(viewer, "the offer");
  });
});

suite("A reader whose browser keeps nothing", {}, (context) => {
  it("is offered nothing, and reads on", async () => {
    const { viewer, folder } = context;
    const address = variant(folder, "no-storage", () => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } }));
    await viewer.open(address);
    await viewer.show("story", "a2");
    await viewer.open(address);
    await viewer.run(() => viewer().settled);
    assert.deepEqual(await viewer.run(() => [viewer().view, viewer().shadowRoot.querySelector("[part=offer]")?.checkVisibility() ?? false]), ["page", false]);
  });
});

// Which of the story's pieces is the first that is not behind the bar.
const firstPiece = () => {
  const { bottom } = viewer().shadowRoot.querySelector("[part=bar]").getBoundingClientRect();
  const pieces = [...document.querySelectorAll("article[data-current] [data-start]")];
  return pieces.findIndex((piece) => piece.getBoundingClientRect().bottom > Math.max(0, bottom) + 4);
};
