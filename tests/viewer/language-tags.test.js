// A tag that names no language breaks nothing, wherever it stands.

import assert from "node:assert/strict";
import { FRONT } from "../harness/editions.js";
import { it, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

suite("A tag that names no language", { loud: true, inOne: true }, (context) => {
  it("is called “not known” where it is that of a text without words", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(() => (viewer().lang = "en"));
    const text = "1 2 3\n\n2031 · 7 · 18\n";
    await viewer.run((text) => viewer().open(new File([text], "1.txt")), text);
    await viewer.until((text) => viewer().state === "ready" && viewer().text === text, text);
    assert.equal(await viewer.run(() => viewer().page.source.language), "und");
    await viewer.clickPart("[data-act=origin]");
    await viewer.becomes(() => viewer().shadowRoot.querySelector("[part=language] select").selectedOptions[0].textContent, "detected: not known");
  });

  for (const tag of ["x_y!", "x-y!", "-", "zh-Hans-", "中", "</banmian-viewer>"]) {
    it(`breaks nothing as that of interface, pack and page: ${tag}`, async () => {
      const { viewer, folder } = context;
      await viewer.open(variant(folder, "no-language", watchErrors));
      await viewer.run((tag, text) => {
        viewer().lang = tag;
        viewer().cues = [{ language: tag, letters: "馆读" }];
        viewer().language = tag;
        viewer().open(new File([text], "1.txt"));
      }, tag, FRONT);
      await viewer.shows(FRONT, 0);
      const found = await viewer.run((tag) => [viewer().page.source.language, viewer().shadowRoot.querySelector("[part=language]").textContent.includes(tag)], tag);
      assert.deepEqual(found, [tag, true], "the language, and whether it is offered");
      for (const view of ["list", "source"]) await viewer.show(view);
      await viewer.show("story", "a1");
      await viewer.run(() => Object.assign(viewer(), { script: "hant", punctuation: "full" }) && null);
      await viewer.clickPart("[data-act=type]");
      await viewer.clickPart("[part=type] [data-value=sepia]");
      await viewer.press("ESCAPE");
      if (["x-y!", "zh-Hans-"].includes(tag)) {
        await viewer.clickPart("[data-act=speak]");
        await viewer.until(() => !viewer().shadowRoot.querySelector("[part=speech]").hidden);
      }
      await viewer.run(() => viewer().find("图书馆"));
      await viewer.run(() => void (viewer().correcting = true));
      await viewer.until(() => viewer().querySelector(".bm-grip") !== null);
      assert(await viewer.run(() => viewer().html().then((html) => html.includes("<article"))));
      assert.deepEqual(await viewer.run(() => window.errors), []);
    });
  }
});

// Keeps what fails, and gives the document voices, which not every machine has.
const watchErrors = () => {
  window.errors = [];
  addEventListener("banmian-error", ({ detail }) => window.errors.push(detail.stage));
  for (const type of ["error", "unhandledrejection"]) {
    addEventListener(type, ({ error, reason }) => {
      // Without one a browser only says that it lays out once more.
      if (error ?? reason) window.errors.push(String(error ?? reason));
    });
  }
  const voices = ["x", "zh"].map((lang) => ({ name: lang, lang, voiceURI: lang, localService: true, default: true }));
  const synthesis = Object.assign(new EventTarget(), { getVoices: () => voices, cancel() {}, speak() {}, pause() {}, resume() {} });
  Object.defineProperty(globalThis, "speechSynthesis", { value: synthesis, configurable: true });
  globalThis.SpeechSynthesisUtterance = class {};
};
