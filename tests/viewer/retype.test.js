// Misread words are typed anew; what was printed is a key away, and all of it is still there.

import assert from "node:assert/strict";
import { choose, openCorrected, openUncorrected, pageToCorrect, retype, startCorrecting } from "../harness/correcting.js";
import { it, suite } from "../harness/suite.js";

const page = pageToCorrect("misread-characters");
const edits = JSON.parse(page.edits);
// What is corrected of its words alone.
const words = { ...page, edits: JSON.stringify({ ...edits, edits: edits.edits.filter(({ kind }) => kind === "correct") }) };

suite("Words typed anew", { inOne: true }, (context) => {
  const typeAnew = async (start, words) => {
    const { viewer } = context;
    await retype(viewer, start);
    await viewer.press("CONTROL", "a");
    await (await viewer.driver.switchTo().activeElement()).sendKeys(words);
    await viewer.press("ENTER");
    await viewer.until((words) => [...document.querySelectorAll(".bm-page [data-role]")].some(({ textContent }) => textContent === words), words);
  };

  it("are read as they were typed, and only the characters that differ are corrected", async () => {
    const { viewer, folder } = context;
    await openUncorrected(viewer, folder, page);
    await startCorrecting(viewer);
    await typeAnew("<b>北门", "<b>北门小学</b>添了气象站");
    await typeAnew("科学课", "科学课老师说，数据会交给市气象局比对。");
    assert.deepEqual(await viewer.run(() => viewer().edits.edits.map(({ at, text }) => at.quote + text)), ["家象", "椐据"]);
  });

  it("make room at the key v for what was printed, and come back", async () => {
    const { viewer, folder } = context;
    await openCorrected(viewer, folder, words);
    await startCorrecting(viewer);
    await choose(viewer, "科学课");
    const corrected = () => viewer.run(() => getComputedStyle(document.querySelector(".bm-corrected")).fontSize);
    const size = await corrected();
    await viewer.press("v");
    await viewer.until(() => viewer().hasAttribute("data-printed"));
    assert.equal(await corrected(), "0px");
    await viewer.press("v");
    await viewer.until(() => !viewer().hasAttribute("data-printed"));
    assert.equal(await corrected(), size);
  });

  it("are found, while the text stays what it was", async () => {
    const { viewer, folder } = context;
    await openCorrected(viewer, folder, words);
    assert((await viewer.run(() => viewer().find("气象站"))).length >= 1);
    assert.equal(await viewer.run(() => viewer().text), page.text);
  });
});
