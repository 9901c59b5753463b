// The overviews of an edition of hundreds of pages: what is far from what is seen is not in the document, and
// nothing is missing where the reader comes.

import assert from "node:assert/strict";
import { editionOf, openPages } from "../harness/editions.js";
import { before, beforeEach, it, suite } from "../harness/suite.js";

const COUNT = 220;

suite("A long edition", { inOne: true }, (context) => {
  before(async () => {
    const { viewer } = context;
    await viewer.open(undefined, { width: 1200, height: 800 });
    await viewer.run(() => {
      localStorage.clear();
      viewer().lang = "en";
    });
    await openPages(viewer, editionOf(COUNT));
  });
  beforeEach(() => context.viewer.show("page"));

  const stories = 3 * COUNT;
  // Who is waited for to be drawn is drawn in a frame or two.
  const seen = (viewer, view, last) => viewer.until((view, last) => {
    const leaf = document.querySelector(`.bm-${view} [data-leaf="${last}"]`);
    return leaf?.querySelectorAll(".bm-entry").length === 3 && leaf.getBoundingClientRect().top < innerHeight;
  }, view, last);

  it("has the entries of those pages in its contents that are near, and the others when they come near", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await viewer.becomes(said, `${stories} of ${stories} stories`);
    await seen(viewer, "contents", 0);
    const names = await viewer.run(() => document.querySelectorAll(".bm-contents .bm-page-name").length);
    assert.equal(names, COUNT, "each page is named");
    await few(viewer);
    await toEnd(viewer);
    await few(viewer);
    await viewer.run(() => scrollTo(0, 0));
    await seen(viewer, "contents", 0);
  });

  it("is led back to the entry of a story that was opened, wherever that stands", async () => {
    const { viewer } = context;
    await viewer.show("list");
    const last = `.bm-contents .bm-entry[data-page="${COUNT - 1}"][data-article="a1"] a`;
    await toEnd(viewer);
    await viewer.run((last) => document.querySelector(last).click(), last);
    await viewer.views("story", "a1");
    await viewer.press("ESCAPE");
    await isFocused(viewer, last);
    await viewer.run(() => viewer().turn(40));
    await viewer.show("story", "a2");
    await viewer.show("list");
    await isFocused(viewer, '.bm-contents .bm-entry[data-page="40"][data-article="a2"] a');
  });

  it("is filtered and ordered as a whole", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await choose(viewer, "Order", "longest");
    await viewer.becomes(said, `${stories} of ${stories} stories`);
    await viewer.until(() => document.querySelector(".bm-flat .bm-entry") !== null);
    await few(viewer);
    await toEnd(viewer);
    await choose(viewer, "Order", "printed");
    await choose(viewer, "Byline", "周渡");
    await viewer.becomes(said, `${COUNT} of ${stories} stories`);
    await viewer.until(() => [...document.querySelectorAll(".bm-contents .bm-entry")].filter((node) => node.checkVisibility()).every((node) => node.textContent.includes("周渡")));
    await choose(viewer, "Byline", "");
    await viewer.becomes(said, `${stories} of ${stories} stories`);
  });

  it("has its front page drawn as it is read, and all of its contents on paper", async () => {
    const { viewer } = context;
    await viewer.show("front");
    await viewer.until(() => document.querySelector('.bm-front [data-leaf="1"] .bm-entry') !== null);
    await few(viewer);
    await toEnd(viewer);
    await viewer.show("list");
    await viewer.run(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await viewer.run(() => document.querySelectorAll(".bm-contents .bm-entry").length), stories);
    await viewer.run(() => dispatchEvent(new Event("afterprint")));
    await few(viewer);
  });
});

const said = () => document.querySelector(".bm-contents .bm-count")?.textContent;

// Waits until few entries stand there of the hundreds that there are, where the browser anchors what is read.
const few = (viewer) => viewer.until(() => !CSS.supports("overflow-anchor", "auto") || document.querySelectorAll(".bm-edition:not([hidden]) .bm-entry").length < 200);

// Goes to the end, whose place is known once what is before it has been seen, until the last entry is in sight.
const toEnd = (viewer) => viewer.until(() => {
  scrollTo(0, document.scrollingElement.scrollHeight);
  const parts = document.querySelectorAll(".bm-edition:not([hidden]) :is(.bm-pages, .bm-flat):not([hidden]) :is(.bm-leaf, .bm-chunk)");
  const last = [...parts].at(-1)?.querySelector(".bm-entry:last-child");
  return last && last.getBoundingClientRect().bottom <= innerHeight;
});

// Waits until the focus is on a link, which is in sight and stays there.
const isFocused = async (viewer, link) => {
  await viewer.focused(link);
  const isSeen = (link) => {
    const { top, bottom } = document.querySelector(link).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  };
  await viewer.until(isSeen, link);
  await new Promise((done) => setTimeout(done, 300));
  assert(await viewer.run(isSeen, link), `${link} goes out of sight again`);
};

const choose = (viewer, label, value) => viewer.run((label, value) => {
  const select = [...document.querySelectorAll(".bm-filters label")].find((node) => node.innerText.startsWith(label)).querySelector("select");
  // names are offered once the list is looked at
  select.focus();
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}, label, value);
