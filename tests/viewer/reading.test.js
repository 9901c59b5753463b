// The built page, opened from disk with the network off, shows what the native parser reads.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engine } from "../harness/browser.js";
import { blocksInOrder, inSinglePrecision, page, text, withoutWhitespace } from "../harness/pages.js";
import { parseNatively, root, target } from "../harness/programs.js";
import { it, suite } from "../harness/suite.js";

suite("The page that is built in", {}, (context) => {
  it("is read as the native parser reads it", async () => {
    const { viewer } = context;
    await viewer.open();
    assert.equal(await viewer.run(() => viewer().text), text);
    assert.deepEqual(inSinglePrecision(await viewer.run(() => viewer().page)), inSinglePrecision(page));
  });

  it("and every page of tests/pages are read as the native parser reads them, to the last bit of a confidence", async () => {
    const { viewer } = context;
    await viewer.open();
    const folder = join(root, "tests", "pages");
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt"))) {
      const text = readFileSync(join(folder, file), "utf8");
      const read = await viewer.run(async (text) => (await viewer().open(text), viewer().page), text);
      assert.deepEqual(inSinglePrecision(read), inSinglePrecision(parseNatively(join(folder, file))), file);
    }
  });

  it("has each story as an article of the document with its own text, whole and in order", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(asPrinted);
    const articles = await viewer.run(shownArticles);
    assert.equal(articles.length, page.articles.length);
    for (const article of page.articles) {
      const shown = articles.find(({ id }) => id === article.id);
      assert(shown, `${article.id} is not shown`);
      assert(shown.light && shown.byId, `${article.id} is not found in the document by its id`);
      assert.equal(withoutWhitespace(shown.heading ?? ""), heading(article));
      assert.deepEqual(shown.pieces.map(({ role, start, end }) => [role, start, end]), spans(article));
    }
  });

  it("shows every character of the text once", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(asPrinted);
    const pieces = await viewer.run(shownPieces);
    pieces.sort((a, b) => a.start - b.start);
    assert.equal(pieces.map(({ text }) => withoutWhitespace(text)).join(""), withoutWhitespace(text));
    assert.deepEqual(pieces.filter(({ seen }) => !seen), []);
    assert.deepEqual(pieces.filter(({ start, end, text: shown }) => text.slice(start, end) !== shown), [], "its offsets are not those of the text");
  });

  it("asks the network for nothing", async () => {
    const { viewer, browser } = context;
    browser.proxy.requests();
    await viewer.open();
    const fetched = await viewer.run(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !/^(data|blob|file):/.test(name)));
    assert.deepEqual(fetched, []);
    assert.deepEqual(browser.proxy.requests().filter((line) => line.includes("banmian")), []);
  });

  it("is not an empty picture", async () => {
    const { viewer } = context;
    await viewer.open();
    const picture = Buffer.from(await viewer.driver.takeScreenshot(), "base64");
    assert(picture.length > 30_000, `its picture has ${picture.length} bytes`);
    const folder = join(target, "screenshots");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${engine}.png`), picture);
  });
});

// The heading as www/README.md promises it: the headline, a teaser's first line, or an empty link.
const heading = ({ headline, kind, blocks }) => withoutWhitespace((headline ?? (kind === "teaser" ? blocks[0] : null))?.text ?? "");

const spans = (article) => blocksInOrder(article).flatMap(({ role, spans }) => spans.map(({ utf16 }) => [role, ...utf16]));

// With the punctuation of the source.
const asPrinted = () => {
  viewer().punctuation = "source";
  return viewer().settled;
};

const shownPieces = () =>
  [...document.querySelectorAll(".bm-page [data-start][data-end]")].map((node) => ({
    start: Number(node.dataset.start),
    end: Number(node.dataset.end),
    text: node.textContent,
    seen: node.checkVisibility?.() ?? node.getClientRects().length > 0,
  }));

const shownArticles = () =>
  [...document.querySelectorAll(".bm-page article")].map((article) => ({
    id: article.dataset.article,
    byId: document.getElementById(article.dataset.article) === article,
    light: article.getRootNode() === document,
    heading: article.querySelector("h2")?.textContent.trim() ?? null,
    pieces: [...article.querySelectorAll("[data-start][data-end]")].map((node) => ({
      start: Number(node.dataset.start),
      end: Number(node.dataset.end),
      role: node.closest("[data-role]")?.dataset.role ?? null,
    })),
  }));
