// What is copied is the source's, a line a block; and it can be cited.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, withoutWhitespace } from "../harness/pages.js";
import { parseNatively, root } from "../harness/programs.js";
import { before, it, suite } from "../harness/suite.js";

const WRAPPED = join(root, "tests", "pages", "hard-wrapped.txt");
const DATED = join(root, "tests", "pages", "rubric-furniture.txt");

suite("What is copied", {}, (context) => {
  before(() => context.viewer.open());

  it("is every character of the source, with a paragraph of many lines in one", async () => {
    const { viewer } = context;
    const page = parseNatively(WRAPPED);
    const wrapped = blocksOf(page).find(({ spans }) => spans.length > 2);
    await viewer.showText(readFileSync(WRAPPED, "utf8"));
    await viewer.press("CONTROL", "a");
    await viewer.press("CONTROL", "c");
    const copied = await viewer.clipboard();
    assert(copied.split("\n").includes(wrapped.text.trim()), `${wrapped.text} is no line of ${copied}`);
    assert.equal([...withoutWhitespace(copied)].length, page.source.characters);
  });

  it("has words whole that a line breaks, which are displayed whole, too", async () => {
    const { viewer } = context;
    const lines = ["The town council heard on Monday that the govern-", "ment had paid for the library in full, and Tues\u{ad}", "day is the day on which its doors will be open to the well-", "known and to all."];
    await viewer.showText(`Council meets again\n\n${lines.join("\n")}\n`);
    assert.equal(await viewer.run(() => document.querySelector(".bm-page [data-role=paragraph]").textContent), lines.join(""));
    assert((await viewer.run(() => document.querySelector(".bm-page [data-role=paragraph]").innerText)).includes("the government had"));
    await viewer.press("CONTROL", "a");
    await viewer.press("CONTROL", "c");
    const copied = await viewer.clipboard();
    assert(copied.split("\n").includes("The town council heard on Monday that the government had paid for the library in full, and Tuesday is the day on which its doors will be open to the well-known and to all."), copied);
  });

  it("has with Alt+C a citation: headline, byline, paper and date", async () => {
    const { viewer } = context;
    const { articles } = parseNatively(DATED);
    const { id, headline, bylines, blocks } = articles.find(({ headline, bylines }) => headline && bylines.length > 0);
    await viewer.showText(readFileSync(DATED, "utf8"));
    const paragraph = `.bm-page [data-article=${id}] p[data-role=paragraph]`;
    const place = await viewer.run((paragraph) => {
      const node = document.querySelector(paragraph);
      node.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top } = node.getClientRects()[0];
      return [left + 60, top + 12];
    }, paragraph);
    await viewer.point(place, 3);
    await viewer.until(() => !viewer().shadowRoot.querySelector("[part=selection]").hidden);
    await viewer.press("ALT", "c");
    await viewer.until(() => viewer().shadowRoot.querySelector("[data-act='copy.cite']").matches("[data-done]"));
    const copied = await viewer.clipboard();
    const [words, citation = ""] = copied.split(/\n([^]*)/);
    assert.equal(words, blocks.find(({ role }) => role === "paragraph").text.trim());
    for (const part of [headline.text.trim(), bylines[0].text.trim(), "临溪日报", "2031年11月18日"]) {
      assert(citation.includes(part), `${citation} lacks ${part}`);
    }
  });
});
