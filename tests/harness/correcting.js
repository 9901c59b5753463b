// What a reader does to correct a page, and what the page then is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Button, Origin } from "selenium-webdriver/lib/input.js";
import { blocksInOrder, blocksOf, inSinglePrecision, writeFiles } from "./pages.js";
import { parseText, root } from "./programs.js";

// A page of tests/edits, which is not read as it should be: its text, what corrects it, and its stories by gold.
export const pageToCorrect = (name) => {
  const read = (ending) => readFileSync(join(root, "tests", "edits", `${name}.${ending}`), "utf8");
  return { name, text: read("txt"), edits: read("edits.json"), stories: goldStories(read("gold.tsv")) };
};

// Opens a page in the built viewer, as a file of `folder`, with what was corrected in it before.
export const openPage = async (viewer, folder, { name, text }) => {
  writeFiles(folder, { [`${name}.txt`]: text });
  await viewer.open();
  await viewer.pick(join(folder, `${name}.txt`));
  await viewer.shows(text, 0);
};

// Opens it with nothing corrected.
export const openUncorrected = async (viewer, folder, page) => {
  await viewer.open();
  await viewer.run(() => localStorage.clear());
  await openPage(viewer, folder, page);
};

// Opens it with all that corrects it.
export const openCorrected = async (viewer, folder, page) => {
  await openUncorrected(viewer, folder, page);
  writeFiles(folder, { [`${page.name}.edits.json`]: page.edits });
  await viewer.pick(join(folder, `${page.name}.edits.json`));
  await hasEdits(viewer, JSON.parse(page.edits).edits.length);
};

// The stories that a gold says, in the order they begin on the page: of each the blocks as they
// are read, with the lines that they are made of.
const goldStories = (tsv) => {
  const stories = new Map();
  for (const row of tsv.trim().split("\n")) {
    const [line, role, article, para] = row.split("\t");
    if (!stories.has(article)) stories.set(article, new Map());
    const blocks = stories.get(article);
    blocks.set(para, { role, lines: [...(blocks.get(para)?.lines ?? []), Number(line)] });
  }
  return [...stories.values()].map((blocks) => [...blocks].sort(([a], [b]) => a - b).map(([, block]) => block));
};

const readStories = ({ articles }) => {
  const lines = ({ role, spans }) => ({ role, lines: [...new Set(spans.map(({ line }) => line))] });
  const stories = articles.map((article) => blocksInOrder(article).map(lines));
  const first = (story) => Math.min(...story.flatMap(({ lines }) => lines));
  return stories.sort((a, b) => first(a) - first(b));
};

// The page is read as its gold says, and all of it is shown.
export const isGold = async (viewer, page) => {
  // what was asked for last may not be done yet
  const read = await viewer.run(() => viewer().settled.then(() => viewer().page));
  assert.deepEqual([readStories(read), read.furniture, read.unplaced], [page.stories, [], []]);
  const shown = await viewer.run(() => document.querySelectorAll(".bm-page [data-start]").length);
  assert.equal(shown, blocksOf(read).flatMap(({ spans }) => spans).length, "not every piece is shown");
};

// The page is as the native parser reads it, and nothing is corrected.
export const isAsRead = async (viewer, { text }) => {
  await viewer.until(() => viewer().edits === null);
  assert.deepEqual(inSinglePrecision(await viewer.run(() => viewer().page)), inSinglePrecision(parseText(text)));
};

export const editCount = (viewer) => viewer.run(() => viewer().edits?.edits.length ?? 0);

export const hasEdits = (viewer, count) => viewer.until((count) => (viewer().edits?.edits.length ?? 0) === count, count);

// Opens the panel in which a page is corrected.
export const startCorrecting = async (viewer) => {
  await viewer.clickPart("[part=bar] [data-act=correct]");
  await viewer.until(() => document.querySelector(".bm-page .bm-grip") !== null);
};

// A control of that panel.
export const control = (viewer, name) => viewer.part(`[part=correct] [data-act='correct.${name}']`);

const mouse = async (viewer, steps) => {
  const actions = viewer.driver.actions({ async: true });
  const move = (x, y, duration) => actions.move({ x: Math.round(x), y: Math.round(y), duration, origin: Origin.VIEWPORT });
  const press = () => actions.press(Button.LEFT);
  const release = () => actions.release(Button.LEFT);
  steps({ move, press, release });
  await actions.perform();
};

// Drags the piece that begins so by its grip behind another.
export const drag = async (viewer, what, behind) => {
  const [x, y, toX, toY] = await viewer.run((what, behind) => {
    const find = (start) => [...document.querySelectorAll(".bm-page [data-role]")].find((node) => node.textContent.trim().startsWith(start));
    find(what).scrollIntoView({ block: "end", behavior: "instant" });
    const grip = find(what).querySelector(".bm-grip").getBoundingClientRect();
    const { left, width, bottom } = find(behind).getBoundingClientRect();
    return [grip.left + grip.width / 2, grip.top + grip.height / 2, left + width / 2, bottom - 4];
  }, what, behind);
  await mouse(viewer, ({ move, press, release }) => {
    move(x, y, 60);
    press();
    move(x + 12, y + 12, 60);
    move((x + toX) / 2, (y + toY) / 2, 60);
    move(toX, toY, 60);
    release();
  });
};

// Chooses the piece that begins so with the pointer.
export const choose = async (viewer, start) => {
  // what was corrected before may still be set, and move it
  await viewer.run(() => viewer().settled);
  const [x, y] = await viewer.run((start) => {
    const piece = [...document.querySelectorAll(".bm-page [data-start]")].find((node) => node.textContent.trim().startsWith(start));
    piece.scrollIntoView({ block: "center", behavior: "instant" });
    const [{ left, top }] = piece.getClientRects();
    return [left + 20, top + 12];
  }, start);
  await mouse(viewer, ({ move, press, release }) => {
    move(x, y, 20);
    press();
    release();
  });
  await viewer.until((start) => document.querySelector(".bm-page [aria-current]")?.textContent.trim().startsWith(start), start);
};

// Chooses the piece that begins so, and opens it to be typed anew.
export const retype = async (viewer, start) => {
  await choose(viewer, start);
  await (await control(viewer, "type")).click();
  await viewer.until(() => document.activeElement?.matches(".bm-typing textarea"));
};
