// All notes stand in a list, are taken away in files, and come back from them.

import assert from "node:assert/strict";
import { join } from "node:path";
import { assertNoViolations, CONTRAST_RULES } from "../harness/axe.js";
import { assertNotes, formIsClosed, formIsOpen, hasNotes, markByMenu, marked, NOTED, openNoted, write } from "../harness/notes.js";
import { saysBesidePage } from "../harness/notices.js";
import { writeFiles } from "../harness/pages.js";
import { reopen, reopenSame, saveHtml } from "../harness/saving.js";
import { it, only, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

const FIRST = "首班船七点";
const SECOND = "四十二人";
const OTHER = "码头修缮完工\n\n本报讯（记者 吴九）历时两月，镇东码头的修缮昨日完工，今晨已有货船停靠。\n";

suite("The list of notes", { loud: true, inOne: true }, (context) => {
  const openList = async () => {
    const { viewer } = context;
    await viewer.press("k");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=notes]:not([hidden])") !== null);
  };
  const listed = () => context.viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=notes] :is(h3, h4, q, li .go > span)")].map(({ localName, textContent }) => `${localName} ${textContent}`));

  it("says how notes are made where there are none, and can be left with Escape", async () => {
    const { viewer } = context;
    await openNoted(viewer);
    await openList();
    const said = await viewer.run(() => viewer().shadowRoot.querySelector("[part=notes] .list").innerText);
    assert(said.length > 20 && !said.includes("notes."), said);
    await viewer.press("ESCAPE");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=notes]").hidden);
  });

  it("has them story by story in the order they are read, and filters them by words and by ink", async () => {
    const { viewer } = context;
    await openNoted(viewer);
    await markByMenu(viewer, "菜价平稳，");
    await write(viewer, SECOND, "核对人数");
    await write(viewer, FIRST, "查时刻表");
    await openList();
    assert.deepEqual(await listed(), ["h3 渡口昨日复航", `q ${FIRST}`, "span 查时刻表", `q ${SECOND}`, "span 核对人数", "h3 镇上菜价平稳", "q 菜价平稳，"]);
    const filter = (selector, value) => viewer.run((selector, value) => {
      const field = viewer().shadowRoot.querySelector(`[part=notes] ${selector}`);
      field.value = value;
      field.dispatchEvent(new Event(field.localName === "select" ? "change" : "input"));
    }, selector, value);
    await filter("input", "人数");
    assert.deepEqual(await listed(), ["h3 渡口昨日复航", `q ${SECOND}`, "span 核对人数"]);
    await filter("input", "");
    await filter("select", "rose");
    assert.deepEqual(await listed(), []);
  });

  it("leads to the place of each, and from there to what is written", async () => {
    const { viewer } = context;
    await openNoted(viewer);
    await write(viewer, "菜价平稳，", "贵了");
    await viewer.show("story", "a1");
    await openList();
    await viewer.clickPart("[part=notes] .go");
    await viewer.until(() => viewer().view === "story" && viewer().story === "a2" && document.activeElement.textContent.includes("菜价平稳，"));
    await viewer.clickPart("[part=notes] .edit");
    await formIsOpen(viewer);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=note-form] textarea").value), "贵了");
    await viewer.press("ESCAPE");
    await formIsClosed(viewer);
  });

  it("keeps those whose words are not on the page, and says so", async () => {
    const { viewer } = context;
    await openNoted(viewer);
    await write(viewer, FIRST, "查时刻表");
    const kept = await viewer.run(() => viewer().notes);
    await viewer.showText(OTHER);
    await viewer.run((kept) => (viewer().notes = kept), kept);
    await hasNotes(viewer, 1);
    await marked(viewer, "yellow", []);
    await openList();
    const [heading, ...rest] = await listed();
    assert.match(heading, /^h3 ./);
    assert.deepEqual(rest, [`q ${FIRST}`, "span 查时刻表"]);
    assert(await viewer.run(() => viewer().shadowRoot.querySelector("[part=notes] .go").disabled));
    await viewer.clickPart("[part=notes] .edit");
    await formIsOpen(viewer);
    await viewer.clickPart("[data-act='notes.delete']");
    await hasNotes(viewer, 0);
  });

  // What a browser does with a download is its own; what is in it, and how it is called, is the viewer's.
  const saved = async (form) => {
    const { viewer } = context;
    await viewer.run(() => {
      const [click, make] = [HTMLAnchorElement.prototype.click, URL.createObjectURL];
      let last;
      URL.createObjectURL = (blob) => make.call(URL, (last = blob));
      HTMLAnchorElement.prototype.click = function () {
        if (!this.download) return click.call(this);
        window.saved = { name: this.download, blob: last };
        Object.assign(URL, { createObjectURL: make });
        HTMLAnchorElement.prototype.click = click;
      };
      delete window.saved;
    });
    await viewer.clickPart(`[part=notes] [data-form=${form}]`);
    await viewer.until(() => window.saved !== undefined);
    return viewer.run(async () => ({ name: window.saved.name, text: await window.saved.blob.text() }));
  };

  it("is saved as Web Annotations, which come back with the page that they are on, each to its own", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    await viewer.run(() => localStorage.clear());
    writeFiles(folder, { "1.txt": NOTED, "2.txt": OTHER });
    await viewer.pick(join(folder, "1.txt"), join(folder, "2.txt"));
    await viewer.shows(NOTED, 0);
    await write(viewer, FIRST, "查时刻表");
    await viewer.run(() => viewer().turn(1));
    await viewer.shows(OTHER, 1);
    await write(viewer, "已有货船", "几艘？");
    await openList();
    assert.deepEqual((await listed()).map((line) => line.split(" ")[0]), ["h3", "h4", "q", "span", "h3", "h4", "q", "span"]);
    const { name, text } = await saved("notes");
    assert.match(name, /\.notes\.json$/);
    const collection = JSON.parse(text);
    assert.deepEqual([collection["@context"], collection.type, collection.total], ["http://www.w3.org/ns/anno.jsonld", "AnnotationCollection", 2]);
    assert.deepEqual(collection.first.items.map(({ target }) => target[0].source), ["1.txt", "2.txt"]);

    const before = await viewer.run(() => viewer().notes);
    await viewer.run(() => localStorage.clear());
    await viewer.driver.get("about:blank");
    await viewer.open();
    writeFiles(folder, { [name]: text });
    await viewer.pick(join(folder, "1.txt"), join(folder, "2.txt"), join(folder, name));
    await viewer.shows(NOTED, 0);
    await hasNotes(viewer, 1);
    await marked(viewer, "yellow", [FIRST]);
    await viewer.run(() => viewer().turn(1));
    await viewer.shows(OTHER, 1);
    await viewer.becomes(() => viewer().notes, before);
    // once more: none is there twice
    await viewer.pick(join(folder, name));
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=note]").textContent.includes("2"));
    await hasNotes(viewer, 1);
  });

  it("is saved as Markdown: passage, note and link, and nothing of them is markup", async () => {
    const { viewer } = context;
    await openNoted(viewer);
    await write(viewer, FIRST, "*查* <b>时刻表</b> [x](y)");
    await openList();
    const { name, text } = await saved("notes-markdown");
    assert.match(name, /\.notes\.md$/);
    assert(text.includes("### 渡口昨日复航\n"), text);
    assert(text.includes(`\n> ${FIRST}\n`), text);
    assert(text.includes("\\*查\\* &lt;b&gt;时刻表&lt;/b&gt; \\[x\\]"), text);
    const [, link] = /\]\(<([^>]+)>\)/.exec(text) ?? [];
    await viewer.driver.get("about:blank");
    await viewer.open();
    await viewer.showText(NOTED);
    await viewer.run((hash) => (location.hash = hash), link.slice(link.indexOf("#")));
    await viewer.becomes(() => [...(CSS.highlights.get("bm-linked") ?? [])].map(String), [FIRST]);
  });

  it("goes with a saved file: to be read with scripts off, and to be gone on with", async () => {
    const { viewer, folder } = context;
    await openNoted(viewer);
    await write(viewer, FIRST, "查 <i>时刻表</i> </noscript><script>");
    await viewer.clickPart("[data-act=save]");
    assert.match(await viewer.run(() => viewer().shadowRoot.querySelector("[part=save] [data-form=html]").textContent), / · .*1/);
    await viewer.press("ESCAPE");
    const html = await saveHtml(viewer);
    const [, aside] = /<noscript>(.*?)<\/noscript>/s.exec(html) ?? assert.fail("nothing of the notes is read without scripts");
    assert(aside.includes(`<blockquote>${FIRST}</blockquote>`) && aside.includes("&lt;i&gt;时刻表&lt;/i&gt; &lt;/noscript&gt;"), aside);
    await viewer.run(() => localStorage.clear());
    await reopenSame(viewer, folder, "with-notes", html);
    await hasNotes(viewer, 1);
    await marked(viewer, "yellow", [FIRST]);
    // the reader goes on from there, and finds that again
    await write(viewer, SECOND, "核对人数");
    await reopen(viewer, folder, "with-notes", html);
    await hasNotes(viewer, 2);
    await viewer.run(() => localStorage.clear());
    await viewer.driver.get("about:blank");
    await viewer.open();
    await viewer.pick(join(folder, "with-notes.html"));
    await viewer.shows(NOTED, 0);
    await hasNotes(viewer, 1);
  });

  for (const [what, first] of [
    ["is refused", () => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException("refused", "SecurityError");
          },
        });
      }
    }],
    ["is full", () => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    }],
  ]) {
    it(`holds what is noted for as long as the document is open where storage ${what}, and says that once`, async () => {
      const { viewer, folder } = context;
      await viewer.open(variant(folder, `notes-${what.replace(" ", "-")}`, first));
      await viewer.showText(NOTED);
      await write(viewer, FIRST, "一");
      await viewer.until(() => viewer().shadowRoot.querySelector("[part=note]").textContent.trim().length > 10);
      await viewer.run(() => (viewer().shadowRoot.querySelector("[part=note]").textContent = ""));
      await write(viewer, SECOND, "二");
      assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=note]").textContent), "");
      await viewer.showText(OTHER);
      await viewer.showText(NOTED);
      await viewer.becomes(() => viewer().notes.length, 2);
      await assertNotes(viewer, [["一", FIRST], ["二", SECOND]]);
    });
  }

  it("says of a file of notes that is none what is wrong with it, and leaves the page as it is", async () => {
    const { viewer, folder } = context;
    await openNoted(viewer);
    writeFiles(folder, { "half.notes.json": '{"type":"AnnotationColl', "empty.notes.json": "[]" });
    for (const name of ["half.notes.json", "empty.notes.json"]) {
      await viewer.pick(join(folder, name));
      await saysBesidePage(viewer, name);
    }
    assert.equal(await viewer.run(() => viewer().text), NOTED);
  });

  it("opens a manifest of pages as ever, where notes are wanted", async () => {
    const { viewer, folder } = context;
    await viewer.open();
    writeFiles(folder, { "edition.json": JSON.stringify({ title: "晚报", pages: [{ name: "A1", text: NOTED }, { name: "A2", text: OTHER }] }) });
    await viewer.pick(join(folder, "edition.json"));
    await viewer.shows(NOTED, 0);
    assert.deepEqual(await viewer.run(() => viewer().pages.map(({ name }) => name)), ["A1", "A2"]);
  });

  for (const theme of ["light", "dark"]) {
    it(`breaks no rule of accessibility, nor does what a note is written in, where the system's theme is ${theme}`, only(["chromium"], "its driver cannot set the system's theme"), async () => {
      const { viewer, browser } = context;
      await browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: theme }] });
      await openNoted(viewer);
      for (const [i, words] of [FIRST, SECOND, "菜价平稳，", "去对岸"].entries()) {
        await write(viewer, words, `第 ${i} 条`);
        await viewer.run((i) => viewer().shadowRoot.querySelectorAll("[part=note-signs] button")[i].click(), i === 3 ? 2 : i);
        await formIsOpen(viewer);
        await viewer.run((i) => viewer().shadowRoot.querySelectorAll("[part=note-form] input")[i].click(), i);
        if (i === 3) await assertNoViolations(viewer, "the form", theme === "light" ? [] : CONTRAST_RULES);
        await viewer.clickPart("[part=note-form] [data-act='notes.save']");
        await formIsClosed(viewer);
      }
      await openList();
      await assertNoViolations(viewer, "the list", theme === "light" ? [] : CONTRAST_RULES);
      await viewer.press("ESCAPE");
      await viewer.clickPart("[part=note-signs] button");
      await formIsOpen(viewer);
      await viewer.clickPart("[data-act='notes.delete']");
      await assertNoViolations(viewer, "the message", theme === "light" ? [] : CONTRAST_RULES);
      await browser.devtools("Emulation.setEmulatedMedia", { features: [] });
    });
  }

  it("and all that belongs to it stays within the narrowest phone", async () => {
    const { viewer } = context;
    await openNoted(viewer);
    await viewer.run(() => (viewer().style.width = "320px"));
    await write(viewer, FIRST, "一");
    const widest = () => viewer.run(() => Math.max(...[...viewer().shadowRoot.querySelectorAll("[part=note-signs] button, [part=notes]:not([hidden]), [part=note-form]:not([hidden]), [part=notes]:not([hidden]) button")].map((node) => node.getBoundingClientRect().right - viewer().getBoundingClientRect().left)));
    assert(await widest() <= 320);
    await openList();
    assert(await widest() <= 320, "the list");
    await viewer.press("ESCAPE");
    await viewer.clickPart("[part=note-signs] button");
    await formIsOpen(viewer);
    assert(await widest() <= 320, "the form");
    const sizes = await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=note-signs] button, [part=note-form] button:not([hidden])")].filter((node) => node.checkVisibility()).map((node) => Math.min(node.offsetWidth, node.offsetHeight)));
    assert(sizes.length > 3 && Math.min(...sizes) >= 24, `${sizes}`);
  });
});
