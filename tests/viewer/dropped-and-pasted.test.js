// A folder may be dropped or picked, and text pasted.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FRONT, SECOND, writeEdition } from "../harness/editions.js";
import { withoutWhitespace, writeFiles } from "../harness/pages.js";
import { it, only, suite } from "../harness/suite.js";

suite("A reader's own text", {}, (context) => {
  const isOfFolder = async () => {
    const { viewer } = context;
    await viewer.shows(FRONT, 0);
    await viewer.until(() => viewer().pages.length === 4 && viewer().pages.every(({ page }) => page));
    assert.deepEqual(await viewer.run(() => viewer().pages.map(({ name }) => name)), ["1.txt", "2.txt", "10.txt", "11.txt"]);
  };

  it("is opened from a folder that is dropped, with the folders in it, without files that are no text", only(["chromium"], "its driver cannot drop files"), async () => {
    const { viewer, browser, folder } = context;
    await viewer.open();
    const data = { items: [], files: [writeEdition(folder)], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await browser.devtools("Input.dispatchDragEvent", { type, x: 300, y: 500, data });
    }
    await isOfFolder();
  });

  it("can be seen to be droppable while it is over the viewer, and files alone", async () => {
    const { viewer } = context;
    await viewer.open();
    const seen = await viewer.run(() => {
      const drop = viewer().shadowRoot.querySelector("[part=drop]");
      const carry = (type, what, relatedTarget = null) => {
        const dataTransfer = new DataTransfer();
        if (what === "file") dataTransfer.items.add(new File(["text"], "page.txt"));
        else dataTransfer.setData("text/plain", what);
        viewer().querySelector("article").dispatchEvent(new DragEvent(type, { dataTransfer, relatedTarget, bubbles: true, cancelable: true, composed: true }));
        return drop.checkVisibility();
      };
      const over = carry("dragover", "file");
      const words = drop.innerText.trim() !== "";
      return [carry("dragover", "words"), over, words, carry("dragleave", "file", viewer().querySelector("p")), carry("dragleave", "file", document.documentElement)];
    });
    assert.deepEqual(seen, [true, true, true, true, false]);
  });

  it("is opened from a folder that is picked", only(["chromium"], "its driver cannot choose folders"), async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await (await viewer.part("input[webkitdirectory]")).sendKeys(writeEdition(folder));
    await isOfFolder();
  });

  it("is opened without what is no text, which is named with why, until another page is shown", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    writeFiles(folder, {
      "a.gif": "GIF89a", "b.txt": FRONT, "c.png": Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "d.xml": '<?xml version="1.0"?><TEI/>', "e.text": SECOND, "f.edits.json": "{}",
    });
    await viewer.pick(...["a.gif", "b.txt", "c.png", "d.xml", "e.text", "f.edits.json"].map((name) => join(folder, name)));
    await viewer.shows(FRONT, 0);
    assert.deepEqual(await viewer.run(() => viewer().pages.map(({ name }) => name)), ["b.txt", "e.text"]);
    const said = await viewer.run(() => viewer().shadowRoot.querySelector("[part=notice]").innerText);
    for (const words of ["a.gif: not text but a GIF", "c.png: not text but a PNG", "d.xml: not text but a TEI file", "f.edits.json: "]) assert(said.includes(words), `${words} is not in ${said}`);
    await viewer.run(() => viewer().turn(1));
    await viewer.shows(SECOND, 1);
    assert(await viewer.run(() => viewer().shadowRoot.querySelector("[part=notice]").hidden));
  });

  it("is opened where it is pasted, as what was copied here is", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.clickPart("[data-view='page']");
    const headline = await viewer.run(() => {
      getSelection().selectAllChildren(viewer().querySelector("[data-role=headline] [data-start], [data-role=headline]"));
      return getSelection().toString().trim();
    });
    assert(headline, "nothing could be selected");
    await viewer.press("CONTROL", "c");
    await viewer.press("CONTROL", "v");
    await viewer.until((wanted) => viewer().state === "ready" && viewer().text.replace(/\s/gu, "") === wanted, withoutWhitespace(headline));
  });
});
