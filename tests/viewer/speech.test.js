/* global said -- what the voice in the page was given to say */
// A story read aloud. The browsers of tests have no voices, so one is made that is silent.

import assert from "node:assert/strict";
import { blocksInOrder, page, text } from "../harness/pages.js";
import { before, it, suite } from "../harness/suite.js";

const VOICES = [["Yue", "zh-HK"], ["Ann", "en-GB"], ["Lan", "zh-CN"]];
const article = page.articles.find(({ blocks }) => blocks.length > 2);

suite("A story read aloud", {}, (context) => {
  before(() => context.viewer.open());

  // Begins to read, with what it has said so far in `said`.
  const begun = async () => {
    const { viewer } = context;
    await withVoices(viewer, VOICES);
    await viewer.until(() => !viewer().shadowRoot.querySelector("[data-act=speak]").hidden);
    await viewer.clickPart("[data-act=speak]");
    await viewer.until(() => said.length === 1);
    return viewer;
  };

  it("goes on from sentence to sentence, and what is said is marked", async () => {
    const viewer = await begun();
    await viewer.run(() => speechSynthesis.end());
    await viewer.until(() => said.length === 2);
    await viewer.until(() => [...(CSS.highlights.get("bm-said") ?? [])].map(String).join("").includes(said.at(-1).text.trim()));
  });

  it("pauses with Enter, and then says the same again", async () => {
    const viewer = await begun();
    await viewer.press("ENTER");
    await viewer.until(() => speechSynthesis.current === null);
    // what a pause had left to say would be said by now
    await viewer.run(() => new Promise((later) => setTimeout(later, 100)));
    assert.equal(await viewer.run(() => said.length), 1);
    await viewer.press("ENTER");
    await viewer.until(() => said.length === 2 && said[1].text === said[0].text);
  });

  it("goes to the next sentence with the right key, and to the one before with the left", async () => {
    const viewer = await begun();
    await viewer.press("ARROW_RIGHT");
    await viewer.until(() => said.length === 2 && said[1].text !== said[0].text);
    await viewer.press("ARROW_LEFT");
    await viewer.until(() => said.length === 3 && said[2].text === said[0].text);
    assert(await viewer.run(() => viewer().shadowRoot.querySelector("[data-act=sentence-previous]").disabled), "there is none before the first");
  });

  it("is said by a voice of its language, as fast as is chosen", async () => {
    const viewer = await begun();
    await viewer.choose("[part=speech] select", "1.5");
    await viewer.until(() => said.at(-1).rate === 1.5 && said.at(-1).voice.name === "Lan");
  });

  it("is said whole, in parts that are shorter than some voices last", async () => {
    const viewer = await begun();
    await viewer.choose("[part=speech] select", "1.5");
    await viewer.until(() => said.at(-1).rate === 1.5);
    await viewer.run(() => said.splice(0, said.length - 1));
    await viewer.run(async () => {
      while (viewer().shadowRoot.querySelector("[part=speech] [data-act=pause]")) {
        if (speechSynthesis.current) speechSynthesis.end();
        await new Promise((later) => setTimeout(later));
      }
    });
    const spoken = await viewer.run(() => said.map(({ text }) => text));
    assert.equal(words(spoken.join("")), words(blocksInOrder(article).map(({ text }) => text).join("")));
    const longest = Math.max(...spoken.map((part) => [...part].length));
    assert(longest <= 90, `a part of ${longest} characters is said at once`);
  });

  it("is silent when Escape ends it, and the focus is back on its button", async () => {
    const viewer = await begun();
    await viewer.press("ESCAPE");
    await viewer.until(() => speechSynthesis.current === null && viewer().shadowRoot.querySelector("[part=speech]").hidden);
    await viewer.focused("[data-act=speak]");
    await viewer.until(() => (CSS.highlights.get("bm-said")?.size ?? 0) === 0);
  });

  it("is silent when the story is left", async () => {
    const viewer = await begun();
    await (await viewer.button("page")).click();
    await viewer.until(() => speechSynthesis.current === null && viewer().shadowRoot.querySelector("[part=speech]").hidden);
  });

  it("is said by voices of this machine first, and by another's only after the reader was told, once", async () => {
    const { viewer } = context;
    await viewer.run(() => localStorage.removeItem("banmian.remote-voices"));
    await withVoices(viewer, [["Far", "zh-CN", false], ["Yue", "zh-HK"]]);
    await viewer.clickPart("[data-act=speak]");
    await viewer.until(() => said.length === 1 && said[0].voice.name === "Yue");
    assert.deepEqual(await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=speech] select:last-of-type option")].map(({ text }) => text)), ["Yue", "Far"]);
    await viewer.choose("[part=speech] select:last-of-type", "Far");
    await viewer.focused("[data-act=allow]");
    await viewer.until(() => speechSynthesis.current === null && viewer().shadowRoot.querySelector("[role=status]").textContent.length > 20);
    assert.equal(await viewer.run(() => said.length), 1, "it is said before that is allowed");
    await viewer.press("ENTER");
    await viewer.until(() => said.length === 2 && said[1].voice.name === "Far");

    await withVoices(viewer, [["Far", "zh-CN", false]]);
    await viewer.clickPart("[data-act=speak]");
    await viewer.until(() => said.length === 1);
    await viewer.run(() => localStorage.removeItem("banmian.remote-voices"));
  });

  it("is not offered where the only voice is another language's", async () => {
    const { viewer } = context;
    await withVoices(viewer, [["Ann", "en-GB"]]);
    assert(await viewer.run(() => viewer().shadowRoot.querySelector("[data-act=speak]").hidden));
  });
});

const words = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

// Puts silent voices in the place of the browser's, and a viewer that has never heard others,
// with a story open.
const withVoices = async (viewer, voices) => {
  await viewer.run(async (voices, text) => {
    window.said = [];
    const synth = Object.assign(new EventTarget(), {
      current: null,
      getVoices: () => voices.map(([name, lang, localService = true]) => ({ name, lang, voiceURI: name, localService, default: false })),
      speak(utterance) {
        said.push(utterance);
        this.current = utterance;
      },
      cancel() {
        const { current } = this;
        this.current = null;
        current?.onerror?.({ error: "canceled" });
      },
      end() {
        const { current } = this;
        this.current = null;
        current?.onend();
      },
    });
    Object.defineProperty(window, "speechSynthesis", { value: synth, configurable: true });
    window.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
    viewer().remove();
    const element = document.createElement("banmian-viewer");
    document.body.append(element);
    element.text = text;
    await element.ready;
  }, voices, text);
  await viewer.show("story", article.id);
};
