// The viewer's documents run their own script and nothing else, whatever gets into them.

import assert from "node:assert/strict";
import { join } from "node:path";
import { SECOND } from "../harness/editions.js";
import { file, writeFiles } from "../harness/pages.js";
import { run } from "../harness/programs.js";
import { saveHtml } from "../harness/saving.js";
import { it, suite } from "../harness/suite.js";
import { built, writeDocument } from "../harness/variants.js";

// Browsers tell in the console of what they refuse.
suite("A document of the viewer", { loud: true }, (context) => {
  // Opens the document with scripts, a style and a picture that are not its own.
  const isGuarded = async (html) => {
    const { viewer, browser, folder } = context;
    assert(html.includes("</body>"));
    const strange = `<script>window.ran = 1</script><script src="data:text/javascript,window.ran=1"></script>
      <img src="http://banmian.invalid/image" onerror="window.ran = 1"><style>body { outline: 7px withoutWhitespace }</style>`;
    browser.proxy.requests();
    await viewer.open(writeDocument(folder, "guarded", html.replace("</body>", () => `${strange}</body>`)));
    const found = await viewer.run(() => [window.ran ?? 0, document.images.length, getComputedStyle(document.body).outlineWidth === "7px"]);
    assert.deepEqual(found, [0, 1, false], "strange scripts, pictures and style are in force");
    assert.deepEqual(browser.proxy.requests().filter((line) => line.includes("banmian")), []);
  };

  it("that is built runs no other script and fetches nothing", () => isGuarded(built));

  it("that a reader saves runs no other script and fetches nothing", async () => {
    const { viewer } = context;
    await viewer.open();
    await isGuarded(await saveHtml(viewer));
  });

  it("that the command writes runs no other script and fetches nothing", async () => {
    writeFiles(context.folder, { "page.txt": SECOND });
    await isGuarded(run(["html", join(context.folder, "page.txt"), "--viewer", file]));
  });
});
