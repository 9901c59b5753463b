// What is open can be saved, in one file that is a viewer itself or in other forms.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import JSZip from "jszip";
import { hasEdits, pageToCorrect } from "../harness/correcting.js";
import { FRONT, SECOND, writeEdition } from "../harness/editions.js";
import { file, page, text, writeFiles } from "../harness/pages.js";
import { run } from "../harness/programs.js";
import { assertSame } from "../harness/same.js";
import { recordDownloads, reopenSame, saveHtml } from "../harness/saving.js";
import { it, suite } from "../harness/suite.js";

suite("What is open", { inOne: true }, (context) => {
  it("is saved as one HTML file with its articles, its text and the viewer, which saves it again as it is", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    const saved = await saveHtml(viewer);
    for (const { id } of page.articles) assert(saved.includes(`<article id="${id}"`), `${id} is not in the file as it is`);
    await reopenSame(viewer, folder, "saved", saved);
    const [title, lead] = await viewer.run(() => [document.title, document.querySelector("h2[data-role=headline]").textContent.trim()]);
    assert.equal(/<title>([^<]*)<\/title>/.exec(saved)[1], lead, "the file is called after another story than its lead");
    assert(title.includes(lead), title);
    assertSame(await viewer.run(() => viewer().text), text, "the text");
    assert((await viewer.run(() => viewer().find("。"))).length > 0, "nothing is found in it");
  });

  it("is saved as one file with all pages of an edition and their names", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    const edition = writeEdition(folder);
    await viewer.pick(...["1.txt", "2.txt", "10.txt"].map((name) => join(edition, name)));
    await viewer.shows(FRONT, 0);
    const saved = await saveHtml(viewer);
    assert.equal(saved.match(/<article /g).length, 3);
    await reopenSame(viewer, folder, "edition", saved);
    assert.deepEqual(await viewer.run(() => viewer().pages.map(({ name }) => name)), ["1.txt", "2.txt", "10.txt"]);
    await viewer.run(() => void viewer().turn(2));
    await viewer.until(() => viewer().state === "ready" && viewer().index === 2);
  });

  it("is read back where a saved file is opened as a page is: one page with what was corrected, or all of an edition", async () => {
    const { viewer, folder } = context;
    const { text: corrected, edits } = pageToCorrect("alternating");
    writeFiles(folder, { "one.txt": corrected, "one.edits.json": edits, "1.txt": FRONT, "2.txt": SECOND });
    const open = async (...names) => {
      await viewer.open();
      await viewer.pick(...names.map((name) => join(folder, name)));
    };
    await open("one.txt", "one.edits.json");
    await hasEdits(viewer, JSON.parse(edits).edits.length);
    writeFiles(folder, { "one.html": await saveHtml(viewer) });
    await viewer.run(() => localStorage.clear());
    await open("one.html");
    await viewer.shows(corrected, 0);
    await hasEdits(viewer, JSON.parse(edits).edits.length);

    await open("1.txt", "2.txt");
    await viewer.shows(FRONT, 0);
    writeFiles(folder, { "both.html": await saveHtml(viewer) });
    await open("both.html");
    await viewer.shows(FRONT, 0);
    await viewer.becomes(() => viewer().pages.map(({ text }) => text), [FRONT, SECOND]);
    await open("both.html", "one.html");
    await viewer.shows(corrected, 0);
    const said = await viewer.run(() => viewer().shadowRoot.querySelector("[part=notice]").innerText);
    assert(said.includes("both.html: ") && !said.includes("left."), said);
  });

  it("is a viewer, too, in a file that the command wrote with the viewer's script", async () => {
    const { viewer, folder } = context;
    writeFiles(folder, { A1: text, A2: SECOND });
    const written = join(folder, "written.html");
    run(["html", join(folder, "A1"), join(folder, "A2"), "--edition", "晚报", "--viewer", file, "-o", written]);
    await viewer.open(pathToFileURL(written).href);
    await viewer.until(() => viewer().state === "ready" && viewer().pages.every(({ text }) => text));
    assert.deepEqual(await viewer.run(() => [document.title, viewer().pages.map(({ name }) => name)]), ["晚报", ["A1", "A2"]]);
    assertSame(await viewer.run(() => viewer().text), text, "the text");
    await viewer.clickPart("[part=pages] [data-turn='1']");
    await viewer.until((text) => viewer().state === "ready" && viewer().text === text, SECOND);
  });

  const save = async (form) => {
    const { viewer } = context;
    await viewer.run(() => void (window.downloads.length = 0));
    await viewer.clickPart("[data-act=save]");
    await viewer.clickPart(`[part=save] [data-form=${form}]`);
    await viewer.until(() => window.downloads.length === 1);
    return viewer.run(async () => ({ name: window.downloads[0].name, text: await window.downloads[0].blob.text() }));
  };

  it("is saved in the form that is chosen, and the viewer says how the file is called", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(recordDownloads);
    const { name, text: saved } = await save("html");
    assert.match(name, /.\.html$/);
    assert.match(saved, /^<!doctype html>/);
    await viewer.until((name) => viewer().shadowRoot.querySelector("[role=status]").textContent.includes(name), name);
  });

  const FORMS = { markdown: "markdown", clean: "text", ndjson: "ndjson", ninjs: "ninjs", tei: "tei", ris: "ris", bibtex: "bibtex", csl: "csl-json", atom: "atom" };
  for (const [form, command] of Object.entries(FORMS)) {
    it(`is saved as ${command} as the command writes it`, async () => {
      const { viewer, folder } = context;
      await viewer.open();
      await viewer.run(recordDownloads);
      const { text: saved } = await save(form);
      writeFiles(folder, { "page.txt": text });
      const written = run([command, join(folder, "page.txt")]);
      // a page that names no day is of the second in which it is written
      const ofDay = (form) => inSinglePrecision(form).trimEnd().replaceAll(/(<updated>[-\d]+)T[\d:]+Z/g, "$1");
      assertSame(ofDay(saved), ofDay(written), command);
    });
  }

  const openEdition = async () => {
    const { viewer, folder } = context;
    await viewer.open();
    const edition = writeEdition(folder);
    const files = ["1.txt", "2.txt"].map((name) => join(edition, name));
    await viewer.pick(...files);
    await viewer.shows(FRONT, 0);
    await viewer.run(recordDownloads);
    return files;
  };

  it("is saved as one book of all pages, with the files that the command writes", async () => {
    const { viewer, folder } = context;
    const files = await openEdition();
    const { name } = await save("epub");
    assert.match(name, /.\.epub$/);
    const saved = await viewer.run(async () => Array.from(new Uint8Array(await window.downloads[0].blob.arrayBuffer())));
    const written = join(folder, "issue.epub");
    run(["epub", ...files, "-o", written]);
    const inBook = async (bytes) => {
      const zip = await JSZip.loadAsync(bytes);
      return Promise.all(Object.values(zip.files).filter(({ dir }) => !dir).map(async (file) => [file.name, await file.async("string")]));
    };
    const book = await inBook(Uint8Array.from(saved));
    assert.equal(book.filter(([path]) => /a\d+\.xhtml$/.test(path)).length, 2, "a chapter a story");
    assert.deepEqual(book, await inBook(readFileSync(written)));
    assert.equal(String.fromCharCode(...saved.slice(30, 58)), "mimetypeapplication/epub+zip", "it is told by its first bytes");
  });

  for (const [form, command] of Object.entries({ ris: "ris", csl: "csl-json", bibtex: "bibtex" })) {
    it(`is saved as one list of references of all pages: ${command}`, async () => {
      const files = await openEdition();
      assertSame((await save(form)).text, run([command, ...files]), command);
    });
  }

  it("has its stories as references for reference managers in the saved file, and not in the viewer", async () => {
    const { viewer, folder } = context;
    const [front] = await openEdition();
    const spans = (html) => html.match(/<span class="Z3988"[^>]*><\/span>/g);
    const saved = await saveHtml(viewer);
    assert.equal(spans(saved).length, 2);
    assert.equal(spans(saved)[0], spans(run(["html", front]))[0]);
    await reopenSame(viewer, folder, "cited", saved);
    const found = await viewer.run(() => {
      const all = [...document.querySelectorAll(".Z3988")];
      return { all: all.length, seen: all.filter((span) => span.checkVisibility()).length, own: viewer().querySelectorAll(".Z3988").length };
    });
    assert.deepEqual(found, { all: 2, seen: 0, own: 0 });
  });

  it("is offered in forms by what they are for, from which the arrow keys go to the next", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.clickPart("[data-act=save]");
    const focused = () => viewer().shadowRoot.activeElement?.dataset.form;
    await viewer.becomes(focused, "html");
    await viewer.press("ARROW_DOWN");
    await viewer.becomes(focused, "epub");
    await viewer.press("END");
    await viewer.becomes(focused, "tei");
    await viewer.press("ARROW_DOWN");
    await viewer.becomes(focused, "html");
    const nameless = await viewer.run(() => {
      const groups = [...viewer().shadowRoot.querySelectorAll("[part=save] [role=group]")];
      return groups.filter((group) => !viewer().shadowRoot.getElementById(group.getAttribute("aria-labelledby"))?.textContent).length;
    });
    assert.equal(nameless, 0, "every group has a name");
  });

  it("is saved as the text that came", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(recordDownloads);
    assertSame((await save("text")).text, text, "the text");
  });

  it("is saved as the JSON of its reading", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(recordDownloads);
    assertSame((await save("json")).text, await viewer.run(() => JSON.stringify(viewer().page, null, 2)), "the JSON");
  });

  it("is written page by page, while the browser goes on with other work", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    const count = 150;
    writeFiles(folder, { "many.txt": Array(count).fill(text).join("\f") });
    await viewer.pick(join(folder, "many.txt"));
    await viewer.until((count) => viewer().pages.length === count && viewer().pages.every(({ text }) => text), count);
    const { html, turns } = await viewer.run(async () => {
      // so that every module is there
      await viewer().html();
      let [turns, isWritten] = [0, false];
      const turn = () => {
        turns += 1;
        if (!isWritten) setTimeout(turn);
      };
      setTimeout(turn);
      const html = await viewer().html();
      isWritten = true;
      return { html, turns };
    });
    assert(turns >= 5, `other work had its turn ${turns} times`);
    assert.equal(html.split(`<article id="p${count}-`).length - 1, page.articles.length, "articles of the last page");
    const data = JSON.parse(html.split('<script type="application/json">')[1].split("</script>")[0]);
    assert.equal(data.pages.length, count);
    assertSame(data.pages.at(-1).text, text, "the text of the last page");
  });

  it("is offered to be saved at the key s", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.pressUntil("TAB", () => document.activeElement === viewer());
    await viewer.press("s");
    await viewer.until(() => viewer().shadowRoot.activeElement?.dataset.form === "html");
  });
});

// Confidences are floats of single precision, which the command writes in fewer digits.
const inSinglePrecision = (text) => text.replace(/(?<="confidence":)[\d.e-]+/g, (digits) => String(Math.fround(Number(digits))));
