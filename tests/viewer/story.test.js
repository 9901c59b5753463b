// One story, read: its measure, its time, and where its reader was.

import assert from "node:assert/strict";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { blocksInOrder, page } from "../harness/pages.js";
import { afterEach, it, only, suite } from "../harness/suite.js";

const length = (article) => blocksInOrder(article).reduce((sum, { text }) => sum + text.length, 0);
const longest = page.articles.reduce((a, b) => (length(b) > length(a) ? b : a)).id;
const HEADLINE = `[data-article='${longest}'] :is(h2 span[data-start], h2[data-start] a)`;

suite("A story", {}, (context) => {
  // places are kept for the session
  afterEach(() => context.viewer.run(() => sessionStorage.clear()));

  const opened = async () => {
    const { viewer } = context;
    await viewer.open(undefined, { width: 1100, height: 500 });
    await viewer.click(HEADLINE);
    await viewer.views("story", longest);
    return viewer;
  };

  it("has lines of about forty characters, and says how long it takes to read", async () => {
    const viewer = await opened();
    const [line, time] = await viewer.run(() => {
      const paragraph = document.querySelector("article[data-current] p[data-role=paragraph]");
      return [paragraph.clientWidth / parseFloat(getComputedStyle(paragraph).fontSize), paragraph.closest("article").querySelector("header").dataset.time];
    });
    assert(line >= 38 && line <= 42, `a line holds ${line} characters`);
    assert.match(time, /\d/);
  });

  it("has one number in the contents, the pager, the source and the address, though the page is laid out otherwise", async () => {
    const { viewer } = context;
    await viewer.open();
    const laidOut = await viewer.run(stories);
    assert.notDeepEqual(laidOut, [...laidOut].sort(), "the page is laid out in the order of the numbers");
    await viewer.show("list");
    const tops = await viewer.run(() => [...document.querySelectorAll("article")].map((node) => [node.getBoundingClientRect().top, node.dataset.number, node.dataset.article]).sort(([a], [b]) => a - b));
    assert.deepEqual(tops.map(([, number, id]) => [number, id]), page.articles.map(({ id }, i) => [`${i + 1}`, id]));
    await viewer.show("story", "a2");
    for (const [id, press] of [["a2"], ["a3", "n"], ["a2", "p"]]) {
      if (press) await viewer.press(press);
      await viewer.becomes(() => [location.hash, viewer().shadowRoot.querySelector(".place").textContent], [`#${id}`, `${id.slice(1)} / ${page.articles.length}`]);
    }
    await viewer.show("source");
    await viewer.until(() => [...document.querySelectorAll(".bm-source [data-piece]:not([data-article='-'])")].every(({ dataset }) => `a${dataset.number}` === dataset.article));
    await viewer.show("page");
    assert.deepEqual(await viewer.run(stories), laidOut, "the page is laid out as before");
    assert.equal(await viewer.run(() => document.querySelectorAll(".bm-stack:empty").length), 0);
  });

  it("opens where its reader left it", async () => {
    const viewer = await opened();
    for (let times = 0; times < 3; times += 1) await pageDown(viewer);
    const left = await viewer.run(firstPiece);
    assert(left > 0, "the story does not scroll");
    await viewer.press("ESCAPE");
    await viewer.views("page");
    await viewer.click(HEADLINE);
    await viewer.views("story", longest);
    await viewer.becomes(firstPiece, left);
  });

  it("leaves the page where it was, though that is deeper than the story", async () => {
    const viewer = await opened();
    await viewer.press("ESCAPE");
    await viewer.views("page");
    const last = (await viewer.all("article h2 a span[data-start], article h2[data-start] a")).at(-1);
    await viewer.run((node) => node.scrollIntoView({ block: "center", behavior: "instant" }), last);
    const deep = await viewer.run(() => scrollY);
    assert(deep > 200, "the page does not scroll");
    await last.click();
    await viewer.views("story");
    await viewer.press("ESCAPE");
    await viewer.until((deep) => viewer().view === "page" && Math.abs(scrollY - deep) < 2, deep);
  });

  it("turns to the next when a finger is drawn to the side, and not when it is drawn down", only(["chromium", "firefox"], "WebKitGTK's driver has no fingers"), async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.click("article h2 a");
    await viewer.views("story");
    const first = await viewer.run(() => viewer().story);
    await draw(viewer, [700, 500], [700, 250]);
    assert.equal(await viewer.run(() => viewer().story), first, "scrolling turns to another story");
    await draw(viewer, [800, 400], [500, 410]);
    await viewer.until((first) => viewer().view === "story" && viewer().story !== first, first);
    await draw(viewer, [500, 400], [800, 390]);
    await viewer.views("story", first);
  });
});

const stories = () => [...document.querySelectorAll(".bm-stories article")].map(({ dataset }) => dataset.article);

// Presses Page Down, and waits until the document has come to rest.
const pageDown = async (viewer) => {
  const before = await viewer.run(() => scrollY);
  await viewer.press("PAGE_DOWN");
  await viewer.until(async (before) => {
    const at = scrollY;
    await new Promise((later) => setTimeout(later, 60));
    return at === scrollY && (at > before || at + innerHeight >= document.scrollingElement.scrollHeight - 1);
  }, before);
};

// Which of the story's pieces is the first that is not behind the bar.
const firstPiece = () => {
  const { bottom } = viewer().shadowRoot.querySelector("[part=bar]").getBoundingClientRect();
  const pieces = [...document.querySelectorAll("article[data-current] [data-start]")];
  return pieces.findIndex((piece) => piece.getBoundingClientRect().bottom > Math.max(0, bottom) + 4);
};

// Draws a finger over the screen.
const draw = (viewer, [x, y], [toX, toY]) => {
  const finger = new Pointer("finger", Pointer.Type.TOUCH);
  const move = (x, y, duration) => finger.move({ x, y, duration });
  const strokes = [move(x, y, 0), finger.press(), move((x + toX) / 2, (y + toY) / 2, 60), move(toX, toY, 60), finger.release()];
  return viewer.driver.actions({ async: true }).insert(finger, ...strokes).perform();
};
