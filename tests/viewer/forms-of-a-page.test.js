// A page that is opened in several forms is there once, of the form that says where its lines stand.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FRONT, SECOND, THIRD } from "../harness/editions.js";
import { saysBesidePage, saysNothing } from "../harness/notices.js";
import { writeFiles } from "../harness/pages.js";
import { BRIDGE, FONT, LIBRARY } from "../harness/pdf-pages.js";
import { pdf } from "../harness/pdf.js";
import { root } from "../harness/programs.js";
import { reopen, saveHtml } from "../harness/saving.js";
import { it, only, suite } from "../harness/suite.js";

const page = (...lines) => pdf(lines, FONT);
const EMPTY = pdf([]).replace("/Count 0", "/Count 1");

suite("A page opened in several forms", {}, (context) => {
  const pick = (...names) => context.viewer.pick(...names.map((name) => join(context.folder, name)));
  const open = async (files, ...names) => {
    await context.viewer.openOnce();
    writeFiles(context.folder, files);
    await pick(...Object.keys(files));
    await are(...names);
  };
  const are = (...names) =>
    context.viewer.until((names) => viewer().state === "ready" && viewer().pages.map(({ name, page }) => page && name).join() === names, names.join());
  const texts = () => context.viewer.run(() => viewer().pages.map(({ text }) => text.split("\n")[0]));

  it("is read of its PDF or OCR file, and the other is named as left out", async () => {
    const { viewer } = context;
    await open({ "a1.pdf": page(BRIDGE), "a1.txt": FRONT, "a2.txt": SECOND, "a3.txt": THIRD, "a3.pdf": page(LIBRARY) }, "a1.pdf", "a2.txt", "a3.pdf");
    await saysBesidePage(viewer, "a1.txt, a3.txt: ");
    assert.deepEqual(await texts(), ["老桥今日恢复通车", "老街修缮完工", "市图书馆新馆昨日开馆"]);
    await viewer.run(() => viewer().turn(1));
    await viewer.shows(SECOND, 1);
    await saysNothing(viewer);
  });

  it("is an edition where its PDF alone is left and has several pages", async () => {
    await open({ "b.pdf": page(BRIDGE, LIBRARY), "b.txt": `${FRONT}\f${SECOND}` }, "b · 1", "b · 2");
    await saysBesidePage(context.viewer, "b.txt: ");
  });

  it("is read of the file of the form that is named, by the attribute or a script", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    writeFiles(folder, { "n1.pdf": page(BRIDGE), "n1.txt": FRONT, "n2.txt": SECOND, "n2.pdf": page(LIBRARY) });
    for (const [form, [first, second], left] of [["text", ["市图书馆新馆昨日开馆", "老街修缮完工"], "n1.pdf, n2.pdf: "], ["pdf", ["老桥今日恢复通车", "市图书馆新馆昨日开馆"], "n1.txt, n2.txt: "]]) {
      await viewer.run((form) => viewer().setAttribute("form", form), form);
      await pick("n1.pdf", "n1.txt", "n2.txt", "n2.pdf");
      await are(...(form === "text" ? ["n1.txt", "n2.txt"] : ["n1.pdf", "n2.pdf"]));
      await saysBesidePage(viewer, left);
      assert.deepEqual(await texts(), [first, second]);
    }
    await viewer.run(() => viewer().removeAttribute("form"));
    await viewer.run((text) => viewer().open([new File(["%PDF-1.7"], "n3.pdf"), new File([text], "n3.txt")], { form: "text" }), FRONT);
    await viewer.shows(FRONT, 0);
    await saysBesidePage(viewer, "n3.pdf: ");
  });

  it("has its picture behind it, whichever form comes first", async () => {
    const { viewer } = context;
    const gif = Buffer.from("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=", "base64");
    await open({ "c.gif": gif, "c.txt": FRONT, "c.xml": readFileSync(join(root, "tests/forms/alto-2.xml")) }, "c.xml");
    await viewer.run(() => viewer().show("facsimile"));
    await viewer.until(() => document.querySelector(".bm-facsimile.bm-scanned .bm-scan")?.complete);
  });

  it("is read of its text where the PDF has none or cannot be opened, and that is said", async () => {
    const { viewer, folder } = context;
    await open({ "d1.pdf": EMPTY, "d1.txt": FRONT, "d2.pdf": "%PDF-1.7 broken off", "d2.txt": SECOND }, "d1.pdf", "d2.pdf");
    await viewer.shows(FRONT, 0);
    await saysBesidePage(viewer, "d1.pdf");
    await viewer.run(() => viewer().turn(1));
    await viewer.shows(SECOND, 1);
    await saysBesidePage(viewer, "d2.pdf");
    await saysBesidePage(viewer, "d2.txt");
    // one after the other, until there is a text
    writeFiles(folder, { "e.pdf": EMPTY, "e.xml": "<alto></alto>", "e.txt": THIRD });
    await pick("e.pdf", "e.xml", "e.txt");
    await viewer.shows(THIRD, 0);
    await saysBesidePage(viewer, "e.xml");
  });

  it("is read of its text in a saved file, which does not carry what reads PDF", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    await viewer.showText(FRONT);
    await reopen(viewer, folder, "small", await saveHtml(viewer));
    writeFiles(folder, { "f.pdf": page(BRIDGE), "f.txt": SECOND });
    await pick("f.pdf", "f.txt");
    await viewer.shows(SECOND, 0);
    await saysBesidePage(viewer, "f.pdf");
  });

  it("is two pages where the forms lie in two folders", only(["chromium"], "its driver cannot drop files"), async () => {
    const { viewer, browser, folder } = context;
    await viewer.open();
    writeFiles(folder, { "paper/1/a.pdf": page(BRIDGE), "paper/2/a.txt": FRONT, "paper/3/a.txt": SECOND, "paper/3/a.pdf": page(LIBRARY) });
    const data = { items: [], files: [join(folder, "paper")], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) await browser.devtools("Input.dispatchDragEvent", { type, x: 300, y: 500, data });
    await are("a.pdf", "a.txt", "a.pdf");
    assert.deepEqual(await texts(), ["老桥今日恢复通车", "市图书馆新馆昨日开馆", "市图书馆新馆昨日开馆"]);
  });
});
