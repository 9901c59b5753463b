// What fails around the viewer is got over, or said while the reader keeps what there was.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FRONT, SECOND, writeEdition } from "../harness/editions.js";
import { articleCount, saysError } from "../harness/notices.js";
import { page, withoutWhitespace } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

suite("The viewer", { loud: true, inOne: true }, (context) => {
  const setText = (text) => context.viewer.run((text) => void (viewer().text = text), text);

  it("reads on after a trap in its module", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(breakOff, "RuntimeError", 1);
    await setText(FRONT);
    await viewer.shows(FRONT);
    assert.equal(await viewer.run(() => window.broken), 1, "nothing was tried");
    await setText(SECOND);
    await viewer.shows(SECOND);
  });

  for (const error of ["RuntimeError", "RangeError"]) {
    it(`tries once more, says that it fails, keeps the page and reads the next: ${error}`, async () => {
      const { viewer } = context;
      await viewer.open();
      const before = await articleCount(viewer);
      await viewer.run(breakOff, error, 1000);
      await setText(SECOND);
      await saysError(viewer);
      assert.deepEqual([await viewer.run(() => window.broken), await articleCount(viewer)], [2, before]);
      await viewer.run(() => void (window.broken = Infinity));
      await setText(SECOND);
      await viewer.shows(SECOND);
    });
  }

  it("leaves the articles to be read where WebAssembly is refused", async () => {
    const { viewer, folder } = context;
    await viewer.driver.get(variant(folder, "no-module", () => delete globalThis.WebAssembly));
    await saysError(viewer, "WebAssembly");
    const { headline } = page.articles.find(({ headline }) => headline);
    const shown = await viewer.run(() => viewer().innerText);
    assert(withoutWhitespace(shown).includes(withoutWhitespace(headline.text)), `${headline.text} is not to be read`);
  });

  it("reads on in a tab that nobody sees, where nothing is painted", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await viewer.run(() => {
      for (const [name, value] of [["hidden", true], ["visibilityState", "hidden"]]) Object.defineProperty(document, name, { value, configurable: true });
      globalThis.requestAnimationFrame = () => 0;
      document.dispatchEvent(new Event("visibilitychange"));
    });
    const edition = writeEdition(folder);
    await viewer.pick(...["1.txt", "2.txt", "10.txt"].map((name) => join(edition, name)));
    await viewer.shows(FRONT);
    await viewer.until(() => viewer().pages.length === 3 && viewer().pages.every(({ page }) => page));
  });

  it("goes on when it is put back after it was taken out while it read", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(async (text) => {
      const element = viewer();
      element.text = text;
      element.remove();
      await new Promise((later) => setTimeout(later));
      document.body.append(element);
    }, SECOND);
    await viewer.shows(SECOND);
    await (await viewer.button("list")).click();
    await viewer.views("list");
  });

  it("shows the last of two loads, and tells of no other", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run((slow, quick) => {
      const file = new File([slow], "slow.txt");
      const bytes = file.arrayBuffer.bind(file);
      file.arrayBuffer = () => new Promise((done) => setTimeout(() => done(bytes()), 400));
      window.heard = [];
      viewer().addEventListener("banmian-load", ({ detail }) => window.heard.push(detail.text));
      viewer().open(file).then(() => window.heard.push("slow is done"));
      viewer().text = quick;
    }, FRONT, SECOND);
    await viewer.until(() => window.heard.includes("slow is done"));
    await viewer.shows(SECOND);
    assert.deepEqual(await viewer.run(() => window.heard), [SECOND, "slow is done"]);
  });

  for (const own of [true, false]) {
    for (const waits of [true, false]) {
      const [which, when] = [own ? "a page of its own" : "no page", waits ? "after the text has come" : "at once"];
      it(`with ${which} loads another address that it is put back with ${when}`, async () => {
        const { viewer, folder } = context;
        await viewer.open(variant(folder, "readdressed"));
        await viewer.run(async (own, waits, texts) => {
          const addresses = texts.map((text) => `data:text/plain,${encodeURIComponent(text)}`);
          const element = own ? viewer() : document.createElement("banmian-viewer");
          if (!own) viewer().replaceWith(element);
          element.src = addresses[0];
          if (waits) await element.ready;
          else await null;
          element.remove();
          element.src = addresses[1];
          if (waits) await new Promise((later) => setTimeout(later, 300));
          document.body.append(element);
        }, own, waits, [FRONT, SECOND]);
        await viewer.shows(SECOND);
        assert(await viewer.run(() => viewer().querySelector("article").checkVisibility()), "the articles are not seen");
      });
    }
  }
});

// Lets the module break off so many times where it asks the document for something: a trap to all
// that is in it.
const breakOff = (kind, times) => {
  window.broken = 0;
  const make = Document.prototype.createDocumentFragment;
  Document.prototype.createDocumentFragment = function () {
    if (window.broken >= times) return make.call(this);
    window.broken += 1;
    throw kind === "RangeError" ? new RangeError("Out of memory") : new WebAssembly.RuntimeError("unreachable");
  };
};
