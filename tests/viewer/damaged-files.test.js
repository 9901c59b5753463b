/* global gone -- makes, in the page, a file that is gone before it is read */
// Of a file that is damaged, gone or blank it is said which and why; the other pages are read.

import assert from "node:assert/strict";
import { join } from "node:path";
import { subhead } from "../harness/corrections.js";
import { FRONT, SECOND, writeEdition } from "../harness/editions.js";
import { articleCount, recordStages, saysBesidePage, saysError, saysNothing, stages } from "../harness/notices.js";
import { writeFiles } from "../harness/pages.js";
import { parseText } from "../harness/programs.js";
import { it, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

suite("A file", { loud: true, inOne: true }, (context) => {
  const openRecorded = () => context.viewer.open(variant(context.folder, "recorded", recordStages));

  // Writes files into the edition's folder, and opens those that are named.
  const pick = async (names, files = {}) => {
    const { viewer, folder } = context;
    const edition = writeFiles(writeEdition(folder), files);
    await viewer.pick(...names.map((name) => join(edition, name)));
  };
  const turn = (index) => context.viewer.run((index) => void viewer().turn(index), index);

  it("that changes while it is read is named, and what was shown stays", async () => {
    const { viewer } = context;
    await openRecorded();
    await viewer.run(defineGone);
    const before = await articleCount(viewer);
    await viewer.run(() => void viewer().open(gone("news.txt")));
    await saysError(viewer, "news.txt: it has changed");
    assert.equal(await articleCount(viewer), before);
    assert.deepEqual(await stages(viewer), ["file"]);
  });

  it("that changes among others is named when it is turned to, and the others are read", async () => {
    const { viewer } = context;
    await openRecorded();
    await viewer.run(defineGone);
    await viewer.run((text) => void viewer().open([new File([text], "1.txt"), gone("2.txt")]), FRONT);
    await viewer.shows(FRONT, 0);
    await turn(1);
    await saysError(viewer, "2.txt: it has changed");
    await turn(0);
    await viewer.shows(FRONT, 0);
    assert.deepEqual(await stages(viewer), ["file"]);
  });

  it("that changes is named where it is a manifest, and the next text is read", async () => {
    const { viewer } = context;
    await openRecorded();
    await viewer.run(defineGone);
    await viewer.run(() => void viewer().open(gone("edition.json")));
    await saysError(viewer, "edition.json: it has changed");
    await viewer.run((text) => void (viewer().text = text), SECOND);
    await viewer.shows(SECOND, 0);
    assert.deepEqual(await stages(viewer), ["file"]);
  });

  it("that is a folder, and goes while it is looked through, is named", async () => {
    const { viewer } = context;
    await openRecorded();
    await viewer.run(() => {
      const readEntries = (done, fail) => fail(new DOMException("it is gone", "NotFoundError"));
      const entry = { isDirectory: true, name: "paper", createReader: () => ({ readEntries }) };
      const item = { kind: "file", getAsFile: () => null, webkitGetAsEntry: () => entry };
      const event = new Event("drop", { bubbles: true, cancelable: true });
      Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], items: [item] } });
      viewer().dispatchEvent(event);
    });
    await saysError(viewer, "paper: it is gone");
    assert.deepEqual(await stages(viewer), ["file"]);
  });

  it("that is half a manifest is named, and what was shown stays", async () => {
    const { viewer } = context;
    await viewer.open();
    const before = await articleCount(viewer);
    await pick(["edition.json", "1.txt"], { "edition.json": '{"title":"河湾报","pages":["1.txt",' });
    await saysError(viewer, "edition.json: ");
    assert.equal(await articleCount(viewer), before);
  });

  it("that a manifest lists and that is not there is named on its page, which shows no other's articles", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    await pick(["edition.json", "1.txt", "2.txt"], { "edition.json": JSON.stringify({ title: "河湾报", pages: ["1.txt", "gone.txt", "2.txt"] }) });
    await viewer.shows(FRONT, 0);
    await viewer.clickPart("[part=pages] [data-turn='1']");
    await saysError(viewer, "gone.txt");
    assert.equal(await articleCount(viewer), 0);
    await viewer.clickPart("[part=pages] [data-turn='1']");
    await viewer.shows(SECOND, 2);
  });

  it("that is no manifest is said to be none: the page stays, or where none was, the file's text is shown", async () => {
    const { viewer } = context;
    await openRecorded();
    const before = await articleCount(viewer);
    for (const fresh of [false, true]) {
      for (const text of ["", "null", "7", "[]", '{"pages":[', '{"pages":[]}', '{"pages":[null]}', '{"pages":"1.txt"}']) {
        await viewer.run((text, fresh) => {
          if (fresh) viewer().replaceWith(document.createElement("banmian-viewer"));
          window.stages.length = 0;
          viewer().open(new File([text], "edition.json"));
        }, text, fresh);
        await viewer.until(() => window.stages.length > 0);
        await saysError(viewer, "edition.json: ");
        assert.deepEqual(await stages(viewer), ["manifest"], text);
        const shown = await viewer.run(() => [viewer().querySelectorAll("article").length, viewer().querySelector(".bm-original")?.textContent ?? null]);
        assert.deepEqual(shown, fresh ? [0, text] : [before, null], text);
      }
    }
  });

  it("that is no manifest is said to be none as a child of the viewer", async () => {
    const { viewer } = context;
    await openRecorded();
    for (const text of ['{"pages":[]}', '{"pages":[null]}', '{"pages":[{"name":"A1"}]}']) {
      await viewer.run((text) => {
        const data = Object.assign(document.createElement("script"), { type: "application/json", textContent: text });
        const other = document.createElement("banmian-viewer");
        other.append(data);
        window.stages.length = 0;
        viewer().replaceWith(other);
      }, text);
      await saysError(viewer);
      assert.deepEqual(await stages(viewer), ["manifest"], text);
    }
  });

  for (const view of ["page", "list", "source", "story"]) {
    it(`that is blank is said to be so, and shows nothing of another page in the view ${view}`, async () => {
      const { viewer } = context;
      await viewer.openOnce();
      await pick(["1.txt", "2.txt", "3.txt", "4.txt"], { "3.txt": "", "4.txt": " \r\n\u3000\n" });
      for (const index of [2, 3]) {
        await turn(0);
        await viewer.shows(FRONT, 0);
        await viewer.run((view) => void viewer().show(view, "a1"), view);
        await viewer.views(view);
        await turn(index);
        await viewer.until((index) => viewer().index === index && viewer().state !== "loading", index);
        const notice = await viewer.part("[part=notice]");
        assert((await notice.isDisplayed()) && (await notice.getText()) !== "", "nothing is said");
        assert.deepEqual(await viewer.run(() => [viewer().querySelectorAll("article").length, /图书馆|老街/.test(viewer().innerText)]), [0, false]);
      }
    });
  }

  const whole = JSON.stringify(subhead(FRONT, parseText(FRONT)));
  const half = whole.slice(0, whole.indexOf(","));
  for (const text of [half, "", "{}", "7"]) {
    it(`of corrections that are none takes no page down: ${JSON.stringify(text)}`, async () => {
      const { viewer } = context;
      await viewer.openOnce();
      for (const names of [["1.txt", "1.edits.json"], ["2.txt", "1.txt", "1.edits.json"], ["1.edits.json"]]) {
        await pick(names, { "1.edits.json": text });
        await viewer.shows(FRONT, 0);
        await saysBesidePage(viewer, text === half ? "1.edits.json: " : "");
        await viewer.run(() => void (viewer().shadowRoot.querySelector("[part=notice]").hidden = true));
      }
    });
  }

  it("of corrections is put to work with its page, and nothing is said", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    await pick(["1.txt", "1.edits.json"], { "1.edits.json": whole });
    await viewer.until(() => viewer().edits?.edits.length === 1);
    await saysNothing(viewer);
  });

  it("may have a percent sign in its address, which may be none", async () => {
    const { viewer } = context;
    await openRecorded();
    await viewer.run((text) => void (viewer().src = `data:text/plain,${encodeURIComponent(text)}/100%`), SECOND);
    await viewer.shows(`${SECOND}/100%`, 0);
    assert.equal(await viewer.run(() => viewer().pages[0].name), "100%");
    await viewer.run(() => void (viewer().src = "http://%/"));
    await saysError(viewer);
    assert.deepEqual(await stages(viewer), ["fetch"]);
  });

  it("may have a percent sign in its name, in a list of pages, and in what a link quotes", async () => {
    const { viewer } = context;
    await openRecorded();
    const text = "产量增长5%\n\n本报讯 产量增长100%,其中 %E5 为新增。\n";
    await pick(["edition.json", "1%.txt"], { "1%.txt": text, "edition.json": JSON.stringify({ pages: ["1%.txt", "50%/2%.txt"] }) });
    await viewer.shows(text, 0);
    assert.deepEqual(await viewer.run(() => viewer().pages.map(({ name }) => name)), ["1%.txt", "2%.txt"]);
    await turn(1);
    await saysError(viewer, "2%.txt");
    await turn(0);
    await viewer.shows(text, 0);
    for (const quote of ["产量增长100%", "%E5 为新增", "增长100%25"]) {
      await viewer.show("page");
      await viewer.run((quote) => void (location.hash = `#a1.2~${quote}`), quote);
      await viewer.views("story");
    }
    assert.deepEqual(await stages(viewer), ["fetch"]);
  });
});

// Defines in the page how a file is made that has changed since it was chosen.
const defineGone = () => {
  window.gone = (name) => {
    const file = new File(["x"], name);
    file.arrayBuffer = file.text = () => Promise.reject(new DOMException("it has changed", "NotReadableError"));
    return file;
  };
};
