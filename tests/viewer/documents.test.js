// A PDF, and what an OCR program leaves, is opened as a text is, and read by where its lines stand.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FRONT } from "../harness/editions.js";
import { articleCount, recordStages, saysBesidePage, saysError, stages } from "../harness/notices.js";
import { inSinglePrecision, withoutWhitespace, writeFiles } from "../harness/pages.js";
import { BRIDGE, FONT, LIBRARY } from "../harness/pdf-pages.js";
import { pdf } from "../harness/pdf.js";
import { parseNatively, root } from "../harness/programs.js";
import { assertSame } from "../harness/same.js";
import { reopen, reopenSame, saveHtml } from "../harness/saving.js";
import { it, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

const form = (name) => join(root, "tests/forms", name);

suite("A document", { loud: true, inOne: true }, (context) => {
  const pick = (...paths) => context.viewer.pick(...paths);
  const ready = (name) => context.viewer.until((name) => viewer().state === "ready" && viewer().pages[0].name === name, name);
  // the browsers of the tests have languages of their own
  const inEnglish = () => context.viewer.run(async () => {
    viewer().lang = "en";
    await viewer().settled;
  });
  const read = async () => inSinglePrecision(await context.viewer.run(() => viewer().page));

  for (const name of ["two-columns.pdf", "alto-2.xml", "alto-4.xml", "hocr-tesseract.html", "page-2019.xml"]) {
    it(`such as ${name} is read as the command reads it`, async () => {
      const { viewer } = context;
      await viewer.openOnce();
      await pick(form(name));
      await ready(name);
      assert.deepEqual(await read(), inSinglePrecision(parseNatively(form(name))));
      assert.equal(await articleCount(viewer), (await read()).articles.length);
    });
  }

  it("of several pages is an edition, and characters are those of the map that its font names", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    writeFiles(folder, { "paper.pdf": pdf([LIBRARY, BRIDGE], FONT) });
    await pick(join(folder, "paper.pdf"));
    await viewer.until(() => viewer().state === "ready" && viewer().pages.length === 2 && viewer().pages.every(({ page }) => page));
    const shown = await viewer.run(() => viewer().pages.map(({ name, page }) => [name, page.articles.map(({ headline, blocks }) => [headline.text, blocks.at(-1).text])]));
    assert.deepEqual(shown, [
      ["paper · 1", [["市图书馆新馆昨日开馆", "本报讯　昨日上午，市图书馆新馆正式开馆，首日迎来读者三千余人，藏书八十万册，阅览座位两千个。馆长说，新馆每天从早上八点开到晚上十点，周一也不闭馆。"]]],
      ["paper · 2", [["老桥今日恢复通车", "本报讯　历时两年，老桥加固工程昨日完工。"]]],
    ]);
    await viewer.run(() => viewer().turn(1));
    assert.equal(await viewer.run(() => viewer().querySelector("[data-role=headline]").textContent.trim()), "老桥今日恢复通车");
    writeFiles(folder, { "gap.pdf": pdf([LIBRARY, [], BRIDGE], FONT) });
    await pick(join(folder, "gap.pdf"));
    await viewer.becomes(() => viewer().pages.map(({ name }) => name), ["gap · 1", "gap · 3"]);
  });

  it("among other files is a page of their edition, all of it", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    writeFiles(folder, { "1.txt": FRONT, "2.pdf": pdf([LIBRARY, BRIDGE], FONT) });
    await pick(join(folder, "1.txt"), join(folder, "2.pdf"));
    await viewer.shows(FRONT, 0);
    await viewer.run(() => viewer().turn(1));
    const headlines = await viewer.run(() => viewer().page.articles.map(({ headline }) => headline.text).sort());
    assert.deepEqual(headlines, ["市图书馆新馆昨日开馆", "老桥今日恢复通车"].sort());
  });

  it("without a story is seen as it is printed, and beside its source, all the same", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    await pick(form("alto-4.xml"));
    await ready("alto-4.xml");
    assert.equal(await articleCount(viewer), 0);
    const ends = await viewer.run(() => {
      const { borderBlockStartWidth, borderBlockEndWidth } = getComputedStyle(document.querySelector(".bm-stories"));
      return [borderBlockStartWidth, borderBlockEndWidth];
    });
    assert.deepEqual(ends, ["3px", "0px"], "one rule below the folio");
    const text = await viewer.run(() => viewer().text);
    for (const [view, pane] of [["facsimile", ".bm-facsimile"], ["source", ".bm-source:not(.bm-facsimile)"]]) {
      await (await viewer.button(view)).click();
      await viewer.seen(`${pane} [data-piece]`);
      const [pieces, page] = await viewer.run((pane) => [`${pane} [data-piece]`, ".bm-page [data-start]"].map((pieces) => {
        const nodes = [...document.querySelectorAll(pieces)].sort((a, b) => a.dataset.start - b.dataset.start);
        return [nodes.map((node) => node.textContent).join(""), nodes.every((node) => node.getBoundingClientRect().height > 0)];
      }), pane);
      assert.deepEqual([pieces[0], withoutWhitespace(pieces[0]), pieces[1]], [page[0], withoutWhitespace(text), true]);
    }
    await viewer.click(".bm-source [data-piece]");
    await viewer.seen(".bm-page [aria-current=true]");
    // nor has it a story to be opened, and it stays where another file cannot be read
    await viewer.run(() => viewer().show("story", "a1"));
    await viewer.views("page");
    await pick(form("scan.pdf"));
    await saysError(viewer, "scan.pdf: ");
    assert.equal(await viewer.run(() => document.querySelector(".bm-page") !== null && viewer().text), text);
  });

  it("that a METS file lists is opened without it, which is named with what it is", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    writeFiles(folder, { "mets.xml": '<?xml version="1.0"?><mets xmlns="http://www.loc.gov/METS/"><fileSec/></mets>' });
    await pick(form("alto-2.xml"), join(folder, "mets.xml"), form("alto-4.xml"));
    await viewer.until(() => viewer().state === "ready" && viewer().pages.map(({ name, page }) => page && name).join() === "alto-2.xml,alto-4.xml");
    await saysBesidePage(viewer, "mets.xml: not text but a METS file, which only lists");
    await pick(join(folder, "mets.xml"));
    await saysError(viewer, "open the OCR files that it lists");
  });

  it("that cannot be read says what it is and what to do, and what was shown stays", async () => {
    const { viewer } = context;
    await viewer.open(variant(context.folder, "recorded", recordStages));
    await inEnglish();
    const before = await articleCount(viewer);
    for (const [name, words] of [["scan.pdf", "OCR"], ["locked.pdf", "password"]]) {
      await viewer.run(() => void (window.stages.length = 0));
      await pick(form(name));
      await viewer.until(() => window.stages.length > 0);
      await saysError(viewer, `${name}: `);
      await saysError(viewer, words);
      assert.deepEqual(await stages(viewer), ["form"]);
      assert.equal(await articleCount(viewer), before);
    }
    await viewer.run(() => void viewer().open(new File(["%PDF-1.7\n1 0 obj\n"], "cut.pdf")));
    await saysError(viewer, "cut.pdf: ");
    await pick(form("two-columns.pdf"));
    await ready("two-columns.pdf");
  });

  it("that cannot be read among others says what to do about it, and nothing of the network", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    await inEnglish();
    await pick(form("alto-2.xml"), form("scan.pdf"));
    await viewer.until(() => viewer().state === "ready" && viewer().pages.length === 2);
    await viewer.run(() => viewer().turn(1));
    await saysError(viewer, "ocrmypdf");
    assert.doesNotMatch(await viewer.run(() => viewer().shadowRoot.querySelector("[part=notice]").innerText), /network/);
  });

  it("that is damaged is read as far as it goes, and that is said", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await inEnglish();
    writeFiles(folder, { "broken.pdf": pdf([BRIDGE], FONT).replace(/xref[^]*$/, "") });
    await pick(join(folder, "broken.pdf"));
    await ready("broken.pdf");
    await saysBesidePage(viewer, "damaged");
    assert.match(await viewer.run(() => viewer().text), /老桥加固工程/);
  });

  it("is corrected as a text is, and saved with its corrections and the places of its lines", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await pick(form("two-columns.pdf"));
    await ready("two-columns.pdf");
    const text = await viewer.run(() => viewer().text);
    const quote = "本报记者 陈一";
    const start = Buffer.byteLength(text.slice(0, text.indexOf(quote)));
    const list = { version: 1, source: { bytes: 0, sha256: "" }, edits: [{ kind: "role", what: [{ start, end: start + Buffer.byteLength(quote), quote }], role: "deck" }] };
    await viewer.run((list) => void (viewer().edits = list), list);
    await viewer.until(() => viewer().page.articles.some(({ decks }) => decks.length > 0));
    const corrected = await read();
    const saved = await saveHtml(viewer);
    assert(saved.length < 2_000_000, `${saved.length} characters are saved`);
    await viewer.run(() => localStorage.clear());
    await reopenSame(viewer, folder, "saved", saved);
    assert.deepEqual(await read(), corrected);
    await viewer.open();
    await pick(join(folder, "saved.html"));
    await viewer.until(() => viewer().state === "ready" && viewer().page.articles.some(({ decks }) => decks.length > 0));
    assert.deepEqual(await read(), corrected);
  });

  it("is refused with advice in a saved file, which does not carry what reads it", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await viewer.showText(FRONT);
    await reopen(viewer, folder, "small", await saveHtml(viewer));
    await pick(form("two-columns.pdf"));
    await saysError(viewer, "two-columns.pdf: ");
    assertSame(await viewer.run(() => viewer().text), FRONT, "the text");
  });

  it("of several pages is one page where a list of corrections comes with it, which is of all of them", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    const edits = { version: 1, source: { bytes: 0, sha256: "" }, edits: [{ kind: "role", what: [{ start: 0, end: 24, quote: "老桥今日恢复通车" }], role: "deck" }] };
    writeFiles(folder, { "both.pdf": pdf([BRIDGE, LIBRARY], FONT), "both.edits.json": JSON.stringify(edits) });
    await pick(join(folder, "both.pdf"), join(folder, "both.edits.json"));
    await viewer.until(() => viewer().state === "ready" && viewer().edits?.edits.length === 1);
    assert.deepEqual(await viewer.run(() => [viewer().pages.length, viewer().page.source.pages.length]), [1, 2]);
  });

  it("of several pages keeps saying what was left out beside it", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    writeFiles(folder, { "two.pdf": pdf([LIBRARY, BRIDGE], FONT), "notes.xml": '<?xml version="1.0"?><TEI/>' });
    await pick(join(folder, "two.pdf"), join(folder, "notes.xml"));
    await viewer.until(() => viewer().state === "ready" && viewer().pages.length === 2);
    await saysBesidePage(viewer, "notes.xml");
  });

  it("comes as a text with a sheet, and is read by the text alone where that is none", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    for (const sheet of ["x", {}, { pages: [{ width: 1, height: 1, runs: [{}] }] }, { pages: [{ width: 1, height: 1, runs: [], rules: 5 }] }]) {
      await viewer.run((text, sheet) => viewer().open({ name: "sheet", text, sheet }), FRONT, sheet);
      await viewer.shows(FRONT, 0);
      await viewer.run(() => viewer().show("facsimile"));
      assert.equal(await viewer.run(() => viewer().view), "page");
    }
  });

  it("may be read as the text that it is written in", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    await viewer.run(() => viewer().setAttribute("form", "text"));
    await pick(form("alto-2.xml"));
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=notice]").innerText.includes("ALTO"));
    await viewer.run(() => viewer().removeAttribute("form"));
    await pick(form("alto-2.xml"));
    await ready("alto-2.xml");
  });
});
