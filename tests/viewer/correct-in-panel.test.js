// A page that was read wrongly is corrected with the panel's buttons and lists.

import assert from "node:assert/strict";
import { join } from "node:path";
import { Select } from "selenium-webdriver";
import { choose, control, drag, editCount, hasEdits, isAsRead, isGold, openCorrected, openUncorrected, pageToCorrect, retype, startCorrecting } from "../harness/correcting.js";
import { writeFiles } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";

const page = pageToCorrect("story-in-two");

suite("In the panel", { inOne: true }, (context) => {
  // Chooses a piece, and does something with it; where there is a list, chooses a value of that.
  const correct = async (start, action, value) => {
    const { viewer } = context;
    await choose(viewer, start);
    const before = await editCount(viewer);
    const element = await control(viewer, action);
    if (value) await new Select(element).selectByValue(value);
    else await element.click();
    await viewer.until((before) => (viewer().edits?.edits.length ?? 0) > before, before);
  };

  const splitAndMerge = async () => {
    const { viewer } = context;
    await correct("卖粮款", "split");
    await correct("（二）看结算", "merge", "a1");
    await correct("（二）看结算", "role", "subhead");
    await drag(viewer, "（二）看结算", "水分、杂质");
    await correct("卖粮款", "to", "a1");
  };

  // Parts the piece that begins so before the words, where the caret is put.
  const partBefore = async (start, words) => {
    const { viewer } = context;
    await retype(viewer, start);
    const before = await viewer.run((words) => {
      const field = document.activeElement;
      const at = field.value.indexOf(words);
      field.setSelectionRange(at, at);
      return document.querySelectorAll(".bm-page [data-role]").length;
    }, words);
    await viewer.click(".bm-typing [data-act='correct.part']");
    await viewer.until((before) => document.querySelectorAll(".bm-page [data-role]").length > before, before);
  };

  const moveAndJoin = async () => {
    const { viewer } = context;
    await partBefore("水分、杂质", "三项指标");
    await correct("三项指标", "join");
    await correct("每一车粮", "part");
    for (const [what, behind] of [["每一车粮", "水分、杂质"], ["上游三百米", "本报讯 市政处"]]) {
      const joined = (what, behind) => [...document.querySelectorAll(".bm-page [data-role]")].some(({ textContent }) => textContent.includes(what) && textContent.startsWith(behind));
      if (await viewer.run(joined, what, behind)) continue;
      await drag(viewer, what, behind);
      await correct(what, "join");
      assert(await viewer.run(joined, what, behind), `${what} is not joined to ${behind}`);
    }
  };

  it("a page is corrected in every way there is, and again by the file that this is saved as", async () => {
    const { viewer, folder } = context;
    await openUncorrected(viewer, folder, page);
    await startCorrecting(viewer);
    await moveAndJoin();
    await splitAndMerge();
    await isGold(viewer, page);

    const edits = await viewer.run(() => JSON.stringify(viewer().edits));
    await openUncorrected(viewer, folder, page);
    await isAsRead(viewer, page);
    writeFiles(folder, { "story-in-two.edits.json": edits });
    await viewer.pick(join(folder, "story-in-two.edits.json"));
    await hasEdits(viewer, JSON.parse(edits).edits.length);
    await isGold(viewer, page);
  });

  it("corrections that do not fit are said to be, with where to see why, for as long as the page is open", async () => {
    const { viewer, folder } = context;
    const note = () => viewer.run(() => {
      const { hidden, textContent } = viewer().shadowRoot.querySelector("[part=note]");
      return hidden ? "" : textContent;
    });
    const { edits } = pageToCorrect("alternating");
    writeFiles(folder, { "other.edits.json": edits, "other.txt": "市图书馆开馆\n\n本报讯 昨日,市图书馆新馆开馆。" });
    await openUncorrected(viewer, folder, page);
    await viewer.pick(join(folder, "other.edits.json"));
    await viewer.until(() => !viewer().shadowRoot.querySelector("[part=note]").hidden);
    assert.match(await note(), /“(Correct|校订)”/);
    await viewer.pick(join(folder, "other.txt"));
    await viewer.until(() => viewer().state === "ready" && viewer().text.startsWith("市图书馆"));
    assert.equal(await note(), "", "what is said of a page outlives it");

    await startCorrecting(viewer);
    await viewer.pick(join(folder, "other.edits.json"));
    await viewer.until(() => !viewer().shadowRoot.querySelector("[part=note]").hidden);
    assert.match(await note(), /The list says why|原因见列表/);
    await viewer.until(() => {
      const [panel, list] = ["[part=correct]", "[part=correct] .past"].map((part) => viewer().shadowRoot.querySelector(part).getBoundingClientRect());
      return list.top >= panel.top && list.top < panel.bottom - 60;
    });
  });

  it("every correction is listed, and one of them is taken back and done again", async () => {
    const { viewer, folder } = context;
    await openCorrected(viewer, folder, page);
    await startCorrecting(viewer);
    const listed = () => viewer.run(() => viewer().shadowRoot.querySelectorAll("[part=correct] .back").length);
    const all = await listed();
    assert(all > 8 && all === (await editCount(viewer)), `${all} corrections are listed`);
    await viewer.clickPart("[part=correct] .back");
    await viewer.until((count) => viewer().shadowRoot.querySelectorAll("[part=correct] .back").length === count, all - 1);
    await (await control(viewer, "undo")).click();
    await hasEdits(viewer, all);
    await isGold(viewer, page);
  });
});
