// What converters and pdf.js make of a page: Markdown is read without its marks, which say what is a
// heading, and the text of pdf.js by where its lines stand.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FRONT } from "../harness/editions.js";
import { saysBesidePage, saysError } from "../harness/notices.js";
import { inSinglePrecision, writeFiles } from "../harness/pages.js";
import { parseNatively, root } from "../harness/programs.js";
import { assertSame } from "../harness/same.js";
import { reopen, reopenSame, saveHtml } from "../harness/saving.js";
import { it, suite } from "../harness/suite.js";
import { built, writeDocument } from "../harness/variants.js";

const form = (name) => join(root, "tests/forms", name);
const textOf = (name) => readFileSync(form(name), "utf8");
const MARKDOWN = textOf("mineru.md");
const PDFJS = JSON.parse(textOf("pdfjs.json"));
// A text with a sign of its own in each of two places.
const SIGNS = "# 5\n\n市图书馆新馆昨日开馆，首日迎来读者三千余人。\n\n# 7\n\n老桥今日恢复通车。\n";

suite("What other programs make of a page", { loud: true, inOne: true }, (context) => {
  const pick = (...paths) => context.viewer.pick(...paths);
  const ready = (name) => context.viewer.until((name) => viewer().state === "ready" && viewer().pages[0].name === name, name);
  const read = async () => inSinglePrecision(await context.viewer.run(() => viewer().page));
  // Calls `open` of the viewer, and gives the pages that are read.
  const opened = async (given, options) => {
    const { viewer } = context;
    await viewer.run((given, options) => viewer().open(given, options ?? undefined), given, options ?? null);
    await viewer.until(() => viewer().state === "ready" && viewer().pages.every(({ page }) => page));
    return viewer.run(() => viewer().pages.map(({ name, text, page }) => [name, text, page]));
  };

  for (const name of ["mineru.md", "marker.md", "pdfjs.json"]) {
    it(`such as ${name} is read as the command reads it`, async () => {
      await context.viewer.openOnce();
      await pick(form(name));
      await ready(name);
      assert.deepEqual(await read(), inSinglePrecision(parseNatively(form(name))));
    });
  }

  it("Markdown is told by its marks whatever it is called, and by its name where it has few", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    writeFiles(folder, { "page.txt": MARKDOWN, "one.md": "# 市图书馆开馆\n\n本报讯 昨日，市图书馆新馆开馆。\n", "signs.txt": SIGNS });
    for (const [name, start] of [["page.txt", textOf("mineru.expected.txt").slice(0, 20)], ["one.md", "市图书馆开馆\n\n本报讯"], ["signs.txt", "# 5\n\n市图书馆"]]) {
      await pick(join(folder, name));
      await ready(name);
      const text = await viewer.run(() => viewer().text);
      assert(text.startsWith(start), `${name} is read as ${text.slice(0, 20)}`);
    }
  });

  it("Markdown is read where it is given as a text, and a text with such signs of its own stays as it is", async () => {
    await context.viewer.openOnce();
    const [[, text]] = await opened(MARKDOWN);
    assertSame(text, textOf("mineru.expected.txt"), "the text");
    const [[, signs]] = await opened({ text: SIGNS, name: "" });
    assertSame(signs, SIGNS, "the text");
    const [[, asItIs]] = await opened(MARKDOWN, { form: "text" });
    assertSame(asItIs, MARKDOWN, "the text");
    await context.viewer.run((text) => void (viewer().text = text), MARKDOWN);
    await context.viewer.shows(MARKDOWN);
  });

  it("a text within the viewer is Markdown where the attribute says so, and only there", async () => {
    const { viewer, folder } = context;
    const scripts = [/<script[^>]*data-banmian>.*?<\/script>/s, /<script[^>]*"converted\.wasm".*?<\/script>/s].map((script) => script.exec(built)[0]);
    for (const [attributes, text] of [['form="markdown"', textOf("mineru.expected.txt")], ["", MARKDOWN]]) {
      const address = writeDocument(folder, "inline", `<!doctype html><meta charset="utf-8"><title>A</title><banmian-viewer lang="en" ${attributes}><script type="text/plain">${MARKDOWN}</script></banmian-viewer>${scripts.join("")}`);
      await viewer.driver.get("about:blank");
      await viewer.driver.get(address);
      await viewer.ready();
      assertSame(await viewer.run(() => viewer().text), text, "the text");
    }
  });

  it("a heading that goes down the page character by character is set in lines that break between words", async () => {
    const item = (str, x, y, size) => ({ str, dir: "ltr", width: size * str.length, height: size, transform: [size, 0, 0, size, x, y], fontName: "f", hasEOL: false });
    const heading = [..."东门老渡口三十年后再开航"].map((character, n) => item(character, 40, 700 - 24 * n, 24));
    const body = ["　　昨日清晨，停航多年的东门", "渡口恢复通航，首班渡船载着六", "十多名乘客驶向对岸。渡口的老", "船工说，大家等了很久。　　　"];
    const columns = [84, 250].flatMap((x) => body.map((line, n) => item(line.trim(), x + (n === 0 ? 20 : 0), 710 - 15 * n, 10)));
    await context.viewer.openOnce();
    await opened({ items: [...heading, ...columns], styles: { f: { ascent: 0.88, descent: -0.12, vertical: false } } });
    const [text, lines] = await context.viewer.run(() => {
      const headline = viewer().querySelector("[data-role=headline]");
      const tops = [...headline.querySelectorAll("[data-start]")].map((span) => Math.round(span.getClientRects()[0].top));
      return [headline.textContent, [...new Set(tops)].map((top) => tops.filter((other) => other === top).length)];
    });
    assert.equal(text, "东门老渡口三十年后再开航");
    assert(lines.every((length) => length > 1), `lines of ${lines} characters`);
  });

  it("the text of pdf.js is opened as it is given, a page or several, and shown where it is printed", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    const { items, styles } = [PDFJS.pages?.[0] ?? PDFJS].flat()[0];
    const [[name, text]] = await opened({ items, styles, name: "A1" });
    assert.deepEqual([name, text.includes("石埠镇的旧渡船进了博物馆")], ["A1", true]);
    await viewer.run(() => viewer().show("facsimile"));
    await viewer.until(() => document.querySelector(".bm-facsimile .bm-run")?.checkVisibility());
    for (const several of [[{ items, styles }, { items, styles }], { pages: [{ items, styles }, { items, styles }] }]) {
      const pages = await opened(several);
      assert.deepEqual(pages.map(([, of]) => of), [text, text]);
    }
    const wrong = await viewer.run(async () => {
      await viewer().open({ items: [{ str: "馆" }] });
      return viewer().state;
    });
    assert.equal(wrong, "error");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=notice]").innerText.trim() !== "");
    await viewer.run(() => viewer().show("page"));
  });

  it("a list of pages beside pages of pdf.js is the list, and those are pages where there is none", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    const page = JSON.stringify([PDFJS].flat()[0]);
    writeFiles(folder, { "1.json": page, "2.json": page, "list.json": JSON.stringify({ pages: ["2.json", "1.json"] }) });
    await pick(join(folder, "1.json"), join(folder, "2.json"));
    await viewer.until(() => viewer().state === "ready" && viewer().pages.length === 2 && viewer().pages.every(({ page }) => page));
    assert.deepEqual(await viewer.run(() => viewer().pages.map(({ name }) => name)), ["1.json", "2.json"]);
    await pick(...["1.json", "2.json", "list.json"].map((name) => join(folder, name)));
    await viewer.until(() => viewer().state === "ready" && viewer().pages[0].name === "2.json");
  });

  it("is saved without its marks, and read again as it was", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await pick(form("marker.md"));
    await ready("marker.md");
    const before = await read();
    const saved = await saveHtml(viewer);
    assert(!saved.includes('data-banmian-forms="converted'), "what reads it is saved, too");
    await reopenSame(viewer, folder, "saved", saved);
    assert.deepEqual(await read(), before);
  });

  it("is refused with advice in a saved file; a text that may be Markdown is shown as a text, with advice", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await viewer.showText(FRONT);
    await reopen(viewer, folder, "small", await saveHtml(viewer));
    await pick(form("mineru.md"));
    await saysError(viewer, "mineru.md: ");
    await saysError(viewer, "banmian.html");
    assertSame(await viewer.run(() => viewer().text), FRONT, "the text");
    await viewer.run((text) => viewer().open(text), SIGNS);
    await viewer.shows(SIGNS);
    await saysBesidePage(viewer, "banmian.html");
  });
});
