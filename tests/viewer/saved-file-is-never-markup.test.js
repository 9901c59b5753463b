// A saved file holds text beside its articles as text: what was printed before it was corrected, the
// language, the words of the interface.

import assert from "node:assert/strict";
import { anchor, corrections } from "../harness/corrections.js";
import { reopen, saveHtml } from "../harness/saving.js";
import { before, it, suite } from "../harness/suite.js";
import { withoutPolicy, writeDocument } from "../harness/variants.js";
import { VECTORS, isHarmless } from "../harness/vectors.js";

// A word of the interface, in the place of one that stands in the style of every file.
const WORD = '</style><script>ran=1</script>"\\';

const withWord = () => {
  const html = withoutPolicy();
  const at = html.indexOf(" data-banmian>");
  const script = html.slice(at);
  assert(at > 0 && script.includes('"Untitled"'), "the word is not where it was thought to be");
  return html.slice(0, at) + script.replaceAll('"Untitled"', () => JSON.stringify(WORD).replaceAll("<", "\\x3c"));
};

// A page on which the vector stands, and is corrected.
const corrected = (vector) => {
  const text = `图书馆开馆\n\n本报讯 昨日上午,${vector}市图书馆新馆开馆。\n`;
  const at = text.indexOf(vector);
  return { name: "page", text, edits: corrections(text, { kind: "correct", at: anchor(text, at, at + vector.length), text: "（略）" }) };
};

const asLanguage = (vector) => vector.replace(/\s/g, "");

suite("A file that is saved", { loud: true, inOne: true }, (context) => {
  before(() => context.viewer.open(writeDocument(context.folder, "word", withWord())));

  const show = async (pages, language) => {
    const { viewer } = context;
    await viewer.run((pages, language) => {
      viewer().cues = [{ language, letters: "馆市" }];
      viewer().language = language;
      viewer().open(new File([JSON.stringify({ title: language, pages })], "edition.json"));
    }, pages, language);
    await viewer.until((text) => viewer().state === "ready" && viewer().text === text && viewer().querySelector(".bm-corrected") !== null, pages[0].text);
  };

  for (const vector of VECTORS) {
    it(`holds what was printed, its title and its language as text: ${vector}`, async () => {
      const page = corrected(vector);
      await show([page], asLanguage(vector));
      const found = await context.viewer.run(async () => {
        const file = new DOMParser().parseFromString(await viewer().html(), "text/html");
        const nodes = [...file.querySelectorAll("*")];
        const [data] = file.querySelectorAll("banmian-viewer > script[type='application/json']");
        return {
          lang: file.documentElement.lang,
          title: file.title,
          attributes: [...file.documentElement.attributes].map(({ name }) => name),
          texts: JSON.parse(data.textContent).pages.map(({ text }) => text),
          printed: file.querySelector(".bm-corrected").dataset.original,
          head: [...file.head.children].map(({ localName }) => localName).join(" "),
          body: [...file.body.children].map(({ localName }) => localName).join(" "),
          references: [...file.querySelectorAll(".Z3988")].map(({ innerHTML }) => innerHTML).join(""),
          strange: nodes.filter(({ localName }) => /^(img|iframe|base|template|object|embed|form)$/.test(localName)).length,
          handlers: nodes.flatMap(({ attributes }) => [...attributes]).filter(({ name }) => name.startsWith("on")).length,
        };
      });
      assert.deepEqual(found, {
        lang: asLanguage(vector),
        title: asLanguage(vector),
        attributes: ["lang"],
        texts: [page.text],
        printed: vector,
        head: "meta meta meta meta link title script style",
        body: "banmian-viewer span script",
        references: "",
        strange: 0,
        handlers: 0,
      });
    });
  }

  it("runs nothing of its texts, titles, words and language when it is opened", async () => {
    const { viewer, folder } = context;
    const language = asLanguage('"><img src=x onerror=ran=1>');
    const pages = VECTORS.map(corrected);
    await show(pages, language);
    await reopen(viewer, folder, "saved", await saveHtml(viewer));
    await isHarmless(viewer, "the file");
    for (const [index, { text }] of pages.entries()) {
      await viewer.run((index) => void viewer().turn(index), index);
      await viewer.until((text) => viewer().state === "ready" && viewer().text === text, text);
      assert.equal(await viewer.run(() => viewer().querySelector(".bm-corrected").dataset.original), VECTORS[index]);
      await isHarmless(viewer, VECTORS[index]);
    }
    const kept = await viewer.run(() => {
      // Engines write a custom property each in their way, but not what it comes to.
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.fontFamily = "var(--banmian-untitled)";
      return [document.documentElement.lang, getComputedStyle(probe).fontFamily];
    });
    assert.deepEqual(kept, [language, JSON.stringify(WORD)]);
  });
});
