// A reader's own files are kept where they have said so, and offered when they come back.

import assert from "node:assert/strict";
import { join } from "node:path";
import { assertNoViolations } from "../harness/axe.js";
import { FRONT, SECOND, THIRD, writeEdition } from "../harness/editions.js";
import { subhead } from "../harness/corrections.js";
import { answer, countKept, forgetAll, offered } from "../harness/kept.js";
import { text, writeFiles } from "../harness/pages.js";
import { parseNatively } from "../harness/programs.js";
import { afterEach, it, only, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

const ASKED = "Keep these files in this browser, to offer them again next time?";
const OFFERED = "What you had open: “市图书馆新馆昨日开馆”, 3 pages.";
const THREE = ["1.txt", "2.txt", "10.txt"];

suite("A reader's own files", { inOne: true }, (context) => {
  afterEach(() => forgetAll(context.viewer));

  // The viewer in English, opened anew, as by a reader who comes back.
  const begin = async (address) => {
    const { viewer } = context;
    await viewer.open(address);
    await viewer.run(() => void (viewer().lang = "en"));
    return viewer;
  };
  const pick = async (names = THREE, files = {}) => {
    const { viewer, folder } = context;
    const edition = writeFiles(writeEdition(folder), files);
    await viewer.pick(...names.map((name) => join(edition, name)));
    await viewer.shows(FRONT, 0);
  };
  // Files that were picked and that the reader wants kept.
  const kept = async (names, files) => {
    const viewer = await begin();
    await pick(names, files);
    await answer(viewer, "Keep them");
    await viewer.becomes(offered, null);
    return viewer;
  };
  const becomesKept = async (count) => {
    for (let times = 0; times < 100 && (await countKept(context.viewer)) !== count; times += 1);
    assert.equal(await countKept(context.viewer), count);
  };

  it("are offered when they come back, and are opened again as they were, in their encodings", async () => {
    await begin();
    await pick();
    const { viewer } = context;
    await viewer.becomes(offered, ASKED);
    await answer(viewer, "Keep them");
    await becomesKept(3);

    await begin();
    await viewer.becomes(offered, OFFERED);
    assert.equal(await viewer.run(() => viewer().text), text, "they are opened before the reader asks for them");
    await answer(viewer, "Open again");
    await viewer.shows(FRONT, 0);
    await viewer.until(() => viewer().pages.every(({ page }) => page));
    assert.deepEqual(await viewer.run(() => viewer().pages.map(({ name, text }) => [name, text])), [["1.txt", FRONT], ["2.txt", SECOND], ["10.txt", THIRD]]);
    assert.equal(await viewer.run(offered), null, "it is asked again");
  });

  it("are opened where their reader was, and are offered where the address says that place", async () => {
    const viewer = await kept();
    await becomesKept(3);
    await viewer.show("page");
    await viewer.run(() => viewer().show("story", "a1", 2));
    await viewer.until(() => location.hash === "#p3/a1" && viewer().index === 2);
    await viewer.driver.navigate().refresh();
    await viewer.until(() => viewer()?.state === "ready" && viewer().pages.length === 1);
    await viewer.run(() => void (viewer().lang = "en"));
    await answer(viewer, "Open again");
    await viewer.shows(THIRD, 2);
    await viewer.views("story", "a1");
  });

  it("are still asked about when another offer, to go on in them, was put aside", async () => {
    const viewer = await begin();
    await pick();
    await viewer.becomes(offered, ASKED);
    await viewer.run(() => viewer().show("story", "a1", 2));
    await viewer.shows(THIRD, 2);
    await pick();
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=offer] p")?.textContent.startsWith("You were reading"));
    await answer(viewer, "Close");
    await viewer.becomes(offered, ASKED);
  });

  it("are not offered where the address leads to another place", async () => {
    const viewer = await kept();
    await becomesKept(3);
    await begin();
    await viewer.becomes(offered, OFFERED);
    await viewer.run(() => void (location.hash = "#a2"));
    await viewer.driver.navigate().refresh();
    await viewer.until(() => viewer()?.state === "ready" && viewer().story === "a2");
    await viewer.run(() => viewer().settled);
    assert.equal(await viewer.run(offered), null);
  });

  it("are not asked about again where the answer was no, until that is switched on beside how a text was read", async () => {
    const viewer = await begin();
    await pick();
    await answer(viewer, "No");
    await pick(["1.txt", "2.txt"]);
    await viewer.run(() => viewer().settled);
    assert.equal(await viewer.run(offered), null);
    assert.equal(await countKept(viewer), 0);
    const box = "[part=origin] .keeping input";
    await viewer.until((box) => viewer().shadowRoot.querySelector(box) && !viewer().shadowRoot.querySelector(".keeping").hidden, box);
    await viewer.clickPart("[data-act=origin]");
    assert.equal(await viewer.run((box) => viewer().shadowRoot.querySelector(box).checked, box), false);
    await viewer.clickPart(box);
    await becomesKept(2);
    await viewer.clickPart(box);
    await becomesKept(0);
    await begin();
    await viewer.run(() => viewer().settled);
    assert.equal(await viewer.run(offered), null);
  });

  it("are gone when their reader forgets them", async () => {
    const viewer = await kept();
    await becomesKept(3);
    await begin();
    await answer(viewer, "Forget it");
    await becomesKept(0);
    await begin();
    await viewer.run(() => viewer().settled);
    assert.equal(await viewer.run(offered), null);
  });

  it("take the place of those before, and come with the corrections that were opened with them", async () => {
    const viewer = await kept();
    await becomesKept(3);
    const edits = subhead(FRONT, parseNatively(join(writeEdition(context.folder), "1.txt")));
    await pick(["1.txt", "1.edits.json"], { "1.edits.json": JSON.stringify(edits) });
    await becomesKept(2);
    await begin();
    await viewer.becomes(offered, "What you had open: “市图书馆新馆昨日开馆”.");
    await answer(viewer, "Open again");
    await viewer.until((text) => viewer().text === text && viewer().edits?.edits.length === 1, FRONT);
  });

  it("may be a text that was pasted", async () => {
    const viewer = await begin();
    await viewer.run((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.dispatchEvent(Object.defineProperty(new Event("paste", { bubbles: true, cancelable: true }), "clipboardData", { value: clipboardData }));
    }, SECOND);
    await viewer.shows(SECOND, 0);
    await answer(viewer, "Keep them");
    await becomesKept(1);
    await begin();
    await viewer.becomes(offered, "What you had open: “老街修缮完工”.");
    await answer(viewer, "Open again");
    await viewer.shows(SECOND, 0);
  });

  it("are not kept where they are larger than is good for a browser, which is said", async () => {
    const viewer = await begin();
    await pick();
    await viewer.until((asked) => viewer().shadowRoot.querySelector("[part=offer] p")?.textContent === asked, ASKED);
    await viewer.run(() => void Object.defineProperty(File.prototype, "size", { get: () => 1e8, configurable: true }));
    await answer(viewer, "Keep them");
    await viewer.until(() => /200 MB/.test(viewer().shadowRoot.querySelector("[part=note]").textContent));
    assert.equal(await countKept(viewer), 0);
  });

  it("are not asked about in a document that the viewer is a part of, nor where a script opens them", async () => {
    const viewer = await begin();
    await viewer.run((text) => viewer().open(new File([text], "1.txt")), FRONT);
    await viewer.shows(FRONT, 0);
    await viewer.run(() => viewer().settled);
    assert.equal(await viewer.run(offered), null, "a script's file is asked about");
    await viewer.run(() => viewer().removeAttribute("hash"));
    await pick(["1.txt", "2.txt"]);
    await viewer.run(() => viewer().settled);
    assert.equal(await viewer.run(offered), null, "a part of a document asks");
    assert.equal(await countKept(viewer), 0);
  });

  it("are asked about and offered to the keyboard first, whose focus is not lost", async () => {
    const viewer = await kept();
    await becomesKept(3);
    await begin();
    await viewer.becomes(offered, OFFERED);
    await viewer.press("TAB");
    await viewer.focused("[part=offer]");
    await viewer.press("ENTER");
    await viewer.shows(FRONT, 0);
    await begin();
    await viewer.becomes(offered, OFFERED);
    await viewer.press("TAB");
    await viewer.focused("[part=offer]");
    await viewer.press("ESCAPE");
    await viewer.becomes(offered, null);
    await viewer.focused("main");
    assert.equal(await countKept(viewer), 3, "what is put aside for now is forgotten");
  });

  it("are asked about in a narrow window, where nothing is wider than that, and the end of the text can be read", async () => {
    const viewer = await begin();
    await viewer.resize(320, 600);
    await pick();
    await viewer.becomes(offered, ASKED);
    const [wide, overlap] = await viewer.run(async () => {
      scrollTo({ top: document.scrollingElement.scrollHeight, behavior: "instant" });
      await new Promise((later) => requestAnimationFrame(() => setTimeout(later)));
      const offer = viewer().shadowRoot.querySelector("[part=offer]").getBoundingClientRect();
      const last = Math.max(...[...document.querySelectorAll("article [data-start]")].map((piece) => piece.getBoundingClientRect().bottom));
      return [document.documentElement.scrollWidth - innerWidth, last - offer.top];
    });
    assert(wide <= 0, `${wide} pixels too wide`);
    assert(overlap <= 0, `${overlap} pixels of the text are covered`);
  });

  it("are asked about beside the panel of corrections, of which nothing is covered", async () => {
    const viewer = await begin();
    await viewer.resize(500, 700);
    await pick();
    await viewer.becomes(offered, ASKED);
    await viewer.run(() => void (viewer().correcting = true));
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=correct]")?.checkVisibility());
    await viewer.becomes(() => {
      const [panel, offer] = ["correct", "offer"].map((part) => viewer().shadowRoot.querySelector(`[part=${part}]`).getBoundingClientRect());
      return panel.height > 100 && panel.bottom <= offer.top + 1;
    }, true);
  });

  for (const theme of ["light", "dark"]) {
    it(`break no rule of accessibility as they are asked about and offered, in a ${theme} theme`, only(["chromium"], "is the same everywhere"), async () => {
      const viewer = await begin();
      await viewer.run((theme) => void (viewer().theme = theme), theme);
      await pick();
      await viewer.becomes(offered, ASKED);
      await assertNoViolations(viewer, "the question");
      await answer(viewer, "Keep them");
      await becomesKept(3);
      await viewer.clickPart("[data-act=origin]");
      await assertNoViolations(viewer, "the line in the panel");
      await begin();
      await viewer.becomes(offered, OFFERED);
      await assertNoViolations(viewer, "the offer");
      await viewer.run(() => viewer().removeAttribute("theme"));
    });
  }
});

suite("Files where the browser keeps nothing", {}, (context) => {
  for (const [title, first] of [
    ["its store is refused", () => Object.defineProperty(globalThis, "indexedDB", { get() { throw new DOMException("refused", "SecurityError"); } })],
    ["its store does not open", () => (IDBFactory.prototype.open = () => { throw new DOMException("refused", "UnknownError"); })],
    ["it has no store", () => Object.defineProperty(globalThis, "indexedDB", { value: undefined })],
    ["it remembers no answer", () => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } })],
  ]) {
    it(`are read, and nothing is asked, where ${title}`, async () => {
      const { viewer, folder } = context;
      await viewer.open(variant(folder, "no-database", first));
      await viewer.pick(join(writeEdition(folder), "1.txt"));
      await viewer.shows(FRONT, 0);
      await viewer.run(() => viewer().settled);
      assert.deepEqual(await viewer.run(() => [viewer().shadowRoot.querySelector("[part=note]").textContent, viewer().shadowRoot.querySelector("[part=offer]")?.checkVisibility() ?? false, viewer().shadowRoot.querySelector("[part=origin] .keeping").hidden]), ["", false, true]);
    });
  }
});
