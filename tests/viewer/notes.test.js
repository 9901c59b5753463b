// Passages are marked and notes written on them, by pointer and by keys; they stay where they were made.

import assert from "node:assert/strict";
import { assertNotes, formIsClosed, formIsOpen, hasNotes, markByMenu, marked, NOTED, notes, openAgain, openNoted, pressMenu, select, signs, type, write } from "../harness/notes.js";
import { beforeEach, it, suite } from "../harness/suite.js";

const FIRST = "首班船七点";
const SECOND = "四十二人";

suite("A reader's notes", { inOne: true }, (context) => {
  beforeEach(() => openNoted(context.viewer));

  it("are made by the menu of a selection: a mark, and a note with its words", async () => {
    const { viewer } = context;
    await markByMenu(viewer, FIRST);
    await marked(viewer, "yellow", [FIRST]);
    await select(viewer, SECOND);
    await pressMenu(viewer, "notes.write");
    await formIsOpen(viewer);
    await type(viewer, "核对人数");
    await viewer.clickPart("[part=note-form] [data-act='notes.save']");
    await hasNotes(viewer, 2);
    await assertNotes(viewer, [[null, FIRST], ["核对人数", SECOND]]);
    await marked(viewer, "yellow", [FIRST, SECOND]);
    assert.equal((await signs(viewer)).length, 1, "a mark without words has no sign");
    assert((await signs(viewer))[0].includes("核对人数"));
  });

  it("add no character to the page, and take none away", async () => {
    const { viewer } = context;
    const before = await viewer.run(() => viewer().querySelector(".bm-page").textContent);
    await markByMenu(viewer, FIRST);
    await write(viewer, SECOND, "核对人数");
    await viewer.becomes(() => viewer().querySelector(".bm-page").textContent, before);
    assert.equal(await viewer.run(() => viewer().text), NOTED);
  });

  it("are made with the keyboard alone: m marks the block at which the control for links is, M writes on it", async () => {
    const { viewer } = context;
    await viewer.pressToFocus("TAB", "[part=anchor]");
    await viewer.pressUntil("ARROW_DOWN", () => viewer().querySelector("[data-aimed]")?.textContent.includes("老周"));
    await viewer.press("m");
    await hasNotes(viewer, 1);
    await assertNotes(viewer, [[null, "摆渡的老周说，头一天的船票不收钱。"]]);
    await viewer.press("SHIFT", "M");
    await formIsOpen(viewer);
    await type(viewer, "问过");
    await viewer.press("CONTROL", "ENTER");
    await viewer.becomes(() => viewer().notes.map(({ body }) => body?.value), ["问过"]);
    await formIsClosed(viewer);
    await viewer.focused("[part=anchor]");
  });

  it("on several blocks and stories are one note with a stretch for each", async () => {
    const { viewer } = context;
    await select(viewer, "赶早市", "菜价平稳，青菜");
    await viewer.press("m");
    await hasNotes(viewer, 1);
    const [[, ...passages]] = await notes(viewer);
    assert(passages.length >= 3, `${passages}`);
    assert.equal(passages[0].slice(0, 3), "赶早市");
    assert(passages.at(-1).endsWith("菜价平稳，青菜"));
    await viewer.until((count) => [...CSS.highlights.get("bm-mark-yellow")].length >= count, passages.length);
  });

  it("are opened by a press on their passage or their sign, changed, and given another ink", async () => {
    const { viewer } = context;
    await write(viewer, FIRST, "一");
    const place = await viewer.run(() => {
      const { left, top, width, height } = [...CSS.highlights.get("bm-mark-yellow")][0].getClientRects()[0];
      return [left + width / 2, top + height / 2];
    });
    await viewer.point(place, 1);
    await formIsOpen(viewer);
    await type(viewer, "二");
    await viewer.run(() => viewer().shadowRoot.querySelector("[part=note-form] input[value=blue]").click());
    await viewer.clickPart("[part=note-form] [data-act='notes.save']");
    await viewer.becomes(() => viewer().notes[0].body.value, "一二");
    await marked(viewer, "blue", [FIRST]);
    await marked(viewer, "yellow", []);
    await viewer.clickPart("[part=note-signs] button");
    await formIsOpen(viewer);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=note-form] textarea").value), "一二");
    await viewer.press("ESCAPE");
    await formIsClosed(viewer);
    await viewer.focused("[part=note-signs] button");
  });

  it("ask before what was typed is given up, and not where nothing was", async () => {
    const { viewer } = context;
    await select(viewer, FIRST);
    await viewer.press("SHIFT", "M");
    await formIsOpen(viewer);
    await viewer.press("ESCAPE");
    await formIsClosed(viewer);
    await select(viewer, FIRST);
    await viewer.press("SHIFT", "M");
    await formIsOpen(viewer);
    await type(viewer, "还没写完");
    await viewer.point([4, 500], 1);
    await formIsOpen(viewer);
    await viewer.clickPart("[part=note-form] textarea");
    await viewer.press("ESCAPE");
    await viewer.focused("[data-act='notes.discard']");
    await viewer.press("ESCAPE");
    await viewer.focused("[part=note-form] textarea");
    await viewer.press("ESCAPE");
    await viewer.press("ENTER");
    await formIsClosed(viewer);
    await assertNotes(viewer, []);
    assert.equal(await viewer.run(() => viewer().view), "page");
  });

  it("are deleted, and brought back while the message of it stands", async () => {
    const { viewer } = context;
    await write(viewer, FIRST, "一");
    await viewer.clickPart("[part=note-signs] button");
    await formIsOpen(viewer);
    await viewer.clickPart("[data-act='notes.delete']");
    await hasNotes(viewer, 0);
    await marked(viewer, "yellow", []);
    await viewer.focused("[part=note-undo] button");
    await viewer.press("ENTER");
    await hasNotes(viewer, 1);
    await assertNotes(viewer, [["一", FIRST]]);
  });

  it("are there again when the text is opened again, in every view", async () => {
    const { viewer } = context;
    await write(viewer, FIRST, "一");
    await openAgain(viewer);
    await hasNotes(viewer, 1);
    await marked(viewer, "yellow", [FIRST]);
    await viewer.show("story", "a1");
    await marked(viewer, "yellow", [FIRST]);
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=note-signs] button:not([hidden])") !== null);
    await viewer.show("source", "a1");
    await marked(viewer, "yellow", [FIRST], ".bm-source");
    await viewer.show("list");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=note-signs] button:not([hidden])") === null);
  });

  it("stay with their words in traditional characters and after a correction", async () => {
    const { viewer } = context;
    await write(viewer, "摆渡的老周", "问过");
    await viewer.run(() => viewer().setAttribute("script", "hant"));
    await marked(viewer, "yellow", ["擺渡的老周"]);
    await select(viewer, "頭一天的船票");
    await viewer.press("m");
    await hasNotes(viewer, 2);
    await viewer.run(() => viewer().removeAttribute("script"));
    await marked(viewer, "yellow", ["摆渡的老周", "头一天的船票"]);
    const start = NOTED.indexOf("老周");
    const bytes = new TextEncoder().encode(NOTED.slice(0, start)).length;
    await viewer.run((start) => {
      const edits = { version: 1, source: { bytes: new TextEncoder().encode(viewer().text).length, sha256: "0".repeat(64) }, edits: [{ kind: "correct", at: { start, end: start + 6, quote: "老周", before: "摆渡的", after: "说，" }, text: "老邹" }] };
      viewer().edits = edits;
    }, bytes);
    await viewer.until(() => viewer().querySelector(".bm-page").textContent.includes("老邹"));
    await marked(viewer, "yellow", ["摆渡的老邹", "头一天的船票"]);
  });

  it("are found again where the text has changed around them", async () => {
    const { viewer } = context;
    await write(viewer, SECOND, "核对人数");
    const kept = await viewer.run(() => viewer().notes);
    const changed = NOTED.replace("渡口昨日复航", "渡口昨日终于复航").replace("船上坐了", "头班船上一共坐了");
    await viewer.showText(changed);
    await viewer.run((kept) => (viewer().notes = kept), kept);
    await marked(viewer, "yellow", [SECOND]);
  });

  it("are those of each viewer's text: another text has none, and what was kept comes back with its own", async () => {
    const { viewer } = context;
    await write(viewer, FIRST, "一");
    await viewer.showText("别的标题\n\n本报讯 这是另一份文本，与渡口无关。\n");
    await hasNotes(viewer, 0);
    await marked(viewer, "yellow", []);
    await viewer.showText(NOTED);
    await hasNotes(viewer, 1);
    await marked(viewer, "yellow", [FIRST]);
  });

  it("are announced to scripts, which can give others", async () => {
    const { viewer } = context;
    await viewer.run(() => {
      window.heard = [];
      viewer().addEventListener("banmian-note", ({ detail }) => window.heard.push(detail.notes.length));
    });
    await markByMenu(viewer, FIRST);
    const [note] = await viewer.run(() => viewer().notes);
    await viewer.run((note) => (viewer().notes = [note, { ...note, id: "urn:uuid:2" }, { type: "Annotation" }]), note);
    await hasNotes(viewer, 2);
    await viewer.run(() => (viewer().notes = []));
    await hasNotes(viewer, 0);
    assert.deepEqual(await viewer.run(() => window.heard), [1, 2, 0]);
  });

  it("made in another window are shown here, and none is lost where both make some", async () => {
    const { viewer } = context;
    await markByMenu(viewer, FIRST);
    // as another window does it: it writes the list, and this one is told
    await viewer.run((second) => {
      const key = Object.keys(localStorage).find((key) => key.endsWith(":notes"));
      const [note] = JSON.parse(localStorage.getItem(key));
      const other = structuredClone(note);
      other.id = "urn:uuid:00000000-0000-4000-8000-000000000000";
      other.target[0].selector = [{ type: "TextQuoteSelector", exact: second, prefix: "船上坐了", suffix: "，多是去" }];
      localStorage.setItem(key, JSON.stringify([note, other]));
      dispatchEvent(new StorageEvent("storage", { key, newValue: localStorage.getItem(key) }));
    }, SECOND);
    await marked(viewer, "yellow", [FIRST, SECOND]);
    // and once more without having told this one yet
    await viewer.run(() => {
      const key = Object.keys(localStorage).find((key) => key.endsWith(":notes"));
      localStorage.setItem(key, JSON.stringify(JSON.parse(localStorage.getItem(key)).slice(1)));
    });
    await select(viewer, "青菜每斤");
    await viewer.press("m");
    await viewer.becomes(() => viewer().notes.map(({ target }) => target[0].selector[0].exact), [SECOND, "青菜每斤"]);
  });

  it("are not offered where a document does not want them", async () => {
    const { viewer } = context;
    await viewer.run(() => {
      viewer().removeAttribute("notes");
      viewer().text += "\n";
    });
    await viewer.until(() => viewer().shadowRoot.querySelector("[data-act=notes]").hidden);
    await select(viewer, FIRST);
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=selection]:not([hidden])") !== null);
    await viewer.press("m");
    await viewer.press("k");
    const seen = await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=selection] button:not([hidden])")].map(({ dataset }) => dataset.act));
    assert.deepEqual(seen, ["copy.cite", "copy.link"]);
    await hasNotes(viewer, 0);
  });
});
