// The printed page beside its stories: every character where it is printed, and chosen, found and
// corrected as in the source.

import assert from "node:assert/strict";
import { assertNoViolations, CONTRAST_RULES } from "../harness/axe.js";
import { engine } from "../harness/browser.js";
import { withoutWhitespace } from "../harness/pages.js";
import { documentOf, LINES, SHEET, TEXT, UNPRINTED, WIDTH } from "../harness/printed-page.js";
import { before, beforeEach, it, only, suite } from "../harness/suite.js";
import { writeDocument } from "../harness/variants.js";

const PIECE = ".bm-facsimile [data-piece]";

// Writes a page as a document, and gives back its address.
const written = ({ folder }, name, content, attributes) => writeDocument(folder, name, documentOf(content, attributes));

suite("The printed page beside its stories", { inOne: true }, (context) => {
  let address = "";
  const write = (...given) => written(context, ...given);
  // Opens it anew at a place.
  const open = async (hash = "#facsimile", url = address) => {
    const { viewer } = context;
    await viewer.driver.get("about:blank");
    await viewer.resize(1400, 1000);
    await viewer.driver.get(url + hash);
    await viewer.ready();
    await viewer.run(() => viewer().settled);
  };
  before(() => (address = write("page", { text: TEXT, sheet: SHEET })));
  beforeEach(() => open());

  const piecesIn = (side) => context.viewer.run((side) => [...document.querySelectorAll(side)].map(({ textContent, dataset }) => [Number(dataset.start), textContent]), side);

  it("every character of the text stands in it once, those whose place is not known below the sheet", async () => {
    const pieces = await piecesIn(PIECE);
    const words = pieces.sort(([a], [b]) => a - b).map(([, words]) => words).join("");
    assert.equal(withoutWhitespace(words), withoutWhitespace(TEXT));
    const unplaced = await context.viewer.run(() => document.querySelector(".bm-unplaced-pieces").textContent);
    assert.equal(unplaced, UNPRINTED);
  });

  it("each line stands where it is printed, as long as it is printed, at any size", async () => {
    const { viewer } = context;
    const firsts = LINES.map(([line]) => line.trim());
    for (const width of [1400, 900]) {
      await viewer.resize(width, 1000);
      for (const zoom of ["0", "1"]) {
        await viewer.run((zoom) => viewer().shadowRoot.querySelector(`[data-zoom="${zoom}"]`).click(), zoom);
        await viewer.run(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
        const found = await viewer.run(() => {
          const { left, top, width } = document.querySelector(".bm-sheet").getBoundingClientRect();
          const boxOf = (node) => {
            const box = node.getBoundingClientRect();
            return [box.left - left, box.top - top, box.right - left, box.bottom - top];
          };
          const ink = (node) => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return boxOf(range);
          };
          return { width, runs: [...document.querySelectorAll(".bm-run")].map((run) => [run.textContent.trim(), boxOf(run), ink(run), boxOf(run.firstElementChild)]) };
        });
        assert(found.width > 200, `the sheet is ${found.width} px wide`);
        assert.equal(found.runs.length, LINES.length);
        for (const [words, box, ink, piece] of found.runs) {
          const [line, [x0, ...others], , more] = LINES[firsts.indexOf(words)];
          // a line stands beside its initial
          const printed = [more?.initial?.x1 ?? x0, ...others];
          const wanted = printed.map((place) => (place * found.width) / WIDTH);
          const off = Math.max(...wanted.map((place, i) => Math.abs(place - box[i])));
          assert(off <= 1.5, `${words} stands at ${box}, not at ${wanted}`);
          // blanks that a line begins with are of no piece
          const sides = line === words ? [0, 1, 2, 3] : [1, 3];
          assert(sides.every((side) => Math.abs(piece[side] - box[side]) <= 0.5), `the piece of ${words} is at ${piece}, not at ${box}`);
          const [from, to] = more?.vertical ? [1, 3] : [0, 2];
          // the room behind the last character is no ink
          const long = (ink[to] - ink[from]) / (wanted[to] - wanted[from]);
          assert(long > 0.9 && long < 1.12, `${words} is ${long} times as long as it is printed`);
        }
      }
    }
  });

  it("an initial stands where it is printed, as high as several lines, and is its piece's own", async () => {
    const { viewer } = context;
    const [words, , , { initial }] = LINES.find(([, , , more]) => more?.initial);
    const [box, piece, width] = await viewer.run(() => {
      const sheet = document.querySelector(".bm-sheet").getBoundingClientRect();
      const letter = document.querySelector(".bm-initial");
      const { left, top, right, bottom } = letter.getBoundingClientRect();
      return [[left - sheet.left, top - sheet.top, right - sheet.left, bottom - sheet.top], letter.closest("[data-piece]").textContent, sheet.width];
    });
    assert.equal(piece, words);
    const off = [initial.x0, initial.y0, initial.x1, initial.y1].map((place, i) => Math.abs((place * width) / WIDTH - box[i]));
    assert(Math.max(...off) <= 1.5, `it is off by ${off} px`);
  });

  it("what is chosen in the reading, the source or the facsimile is marked on the other side, and stays where the view is another", async () => {
    const { viewer } = context;
    const start = TEXT.indexOf("馆长林禾");
    const at = (side) => `${side}[data-start="${start}"]`;
    const isMarked = (side) => viewer.until((piece) => document.querySelector(piece)?.getAttribute("aria-current") === "true", at(side));
    await viewer.click(at(PIECE));
    await isMarked(".bm-page ");
    assert((await viewer.run(() => document.querySelectorAll(".bm-region").length)) > 0, "the story's region is not marked");
    assert.equal((await viewer.all(`${PIECE}[aria-current]`)).length, 1);
    await (await viewer.button("source")).click();
    await viewer.views("source");
    await isMarked(".bm-source:not(.bm-facsimile) ");
    await isMarked(".bm-page ");
    await viewer.press("4");
    await viewer.views("facsimile");
    await isMarked(`${PIECE}`);
    const other = TEXT.indexOf("菜市场添了");
    await viewer.click(`.bm-page [data-start="${other}"]`);
    await viewer.until((piece) => document.querySelector(piece)?.getAttribute("aria-current") === "true", `${PIECE}[data-start="${other}"]`);
    assert.equal(await viewer.run((piece) => document.querySelector(piece).hasAttribute("aria-current"), at(PIECE)), false);
  });

  it("hits are marked in it, and brought into sight", async () => {
    const { viewer } = context;
    await viewer.run(() => viewer().find("公平秤"));
    await viewer.run(() => viewer().shadowRoot.querySelector("[part=find] [data-act=next]")?.click());
    const marked = await viewer.until(() => {
      const ranges = [...(CSS.highlights?.get("bm-hit") ?? []), ...(CSS.highlights?.get("bm-now") ?? [])].filter(({ startContainer }) => startContainer.parentElement.closest(".bm-facsimile"));
      return ranges.length + document.querySelectorAll(".bm-facsimile :is([data-bm-hit], [data-bm-now])").length;
    });
    assert(marked >= 3, `${marked} hits are marked`);
  });

  it("the page is corrected in it, and is drawn as corrected, where it was", async () => {
    const { viewer } = context;
    const start = TEXT.indexOf("Market scales");
    await viewer.run(() => (viewer().correcting = true));
    await viewer.until(() => document.querySelector(".bm-page .bm-grip") !== null);
    assert.equal(await viewer.run(() => viewer().view), "facsimile");
    const role = (start) => document.querySelector(`.bm-facsimile [data-piece][data-start="${start}"]`).dataset.role;
    const before = await viewer.run(role, start);
    const wanted = before === "deck" ? "subhead" : "deck";
    await viewer.run(() => viewer().shadowRoot.querySelector('[data-zoom="1"]').click());
    const size = await viewer.run(() => document.querySelector(".bm-sheet").getBoundingClientRect().width);
    await viewer.run((start) => viewer().select(start), start);
    await viewer.choose("[part=correct] [data-act='correct.role']", wanted);
    await viewer.becomes(role, wanted, start);
    assert.equal(await viewer.run(() => viewer().view), "facsimile");
    assert.equal(await viewer.run(() => document.querySelector(".bm-sheet").getBoundingClientRect().width), size);
    await viewer.run(() => (viewer().edits = null));
    await viewer.becomes(role, before, start);
  });

  it("is a place of the document's address, and Back leads from it", async () => {
    const { viewer } = context;
    await open("#facsimile/a1");
    assert.deepEqual(await viewer.run(() => [viewer().view, viewer().story, document.querySelector(".bm-facsimile [aria-current]") !== null]), ["facsimile", "a1", true]);
    await (await viewer.button("page")).click();
    await viewer.views("page");
    await (await viewer.button("facsimile")).click();
    await viewer.until(() => location.hash === "#facsimile" && document.querySelector(".bm-facsimile").checkVisibility());
    await viewer.run(() => history.back());
    await viewer.views("page");
    await viewer.run(() => history.back());
    await viewer.views("facsimile", "a1");
  });

  it("keys go through its pieces in the order they are read, choose one, and enlarge the sheet", async () => {
    const { viewer } = context;
    const focus = () => viewer.run(() => Number(document.activeElement.dataset?.start));
    const read = await viewer.run(() => [...document.querySelectorAll(".bm-facsimile .bm-run [data-piece]")].map(({ dataset }) => Number(dataset.start)));
    assert.deepEqual(read, await viewer.run(() => [...document.querySelectorAll(".bm-page [data-start]")].map(({ dataset }) => Number(dataset.start)).filter((start) => document.querySelector(`.bm-run [data-start="${start}"]`))));
    assert.equal(await viewer.run((pieces) => document.querySelectorAll(`${pieces}[tabindex="0"]`).length, PIECE), 1);
    await viewer.run((piece) => document.querySelector(`${piece}[tabindex="0"]`).focus(), PIECE);
    await viewer.press("ARROW_DOWN");
    assert.equal(await focus(), read[1]);
    await viewer.press("ARROW_LEFT");
    assert.equal(await focus(), read[0]);
    await viewer.press("END");
    await viewer.press("HOME");
    assert.equal(await focus(), read[0]);
    await viewer.press("ENTER");
    await viewer.until((start) => document.querySelector(`.bm-page [data-start="${start}"]`).getAttribute("aria-current") === "true", read[0]);
    const width = () => viewer.run(() => document.querySelector(".bm-sheet").getBoundingClientRect().width);
    const fit = await width();
    await viewer.press("+");
    assert(Math.abs((await width()) / fit - 1.25) < 0.01);
    await viewer.press("-");
    await viewer.press("-");
    assert(Math.abs((await width()) / fit - 0.8) < 0.01);
    await viewer.press("0");
    assert.equal(await width(), fit);
  });

  it("is as large, and where it was, when the reader comes back to it", async () => {
    const { viewer } = context;
    const place = () => viewer.run(() => {
      const { scrollLeft, scrollTop } = document.querySelector(".bm-facsimile");
      return [scrollLeft, scrollTop, document.querySelector(".bm-sheet").getBoundingClientRect().width].map(Math.round);
    });
    await viewer.run(() => ["1", "1", "1"].forEach((by) => viewer().shadowRoot.querySelector(`[data-zoom="${by}"]`).click()));
    await viewer.run(() => document.querySelector(".bm-facsimile").scrollTo(60, 90));
    await viewer.until(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true), 50))));
    const before = await place();
    assert(before[0] > 0 && before[1] > 0, `it is at ${before}`);
    for (const view of ["source", "page"]) {
      await viewer.show(view);
      await viewer.run(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
      await viewer.show("facsimile");
      await viewer.run(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
      const after = await place();
      assert(after.every((at, i) => Math.abs(at - before[i]) <= 2), `from ${view} it is at ${after}, not at ${before}`);
    }
  });

  it("says of each piece on which page and in which column it stands, in the language of the interface", async () => {
    const { viewer } = context;
    const said = (words) => viewer.run((start) => document.querySelector(`.bm-facsimile [data-start="${start}"]`).getAttribute("aria-description"), TEXT.indexOf(words));
    assert.equal(await said("市图书馆新馆昨日"), "page 1, columns 1 to 2 of 3, upper third");
    assert.equal(await said("在河湾区"), "page 1, column 1 of 3, upper third");
    assert.equal(await said("口各添了"), "page 1, column 3 of 3, upper third");
    await viewer.run(() => (viewer().lang = "zh-Hans"));
    await viewer.until((start) => document.querySelector(`.bm-facsimile [data-start="${start}"]`).getAttribute("aria-description") === "第 1 页，共 3 栏之第 3 栏，上部", TEXT.indexOf("口各添了"));
  });

  it("breaks no rule of accessibility, nor of contrast where the system's theme is dark", async () => {
    const { viewer, browser } = context;
    const choose = () => viewer.run((start) => viewer().select(start), TEXT.indexOf("馆长林禾"));
    await choose();
    await assertNoViolations(viewer, "the facsimile");
    if (engine !== "chromium") return;
    await browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
    await choose();
    await assertNoViolations(viewer, "the facsimile, dark", CONTRAST_RULES);
    await browser.devtools("Emulation.setEmulatedMedia", { features: [] });
  });

  it("scrolls a narrow document sideways at no size, and leaves its tool bar one row", async () => {
    const { viewer, browser } = context;
    if (engine === "chromium") await browser.devtools("Emulation.setDeviceMetricsOverride", { width: 320, height: 640, deviceScaleFactor: 1, mobile: false });
    else await viewer.run(() => (document.body.style.width = "320px"));
    for (const lang of ["en", "zh-Hans", "zh-Hant"]) {
      await viewer.run((lang) => (viewer().lang = lang), lang);
      await viewer.run(() => viewer().settled);
      for (const times of [0, 6]) {
        await viewer.run((times) => Array.from({ length: times }, () => viewer().shadowRoot.querySelector('[data-zoom="1"]').click()), times);
        const found = await viewer.run(() => {
          const root = viewer().shadowRoot;
          const tops = [...root.querySelectorAll("[role=toolbar] button")].filter((node) => node.getClientRects().length > 0).map((node) => Math.round(node.getBoundingClientRect().top));
          const pane = document.querySelector(".bm-facsimile");
          return { wide: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth, rows: new Set(tops).size, out: viewer().getBoundingClientRect().right - pane.getBoundingClientRect().right, high: pane.clientHeight > 100 };
        });
        assert.deepEqual(found, { wide: 0, rows: 1, out: 0, high: true }, `${lang}, enlarged ${times} times`);
      }
    }
    if (engine === "chromium") await browser.devtools("Emulation.clearDeviceMetricsOverride");
  });

  it("a page whose places are not known has no facsimile: no button, no key, and the page instead", async () => {
    const { viewer } = context;
    await open("#facsimile", write("plain", { text: TEXT }));
    assert.equal(await viewer.run(() => viewer().view), "page");
    assert.equal(await (await viewer.button("facsimile")).isDisplayed(), false);
    await viewer.show("list");
    await viewer.press("4");
    assert.equal(await viewer.run(() => viewer().view), "list");
    await viewer.run(() => (viewer().view = "facsimile"));
    await viewer.views("page");
    await open("", write("asked", { text: TEXT, sheet: SHEET }, 'view="facsimile"'));
    assert.equal((await viewer.all(PIECE)).length > 0, true, "what the attribute asks for is shown");
  });

  it("a sheet that says what cannot be loses and doubles no character", async () => {
    const { viewer } = context;
    const wrong = structuredClone(SHEET);
    const [first, second, third, fourth, fifth] = wrong.pages[0].runs;
    first.x1 = first.x0;
    second.bytes = { start: 1e9, end: 2e9 };
    third.y1 = third.y0 - 5;
    fourth.bytes = { start: 0, end: 1e9 };
    fifth.x0 = 4000;
    wrong.pages.push({ width: 0, height: -1, runs: wrong.pages[0].runs.splice(8, 4) });
    await open("#facsimile", write("wrong", { text: TEXT, sheet: wrong }));
    const pieces = await piecesIn(PIECE);
    assert.equal(withoutWhitespace(pieces.sort(([a], [b]) => a - b).map(([, words]) => words).join("")), withoutWhitespace(TEXT));
    assert.equal((await viewer.all(".bm-sheet")).length, 2);
  });

  it("has the picture of the page behind its text, or says that it could not be loaded", async () => {
    const { viewer } = context;
    const pixel = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";
    await open("#facsimile", write("scanned", { text: TEXT, sheet: SHEET }, `image="${pixel}"`));
    await viewer.until(() => document.querySelector(".bm-scanned .bm-scan") !== null);
    const [text, same] = await viewer.run(() => {
      const [scan, sheet] = [".bm-scan", ".bm-sheet"].map((selector) => document.querySelector(selector).getBoundingClientRect());
      return [getComputedStyle(document.querySelector(".bm-run")).color, Math.max(Math.abs(scan.width - sheet.width), Math.abs(scan.height - sheet.height)) < 1];
    });
    assert.match(text, /, 0\)|\/ 0\)/);
    assert(same, "the picture is not as large as the sheet");
    await viewer.run(() => (viewer().image = "data:image/png;base64,AAAA"));
    await viewer.until(() => !viewer().shadowRoot.querySelector("[part=notice]").hidden);
    assert.match(await viewer.run(() => viewer().shadowRoot.querySelector("[part=notice]").textContent), /could not be loaded.*data:image\/png/s);
    assert.notEqual(await viewer.run(() => getComputedStyle(document.querySelector(".bm-run")).color), text);
  });

  it("is copied as the characters of the source", async () => {
    const { viewer } = context;
    const copied = await viewer.run((first, last) => {
      const [from, to] = [first, last].map((start) => document.querySelector(`.bm-facsimile [data-start="${start}"]`));
      getSelection().setBaseAndExtent(from.firstChild, 0, to.firstChild, 2);
      return getSelection().toString();
    }, TEXT.indexOf("馆长林禾"), TEXT.indexOf("点开到晚上"));
    assert.equal(withoutWhitespace(copied), "馆长林禾说，新馆每天从早上八点开");
  });

  it("is printed on one sheet", only(["chromium"], "only Chromium's pages are counted here"), async () => {
    const { browser } = context;
    for (const [paperWidth, paperHeight] of [[8.27, 11.69], [8.5, 11]]) {
      const { data } = await browser.devtools("Page.printToPDF", { paperWidth, paperHeight });
      assert.equal(Buffer.from(data, "base64").toString("latin1").match(/\/Type\s*\/Page\b/g)?.length, 1, `on ${paperWidth} × ${paperHeight}`);
    }
  });
});

suite("The printed page in a file that may load nothing", { loud: true }, (context) => {
  it("says that a picture elsewhere could not be loaded, and shows the text", async () => {
    const { viewer } = context;
    // Firefox is told of the one document while it still leaves the other
    await viewer.driver.get("about:blank");
    await viewer.open(`${written(context, "elsewhere", { text: TEXT, sheet: SHEET }, 'image="https://example.invalid/iiif/page/info.json"')}#facsimile`);
    await viewer.until(() => /could not be loaded.*example\.invalid/s.test(viewer().shadowRoot.querySelector("[part=notice]:not([hidden])")?.textContent ?? ""));
    assert.equal(await viewer.run(() => document.querySelector(".bm-scan, .bm-scanned")), null);
  });
});
