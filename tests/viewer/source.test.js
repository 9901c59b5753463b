// The source beside the reading: what is chosen on one side is marked on the other.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksInOrder, page } from "../harness/pages.js";
import { parseText, root } from "../harness/programs.js";
import { before, it, suite } from "../harness/suite.js";

const SOURCE = ".bm-source [data-piece]";
const READING = ".bm-page [data-start]";

suite("The source beside the reading", {}, (context) => {
  before(async () => {
    const { viewer } = context;
    await viewer.open();
    await (await viewer.button("source")).click();
    await viewer.seen(SOURCE);
  });

  const spans = page.articles.map(({ blocks }) => blocks.at(-1)?.spans.at(-1)).filter(Boolean);

  it("a piece that is clicked in the source is marked in the reading, in sight and alone", () =>
    choosing(context.viewer, SOURCE, spans[0], READING));

  it("a piece that is clicked in the reading is marked in the source, in sight and alone", () =>
    choosing(context.viewer, READING, spans.at(-1), SOURCE));

  it("what is doubtful is counted, and listed with a way to each place, marked on both sides", async () => {
    const { viewer } = context;
    const doubts = page.diagnostics.filter(({ spans }) => spans.length > 0);
    assert(doubts.length > 0, "the page has no doubt to show");
    const button = await viewer.part("button.doubts");
    assert.match(await button.getText(), new RegExp(`\\b${doubts.length}\\b`));
    await button.click();
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelectorAll("ol.doubts button").length), doubts.length);
    await viewer.clickPart("ol.doubts button");
    const [start] = page.diagnostics[0].spans[0].utf16;
    await viewer.until((start) => document.querySelectorAll(`[data-start="${start}"][data-doubt][aria-current=true]`).length === 2, start);
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=why] .doubt") !== null);
  });

  it("a doubt has one place and one share: in the source's list, on the desk, and among the reasons", async () => {
    const { viewer } = context;
    const text = readFileSync(join(root, "tests", "pages", "opening-above-headline.txt"), "utf8");
    const doubt = parseText(text).diagnostics.find(({ code }) => code === "doubtful-join");
    const [, { utf16: [start] }] = doubt.spans;
    const sure = `${Math.round(doubt.confidence * 100)} %`;
    await viewer.showText(text);
    await viewer.show("source");
    await viewer.clickPart("button.doubts");
    const listed = await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("ol.doubts button")].map(({ textContent }) => textContent));
    const nth = listed.findIndex((line) => line.includes(sure));
    await viewer.run((nth) => viewer().shadowRoot.querySelectorAll("ol.doubts button")[nth].click(), nth);
    await viewer.becomes(() => Number(document.querySelector(".bm-page [aria-current=true]").dataset.start), start);
    const reasons = await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=why] .doubt")].map(({ textContent }) => textContent));
    assert.equal(reasons.length, 1);
    assert(reasons[0].endsWith(sure), `${reasons[0]} is not of ${sure}`);
    const marked = await viewer.run(() => [...document.querySelectorAll(".bm-page [data-doubt]")].map(({ dataset }) => Number(dataset.start)).sort((a, b) => a - b));
    assert(marked.includes(start) && !marked.includes(doubt.spans[0].utf16[0]), `${marked} are marked, not ${start} alone of the two that are joined`);

    await viewer.run(() => void (viewer().correcting = true));
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=correct] .go") !== null);
    assert.deepEqual(await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=correct] .go")].map(({ textContent }) => textContent)), listed);
    await viewer.run((nth) => viewer().shadowRoot.querySelectorAll("[part=correct] .go")[nth].click(), nth);
    await viewer.becomes(() => Number(document.querySelector(".bm-page [aria-current=true]").dataset.start), start);
    const choices = await viewer.run((nth) => [...viewer().shadowRoot.querySelectorAll("[part=correct] .go")[nth].nextElementSibling.children].map(({ textContent }) => textContent), nth);
    assert(choices[0].endsWith(sure), `${choices[0]} is not of ${sure}`);
    // what else was considered names its story, by the number that it has everywhere
    const holds = (line) => (article) => article.headline && blocksInOrder(article).some(({ spans }) => spans.some((span) => span.line === line));
    const [article] = doubt.alternatives.flatMap(({ behind }) => parseText(text).articles.find(holds(behind?.line)) ?? []);
    const [number, headline] = [article.id.slice(1), article.headline.text.slice(0, 6)];
    assert(choices.some((words) => words.includes(number) && words.includes(headline)), `${choices} name no story ${number}, ${headline}`);
    await viewer.run(() => void (viewer().correcting = false));
  });
});

const choosing = async (viewer, here, { utf16: [start, end] }, there) => {
  const piece = (side) => `${side}[data-start="${start}"][data-end="${end}"]`;
  await viewer.click(piece(here));
  await viewer.until((piece) => document.querySelector(piece)?.getAttribute("aria-current") === "true", piece(there));
  assert.equal((await viewer.all(`${there}[aria-current="true"]`)).length, 1, "pieces are marked");
  await viewer.until((piece) => {
    const { top, bottom } = document.querySelector(piece).getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }, piece(there));
};
