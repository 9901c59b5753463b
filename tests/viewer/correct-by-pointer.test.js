// A page that was read wrongly is corrected with the pointer alone.

import assert from "node:assert/strict";
import { control, drag, editCount, hasEdits, isAsRead, isGold, openUncorrected, pageToCorrect, startCorrecting } from "../harness/correcting.js";
import { it, suite } from "../harness/suite.js";

const page = pageToCorrect("alternating");
const doubtful = pageToCorrect("story-in-two");

// What stands in the wrong story, and what it goes behind.
const MOVES = [["这天议的是停车难", "傍晚六点半"], ["她把意见", "这天议的是停车难"], ["这样的会开了", "她把意见"]];

suite("By the pointer", {}, (context) => {
  const open = async (page) => {
    const { viewer, folder } = context;
    await openUncorrected(viewer, folder, page);
    await startCorrecting(viewer);
  };

  it("paragraphs are dragged to their story, and taken back by the button until nothing is left", async () => {
    const { viewer } = context;
    await open(page);
    for (const [what, behind] of MOVES) {
      await drag(viewer, what, behind);
      await viewer.until((what, behind) => {
        const pieces = [...document.querySelectorAll(".bm-page [data-role]")].map((node) => node.textContent.trim());
        return pieces[pieces.findIndex((text) => text.startsWith(what)) - 1]?.startsWith(behind);
      }, what, behind);
    }
    await isGold(viewer, page);
    for (let left = MOVES.length - 1; left >= 0; left -= 1) {
      await (await control(viewer, "undo")).click();
      await hasEdits(viewer, left);
    }
    await viewer.until(() => viewer().shadowRoot.querySelector("[data-act='correct.undo']").disabled);
    await isAsRead(viewer, page);
  });

  it("what the parser considered besides is chosen for a place it doubts", async () => {
    const { viewer } = context;
    await open(doubtful);
    const button = await viewer.run(doubtOfLine, 5);
    assert(button, "line 5 is not in doubt");
    await button.click();
    const before = await editCount(viewer);
    await (await viewer.run(secondChoice, 5)).click();
    await hasEdits(viewer, before + 1);
    // a story of its own
    await viewer.until((line) => viewer().page.articles.some(({ blocks }) => blocks[0].spans[0].line === line), 5);
  });
});

const doubtOfLine = (line) => {
  const doubts = [...viewer().shadowRoot.querySelectorAll("[part=correct] .go")];
  const doubt = doubts.find(({ textContent }) => new RegExp(`\\b${line}\\b`).test(textContent));
  doubt?.scrollIntoView({ block: "nearest" });
  return doubt ?? null;
};

const secondChoice = (line) => {
  const doubts = [...viewer().shadowRoot.querySelectorAll("[part=correct] .go")];
  const doubt = doubts.find(({ textContent }) => new RegExp(`\\b${line}\\b`).test(textContent));
  const choice = doubt.nextElementSibling.querySelectorAll("button")[1];
  choice.scrollIntoView({ block: "nearest" });
  return choice;
};
