// The picture of a page that is opened with the page's document stands behind its facsimile.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FRONT } from "../harness/editions.js";
import { saysBesidePage, saysNothing } from "../harness/notices.js";
import { writeFiles } from "../harness/pages.js";
import { BRIDGE, FONT, LIBRARY } from "../harness/pdf-pages.js";
import { pdf } from "../harness/pdf.js";
import { before, it, suite } from "../harness/suite.js";

const GIF = Buffer.from("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=", "base64");
const page = (...lines) => pdf(lines, FONT);

// Opens files, by their contents, and shows the printed page.
const open = async ({ viewer, folder }, files, count = 1) => {
  writeFiles(folder, files);
  await viewer.pick(...Object.keys(files).map((name) => join(folder, name)));
  await viewer.until((first, count) => viewer().state === "ready" && viewer().pages.length === count && viewer().pages.every(({ name, page }) => page && name.startsWith(first)), Object.keys(files)[0][0], count);
  await viewer.run(() => viewer().show("facsimile"));
};
const isShown = ({ viewer }) => viewer.until(() => document.querySelector(".bm-facsimile.bm-scanned .bm-scan")?.complete);
const isNone = async ({ viewer }) => {
  await viewer.run(() => viewer().settled);
  assert.equal(await viewer.run(() => document.querySelector(".bm-scan")), null);
};

suite("A picture opened with the document that it shows", {}, (context) => {
  before(() => context.viewer.open());

  it("stands behind its printed page, whatever it is called, and in no file that is saved", async () => {
    const { viewer } = context;
    await open(context, { "a.pdf": page(BRIDGE), "scan.gif": GIF });
    await isShown(context);
    await saysNothing(viewer);
    const [html, data] = await viewer.run(async () => [await viewer().html(), document.querySelector(".bm-scan").src]);
    assert(data.startsWith("data:image/gif") && !html.includes(data), "the picture is saved");
    await open(context, { "b.pdf": page(LIBRARY) });
    await isNone(context);
  });

  it("stands behind the first page of several in its file", async () => {
    const { viewer } = context;
    await open(context, { "two.pdf": page(BRIDGE, LIBRARY), "two.gif": GIF }, 2);
    await isShown(context);
    await viewer.run(() => viewer().turn(1));
    await isNone(context);
    await viewer.run(() => viewer().turn(0));
    await isShown(context);
  });

  it("goes with the document of its name among several, or is named as left out", async () => {
    const { viewer } = context;
    await open(context, { "p1.pdf": page(BRIDGE), "p2.pdf": page(LIBRARY), "p2.gif": GIF, "p3.gif": GIF }, 2);
    await saysBesidePage(viewer, "p3.gif: ");
    assert.doesNotMatch(await viewer.run(() => viewer().shadowRoot.querySelector("[part=notice]").innerText), /p2\.gif/);
    await isNone(context);
    await viewer.run(() => viewer().turn(1));
    await isShown(context);
  });

  it("is left out beside a text, of which no places are known", async () => {
    const { viewer, folder } = context;
    await viewer.openOnce();
    writeFiles(folder, { "c.txt": FRONT, "c.gif": GIF });
    await viewer.pick(join(folder, "c.txt"), join(folder, "c.gif"));
    await viewer.shows(FRONT);
    await saysBesidePage(viewer, "c.gif: ");
  });

});

suite("A file opened as the picture of a document", { loud: true }, (context) => {
  it("that cannot be shown is said to be that, and the text is shown in its place", async () => {
    const { viewer } = context;
    await open(context, { "d.pdf": page(BRIDGE), "d.png": Buffer.from("\x89PNG\r\n\x1a\nbroken off", "latin1") });
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=notice]").innerText.includes("d.png"));
    await isNone(context);
  });
});
