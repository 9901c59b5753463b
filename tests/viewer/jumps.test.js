// A jump line is followed where its page is open, with a doubt said, and does no harm elsewhere.

import assert from "node:assert/strict";
import { join } from "node:path";
import { FRONT, writeEdition } from "../harness/editions.js";
import { writeFiles } from "../harness/pages.js";
import { before, it, suite } from "../harness/suite.js";

const GOES_ON = "（上接第一版）\n\n新馆共有六层,藏书一百二十万册,儿童阅览区设在二层,周末不闭馆。\n";
// By the names of their files, third pages on which the story of FRONT may go on.
const THIRDS = {
  "03.txt": `市图书馆新馆昨日开馆\n\n${GOES_ON}\n老街修缮完工\n\n本报讯 历时两年,城南老街的修缮昨日完工,沿街店铺陆续开门迎客。\n`,
  "p3.txt": "市图书馆新馆开放细则\n\n新馆共有六层,藏书一百二十万册,儿童阅览区设在二层,周末不闭馆。\n",
  "3.txt": GOES_ON,
};

suite("A jump line", { inOne: true }, (context) => {
  let folder;
  before(() => {
    folder = writeFiles(writeEdition(context.folder), THIRDS);
  });

  const opened = async (...names) => {
    const { viewer } = context;
    await viewer.open();
    await viewer.pick(...names.map((name) => join(folder, name)));
    await viewer.shows(FRONT);
    return viewer;
  };

  it("says which page a story goes on on where that page is not open, and nothing else", async () => {
    const viewer = await opened("1.txt", "2.txt");
    await viewer.click("#a1 h2 a");
    await viewer.views("story", "a1");
    await viewer.click("#a1 .bm-jump");
    const note = await viewer.until(() => {
      const note = viewer().shadowRoot.querySelector("[part=note]");
      return note.hidden ? null : note.innerText;
    });
    assert.match(note, /3/);
    assert.deepEqual(await viewer.all(".bm-continued"), []);
  });

  for (const [name, which, unsure] of [
    ["03.txt", "of its own headline", 0],
    ["p3.txt", "that may be another's, and says so", 1],
    ["3.txt", "that has no headline", 0],
  ]) {
    it(`sets below its story the rest ${which}, and gives it the focus`, async () => {
      const viewer = await opened("1.txt", name);
      await viewer.pressToFocus("TAB", ".bm-jump");
      await viewer.press("ENTER");
      await viewer.seen(".bm-continued");
      await viewer.focused(".bm-turned");
      const found = await viewer.run(() => {
        const rest = document.querySelector(".bm-continued");
        return {
          view: viewer().view,
          library: rest.textContent.includes("藏书一百二十万册"),
          otherStory: rest.textContent.includes("城南老街"),
          unsure: rest.querySelectorAll(".bm-unsure").length,
          offsets: rest.querySelectorAll("[data-start]").length,
          below: rest.previousElementSibling.className,
        };
      });
      assert.deepEqual(found, { view: "story", library: true, otherStory: false, unsure, offsets: 0, below: "bm-page" });
    });
  }

  it("leads on to the page the story goes on on, and from there back to where it began", async () => {
    const viewer = await opened("1.txt", "3.txt");
    await viewer.click("#a1 .bm-jump");
    await viewer.seen(".bm-continued");
    await viewer.click(".bm-turned a");
    await viewer.shows(THIRDS["3.txt"], 1);
    await viewer.views("story");
    await viewer.click("article[data-current] .bm-jump");
    await viewer.shows(FRONT);
    await viewer.views("story", "a1");
  });
});
