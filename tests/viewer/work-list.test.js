// The doubts of a whole edition are worked through one after the other, by keys, on whichever page they are.

import assert from "node:assert/strict";
import { join } from "node:path";
import { assertNoViolations } from "../harness/axe.js";
import { startCorrecting } from "../harness/correcting.js";
import { writeFiles } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";
import { decide, DOUBTS, inOrder, listed, openEdition, openUncorrectedEdition, openWorkList, TEXTS } from "../harness/work-list.js";

// Before all else in the page: every file but the first waits until it is let in.
const holdBack = () => {
  const read = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = async function () {
    while (/^A[23]/.test(this.name) && document.documentElement.dataset.given === undefined) await new Promise((done) => setTimeout(done, 20));
    return read.call(this);
  };
};

suite("The work list of an edition", { inOne: true }, (context) => {
  const open = async () => {
    const { viewer, folder } = context;
    await openUncorrectedEdition(viewer, folder);
    const order = await inOrder(viewer);
    await openWorkList(viewer);
    return order;
  };
  const isAt = async ({ index, code, start, chosen }) => {
    const { viewer } = context;
    await viewer.until((index, code, start, chosen) => {
      const [page, what, at] = (viewer().shadowRoot.querySelector(".queue [aria-selected=true]")?.dataset.key ?? "").split(" ");
      const node = document.querySelector(".bm-page [data-start][aria-current]");
      return viewer().state === "ready" && Number(page) === index && what === code && Number(at) === start && viewer().index === index && Number(node?.dataset.start) <= chosen && chosen < Number(node?.dataset.end);
    }, index, code, start, chosen);
    const now = await viewer.run(listed);
    assert(now.isFocused && now.isCorrecting, JSON.stringify(now));
    return now;
  };
  const editsOf = (index) => context.viewer.run((index) => viewer().pages[index].edits?.edits ?? [], index);

  it("has the least sure doubt of all pages first, and shows each where it stands, with the focus in the list", async () => {
    const { viewer } = context;
    const order = await open();
    assert(new Set(order.map(({ index }) => index)).size === 3, "the doubts are of three pages");
    for (const [n, doubt] of order.entries()) {
      const { options, done, count } = await isAt(doubt);
      assert.deepEqual([options, done, count], [DOUBTS, 0, DOUBTS]);
      if (n < order.length - 1) await viewer.press("ARROW_DOWN");
    }
    await viewer.press("HOME");
    await isAt(order[0]);
  });

  it("is worked through by c, Enter, a digit and s, with the progress said, and the next doubt comes by itself", async () => {
    const { viewer } = context;
    const order = await open();
    await isAt(order[0]);
    assert.equal(await decide(viewer, "c"), 1);
    await isAt(order[1]);
    assert.deepEqual((await editsOf(order[0].index)).map(({ kind }) => kind), ["confirm"]);
    assert.equal(await decide(viewer, "ENTER"), 2);
    assert.equal(await decide(viewer, "s"), 3);
    assert.match(await viewer.run(() => viewer().shadowRoot.querySelector("[role=status]").textContent), /3/);
    assert.deepEqual((await viewer.run(listed)).tally, [2, 0, 1]);
    const last = await viewer.run(() => viewer().shadowRoot.querySelector(".queue").lastElementChild.dataset.key);
    assert.equal(last, `${order[2].index} ${order[2].code} ${order[2].start}`, "what is skipped comes last");
  });

  it("puts a piece to one of the other places that are numbered, as the page's own list does", async () => {
    const { viewer } = context;
    const [first] = await open();
    await isAt(first);
    const offered = await viewer.run(() => [...viewer().shadowRoot.querySelectorAll(".card .choices button")].map(({ textContent }) => textContent.replaceAll(/\s+/g, " ").trim()));
    assert.match(offered[1], /^1.+\d+ %$/);
    const { behind } = await viewer.run((code, start) => viewer().page.diagnostics.find((doubt) => doubt.code === code && doubt.spans[0].start === start).alternatives[0], first.code, first.start);
    assert.equal(await decide(viewer, "1"), 1);
    const [edit] = await editsOf(first.index);
    assert.equal(edit.kind, "move");
    assert.equal(edit.what[0].start, first.start);
    if (behind) assert.equal(edit.to.behind.start, behind.start);
    assert.deepEqual((await viewer.run(listed)).tally, [0, 1, 0]);
  });

  it("takes back what was last decided on whichever page that was, and does it again", async () => {
    const { viewer } = context;
    const order = await open();
    const turned = order.findIndex(({ index }) => index !== order[0].index);
    await isAt(order[0]);
    for (let n = 0; n < turned; n += 1) await decide(viewer, "c");
    await isAt(order[turned]);
    const before = await editsOf(order[0].index);
    assert.equal(await decide(viewer, "u"), turned - 1);
    await isAt(order[turned - 1]);
    assert.equal((await editsOf(order[0].index)).length, turned - 1);
    assert.equal(await decide(viewer, ["SHIFT", "U"]), turned);
    await isAt(order[turned]);
    assert.deepEqual(await editsOf(order[0].index), before, "the same edit, of the same time");
    assert.equal(await decide(viewer, "s"), turned + 1);
    assert.equal(await decide(viewer, "u"), turned);
    await isAt(order[turned]);
  });

  it("does not offer again what was decided, when the edition is opened anew", async () => {
    const { viewer, folder } = context;
    const order = await open();
    const keys = () => viewer.run(() => [...viewer().shadowRoot.querySelector(".queue").children].map(({ dataset }) => dataset.key));
    for (let n = 0; n < 7; n += 1) {
      await isAt(order[n]);
      await decide(viewer, "c");
    }
    const rest = await keys();
    // what is left is what was not decided, but for a piece that was confirmed and begins a story without a headline
    const left = order.slice(7).filter((doubt) => !order.slice(0, 7).some(({ index, start }) => index === doubt.index && start === doubt.start));
    assert.deepEqual(rest, left.map(({ index, code, start }) => `${index} ${code} ${start}`));
    await viewer.open();
    await openEdition(viewer, folder);
    await openWorkList(viewer);
    assert.deepEqual(await keys(), rest);
  });

  it("says so when all has been looked at", async () => {
    const { viewer } = context;
    await open();
    while (await viewer.run(() => !viewer().shadowRoot.querySelector(".queue").hidden)) await decide(viewer, "c");
    await viewer.until(() => viewer().shadowRoot.querySelector(".queue").hidden);
    assert.deepEqual((await viewer.run(listed)).tally, [DOUBTS, 0, 0]);
    assert.match(await viewer.run(() => viewer().shadowRoot.querySelector(".card").textContent), /looked at|看过|看過/);
  });

  it("grows while pages are still being read, and stays at the doubt that is looked at", async () => {
    const { viewer, folder } = context;
    await viewer.open(variant(folder, "held", holdBack));
    await viewer.run(() => localStorage.clear());
    const files = Object.fromEntries(TEXTS.map((text, i) => [`A${i + 1}.txt`, text]));
    writeFiles(folder, files);
    await viewer.pick(...Object.keys(files).map((name) => join(folder, name)));
    await viewer.shows(TEXTS[0], 0);
    await openWorkList(viewer);
    const before = await viewer.run(listed);
    assert.equal(before.options, 3);
    await viewer.press("ARROW_DOWN");
    await viewer.until((start) => Number(viewer().shadowRoot.querySelector(".queue [aria-selected=true]").dataset.key.split(" ")[2]) !== start, before.start);
    const looked = await viewer.run(listed);
    await viewer.run(() => (document.documentElement.dataset.given = ""));
    await viewer.until((count) => viewer().shadowRoot.querySelector(".queue").children.length === count, DOUBTS);
    const now = await viewer.run(listed);
    assert.deepEqual([now.index, now.code, now.start, now.shown, now.isFocused], [looked.index, looked.code, looked.start, looked.shown, true]);
  });

  it("lists the first two hundred of more, and says how many follow", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await viewer.run(() => localStorage.clear());
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`A${i + 1}.txt`, `第${i + 1}版\n\n${TEXTS[1]}`]));
    writeFiles(folder, files);
    await viewer.pick(...Object.keys(files).map((name) => join(folder, name)));
    await viewer.until(() => viewer().pages.length === 60 && viewer().pages.every(({ page }) => page));
    await openWorkList(viewer);
    await viewer.until(() => viewer().shadowRoot.querySelector(".queue").children.length === 200);
    const more = await viewer.run(() => viewer().shadowRoot.querySelector(".work > .tally:last-child").textContent);
    assert.match(more, /200/);
    assert.match(more, new RegExp(String((await viewer.run(listed)).count)));
  });

  it("stands in the panel beside the list of the page, and not where there is one page only", async () => {
    const { viewer } = context;
    await open();
    await viewer.clickPart("[part=correct] [data-act='work.page']");
    await viewer.until(() => viewer().shadowRoot.querySelector(".work").hidden && !viewer().shadowRoot.querySelector(".check").hidden);
    await viewer.showText(TEXTS[0]);
    await viewer.run(() => (viewer().correcting = false));
    await startCorrecting(viewer);
    assert(await viewer.run(() => viewer().shadowRoot.querySelector(".scope").hidden));
  });

  it("breaks no rule of accessibility, and has room on a phone", async () => {
    const { viewer } = context;
    await open();
    await assertNoViolations(viewer, "the work list");
    for (const theme of ["dark", "contrast"]) {
      await viewer.run((theme) => (viewer().theme = theme), theme);
      await assertNoViolations(viewer, `the work list, ${theme}`, ["color-contrast"]);
    }
    await viewer.run(() => {
      viewer().theme = "system";
      viewer().style.setProperty("inline-size", "320px");
    });
    await viewer.until(() => {
      const panel = viewer().shadowRoot.querySelector("[part=correct]");
      return panel.scrollWidth <= panel.clientWidth && panel.clientWidth <= 320;
    });
    await viewer.run(() => viewer().style.removeProperty("inline-size"));
  });
});
