// Where the browser keeps nothing, or keeps what is broken, the reader reads on and is told.

import assert from "node:assert/strict";
import { subhead } from "../harness/corrections.js";
import { saysBesidePage, saysNothing } from "../harness/notices.js";
import { page, text } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

const edits = subhead(text, page);

suite("The browser's storage", { loud: true }, (context) => {
  const correct = async () => {
    const { viewer } = context;
    await viewer.run((edits) => void (viewer().edits = edits), edits);
    await viewer.until(() => viewer().edits?.edits.length === 1);
  };

  // A theme is chosen, a story opened, the page corrected; that the correction is not kept is said.
  const isDoneWithout = async (address) => {
    const { viewer } = context;
    await viewer.open(address);
    await viewer.clickPart("[data-act=type]");
    await viewer.clickPart("[part=type] [data-value=dark]");
    await viewer.until(() => viewer().getAttribute("theme") === "dark");
    await viewer.press("ESCAPE");
    await viewer.show("story", "a1");
    await correct();
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=note]").textContent.trim() !== "");
  };

  it("may be refused", () =>
    isDoneWithout(variant(context.folder, "no-storage", () => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException("refused", "SecurityError");
          },
        });
      }
    })));

  it("may be full", () =>
    isDoneWithout(variant(context.folder, "full-storage", () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    })));

  for (const broken of ['{"version":1,"edits":[', '{"edits":[{"kind":"x"}]}']) {
    it(`may hold corrections that are none; they are put aside, and new ones kept: ${broken}`, async () => {
      const { viewer } = context;
      await viewer.open();
      await viewer.run(() => localStorage.clear());
      await correct();
      const key = await viewer.run((broken) => {
        const [key] = Object.keys(localStorage).filter((key) => key.endsWith(":edits"));
        localStorage.setItem(key, broken);
        return key;
      }, broken);

      await viewer.open();
      await saysBesidePage(viewer);
      assert.equal(await viewer.run((key) => localStorage.getItem(key), key), broken, "it is not kept before anything is corrected");
      await correct();
      assert.equal(await viewer.run((broken) => Object.values(localStorage).filter((kept) => kept === broken).length, broken), 1);

      await viewer.open();
      await viewer.until(() => viewer().edits?.edits.length === 1);
      await saysNothing(viewer);
      await viewer.run(() => localStorage.clear());
    });
  }
});
