// The source beside the reading: what is chosen on one side is marked on the other.

import assert from "node:assert/strict";
import { page } from "../harness/pages.js";
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
