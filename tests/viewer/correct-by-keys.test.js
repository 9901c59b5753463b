// A page that was read wrongly is corrected with the keyboard alone, and stays corrected.

import assert from "node:assert/strict";
import { hasEdits, isAsRead, isGold, openCorrected, openPage, openUncorrected, pageToCorrect } from "../harness/correcting.js";
import { parseText } from "../harness/programs.js";
import { reopen, saveHtml } from "../harness/saving.js";
import { it, suite } from "../harness/suite.js";

const page = pageToCorrect("alternating");
const doubtful = pageToCorrect("story-in-two");

// What stands in the wrong story, and what it goes behind.
const MOVES = [["这天议的是停车难", "傍晚六点半"], ["她把意见", "这天议的是停车难"], ["这样的会开了", "她把意见"]];

suite("By the keyboard", { inOne: true }, (context) => {
  const focusIsOn = (start) => context.viewer.run((start) => document.activeElement.textContent.trim().startsWith(start), start);

  // Presses an arrow until a condition holds, at most forty times.
  const pressUntilAt = async (key, condition, what) => {
    for (let times = 0; times < 40; times += 1) {
      if (await condition()) return;
      await context.viewer.press(key);
    }
    assert.fail(`${key} does not lead to ${what}`);
  };

  const reachPieces = async () => {
    const { viewer } = context;
    await viewer.pressUntil("TAB", () => document.activeElement === viewer());
    await viewer.press("e");
    await viewer.until(() => viewer().correcting && viewer().view === "source");
    await viewer.pressUntil("TAB", () => document.activeElement?.matches(".bm-page [data-role]"));
  };

  it("the first doubt has the focus, and is said, so that keys go on from there; what is chosen has its commands in sight", async () => {
    const { viewer, folder } = context;
    await openUncorrected(viewer, folder, doubtful);
    await viewer.resize(400, 740);
    const [{ spans: [{ utf16: [start] }] }] = parseText(doubtful.text).diagnostics;
    const focus = () => Number(document.activeElement.dataset.start ?? document.activeElement.querySelector("[data-start]")?.dataset.start);
    await viewer.pressUntil("TAB", () => document.activeElement === viewer());
    await viewer.press("e");
    await viewer.becomes(focus, start);
    const said = await viewer.run(() => viewer().shadowRoot.querySelector("[role=status]").textContent);
    const words = doubtful.text.slice(start, start + 6);
    assert(said.includes(words) && said.includes(" %"), `${said} is said of ${words}`);
    await viewer.press("ARROW_DOWN");
    await viewer.until((start) => {
      const { dataset, firstElementChild } = document.activeElement;
      return document.activeElement.matches(".bm-page [data-role]") && (dataset.start ?? firstElementChild.dataset.start) !== String(start);
    }, start);
    await viewer.until(() => {
      const { shadowRoot } = viewer();
      const [panel, commands] = ["[part=correct]", "[part=correct] .piece .acts"].map((part) => shadowRoot.querySelector(part).getBoundingClientRect());
      return commands.top > panel.top && commands.top < panel.bottom - 40;
    });
    await viewer.resize(1400, 1200);
  });

  it("paragraphs are carried to their story; where one would go is said, and the focus goes with it", async () => {
    const { viewer, folder } = context;
    await openUncorrected(viewer, folder, page);
    await reachPieces();
    for (const [what, behind] of MOVES) {
      await viewer.press("HOME");
      await pressUntilAt("ARROW_DOWN", () => focusIsOn(what), what);
      await viewer.press(" ");
      await viewer.until(() => document.querySelector("[data-held]") !== null);
      const isAimed = () => viewer.run((behind) => document.querySelector(".bm-page [data-drop=behind]")?.textContent.trim().startsWith(behind) ?? false, behind);
      await pressUntilAt("ARROW_UP", isAimed, behind);
      const said = await viewer.run(() => viewer().shadowRoot.querySelector("[role=status]").textContent);
      assert(said.includes(behind), `${said} is said of ${behind}`);
      await viewer.press("ENTER");
      await viewer.until((what) => document.querySelector("[data-held]") === null && document.activeElement.textContent.startsWith(what), what);
    }
    await isGold(viewer, page);
  });

  it("what was done is taken back, and done again", async () => {
    const { viewer, folder } = context;
    await openCorrected(viewer, folder, page);
    await reachPieces();
    for (let left = MOVES.length - 1; left >= 0; left -= 1) {
      await viewer.press("CONTROL", "z");
      await hasEdits(viewer, left);
    }
    await isAsRead(viewer, page);
    for (let done = 1; done <= MOVES.length; done += 1) {
      await viewer.press("U");
      await hasEdits(viewer, done);
    }
    await isGold(viewer, page);
  });

  it("what was done is taken back, and done again, as often as that is asked for, however quickly", async () => {
    const { viewer, folder } = context;
    await openCorrected(viewer, folder, page);
    await reachPieces();
    // all of it before the first is done
    const press = (times, key, ctrlKey) => viewer.run((times, key, ctrlKey) => {
      for (let i = 0; i < times; i += 1) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, composed: true, cancelable: true }));
      return viewer().settled;
    }, times, key, ctrlKey);
    await press(MOVES.length, "z", true);
    await isAsRead(viewer, page);
    await press(MOVES.length, "U", false);
    await isGold(viewer, page);
  });

  it("what was done is found again after the document was left", async () => {
    const { viewer, folder } = context;
    await openCorrected(viewer, folder, page);
    await openPage(viewer, folder, page);
    await isGold(viewer, page);
  });

  it("what was done is kept in the file it is saved as, where taking it back is of that file alone", async () => {
    const { viewer, folder } = context;
    await openCorrected(viewer, folder, page);
    await reopen(viewer, folder, "corrected", await saveHtml(viewer));
    await isGold(viewer, page);
    await viewer.run(() => void (viewer().edits = null));
    await isAsRead(viewer, page);
    await openPage(viewer, folder, page);
    await isGold(viewer, page);
  });
});
