// The work list of an edition: what it shows, and the edition it is tested with.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startCorrecting } from "./correcting.js";
import { writeFiles } from "./pages.js";
import { root } from "./programs.js";

// Three pages with doubts of every sort: two places that the reading considered besides, pieces that were
// joined on weak evidence, a headline without text.
const PAGES = ["interleaved", "opening-above-headline", "photo-credits"];
export const TEXTS = PAGES.map((name) => readFileSync(join(root, "tests", "pages", `${name}.txt`), "utf8"));
export const DOUBTS = 11;

// Opens the edition in a viewer that stands, with nothing corrected, and waits until all of it is read.
export const openEdition = async (viewer, folder) => {
  const files = Object.fromEntries(TEXTS.map((text, i) => [`A${i + 1}.txt`, text]));
  writeFiles(folder, files);
  await viewer.pick(...Object.keys(files).map((name) => join(folder, name)));
  await viewer.shows(TEXTS[0], 0);
  await viewer.until((count) => viewer().pages.length === count && viewer().pages.every(({ page }) => page), TEXTS.length);
};

// Opens it in a viewer of its own, with nothing kept of what was corrected before.
export const openUncorrectedEdition = async (viewer, folder) => {
  await viewer.open();
  await viewer.run(() => localStorage.clear());
  await openEdition(viewer, folder);
};

// Opens the list of the whole edition, and waits until the first doubt is looked at.
export const openWorkList = async (viewer) => {
  await startCorrecting(viewer);
  await viewer.clickPart("[part=correct] [data-act='work.edition']");
  await viewer.focused(".queue");
};

// What the list shows: the doubt that is looked at, by page and start, with the place that is chosen on the
// page that is shown; how many doubts are listed; how far it is.
export const listed = () => {
  const inside = (selector) => viewer().shadowRoot.querySelector(`[part=correct] ${selector}`);
  const [index, code, start] = (inside("[aria-selected=true]")?.dataset.key ?? "").split(" ");
  const chosen = document.querySelector(".bm-page [data-start][aria-current]");
  const { value, max } = inside("progress");
  return {
    index: Number(index), code, start: Number(start), shown: viewer().index, chosen: Number(chosen?.dataset.start ?? -1),
    options: inside(".queue").children.length, done: value, count: max,
    tally: inside(".tally").textContent.match(/\d+/g).map(Number),
    isFocused: viewer().shadowRoot.activeElement === inside(".queue"), isCorrecting: viewer().correcting,
  };
};

// The doubts of all pages in the order in which they are to be looked at, by an order of its own.
export const inOrder = async (viewer) => {
  const pages = await viewer.run(() => viewer().pages.map(({ page }) => page.diagnostics));
  const doubts = pages.flatMap((diagnostics, index) => diagnostics.map(({ code, spans, confidence }) => {
    const { start, utf16 } = code === "doubtful-join" ? spans[1] : spans[0];
    return { index, code, start, chosen: utf16[0], sure: /^doubtful/.test(code) ? confidence : 9 };
  }));
  assert.equal(doubts.length, DOUBTS);
  return doubts.sort((a, b) => a.sure - b.sure || a.index - b.index || a.start - b.start || (a.code < b.code ? -1 : 1));
};

// Presses a key and waits until another doubt is looked at; gives back how many have been looked at.
export const decide = async (viewer, key) => {
  const current = () => viewer().shadowRoot.querySelector(".queue [aria-selected=true]")?.dataset.key ?? "";
  const before = await viewer.run(current);
  await viewer.press(...[key].flat());
  await viewer.until((before) => {
    const now = viewer().shadowRoot.querySelector(".queue [aria-selected=true]")?.dataset.key ?? "";
    return now !== before && viewer().state === "ready";
  }, before);
  return viewer.run(() => viewer().shadowRoot.querySelector(".work progress").value);
};
