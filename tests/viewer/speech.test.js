/* global said -- what the voice in the page was given to say */
// A story read aloud. The browsers of tests have no voices, so one is made that is silent.

import assert from "node:assert/strict";
import { assertNoViolations } from "../harness/axe.js";
import { blocksInOrder, page, text } from "../harness/pages.js";
import { before, it, only, suite } from "../harness/suite.js";
import { setVoices } from "../harness/voices.js";

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
    await viewer.clickPart("[part=speech] [role=switch]");
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

  it("begins, where the reader has gone down the page, with a story that is in sight", async () => {
    const { viewer } = context;
    await withVoices(viewer, VOICES);
    await viewer.until(() => !viewer().shadowRoot.querySelector("[data-act=speak]").hidden);
    await viewer.run(() => viewer().show("page"));
    const last = page.articles.filter(({ kind }) => kind === "news").at(-1).id;
    const seen = await viewer.run((last) => {
      document.getElementById(last).scrollIntoView({ block: "start", behavior: "instant" });
      const isSeen = (box) => box.bottom > 0 && box.top < innerHeight;
      return [...document.querySelectorAll("article")].filter((node) => isSeen(node.getBoundingClientRect())).map(({ id }) => id);
    }, last);
    assert(!seen.includes("a1"), "the first story is in sight, too");
    await viewer.run(() => viewer().shadowRoot.querySelector("[data-act=speak]").click());
    await viewer.until(() => said.length === 1);
    const story = await viewer.run(() => viewer().story);
    assert(seen.includes(story), `it begins with ${story}, and ${seen} are in sight`);
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

const FERRY = "最后一班渡船停航\n\n本报讯 昨晚九时，最后一班渡船靠岸。渡口从此停航。\n";
const SCHOOL = "镇中心小学添新楼\n\n本报讯 新学期，镇中心小学添了一栋教学楼。\n";
const NOTICE = "遗失声明\n\n河湾镇渔具店遗失营业执照副本，声明作废。\n";

suite("An edition read aloud", { inOne: true }, (context) => {
  // An edition of three pages, of which the second holds nothing that is read, with silent voices; its first page is shown.
  const opened = async (view = "page") => {
    const { viewer } = context;
    await viewer.open();
    await withVoices(viewer, VOICES);
    await viewer.run(async (texts, view) => {
      viewer().setAttribute("hash", "");
      viewer().lang = "en";
      await viewer().open(texts.map((text, i) => new File([text], `${i + 1}.txt`)));
      await viewer().show(view);
    }, [FERRY, NOTICE, SCHOOL], view);
    await viewer.until(() => viewer().pages.every(({ page }) => page));
    assert.equal(await viewer.run(() => viewer().pages[1].page.articles.every(({ kind }) => kind === "notice")), true, "the notice is not known as one");
    await viewer.until(() => !viewer().shadowRoot.querySelector("[data-act=speak]").hidden);
    await viewer.clickPart("[data-act=speak]");
    await viewer.until(() => said.length === 1);
    return viewer;
  };
  // Has the voice end what it says, until it begins something that is another story's, or is silent.
  const hear = (index) => context.viewer.run(async (index) => {
    for (let times = 0; times < 400; times += 1) {
      if (viewer().index === index && viewer().view === "story") return true;
      if (speechSynthesis.current) speechSynthesis.end();
      await new Promise((later) => setTimeout(later, 10));
    }
    return false;
  }, index);
  const place = () => viewer().shadowRoot.querySelector("[part=speech] .queue p").textContent;
  const at = (index) => context.viewer.becomes(() => [viewer().view, viewer().index, viewer().story], ["story", index, "a1"]);

  for (const view of ["page", "list"]) {
    it(`begins from the ${view} with its first story, which is opened, and goes on over the pages without notices`, async () => {
      const viewer = await opened(view);
      await at(0);
      await viewer.becomes(place, "1 of 2 · 最后一班渡船停航");
      assert(await hear(2), "it does not come to the third page");
      await viewer.becomes(place, "2 of 2 · 镇中心小学添新楼");
      await viewer.until(() => [...(CSS.highlights.get("bm-said") ?? [])].map(String).join("").includes("镇中心小学添新楼"));
      const spoken = await viewer.run(() => said.map(({ text }) => text).join(""));
      assert.match(spoken, /最后一班渡船停航.*从此停航.*镇中心小学添新楼/s);
      assert.doesNotMatch(spoken, /声明/, "a notice is read");
    });
  }

  it("puts stories that it opens in the place of each other, so that Back leads to where it was begun", async () => {
    const viewer = await opened();
    const { length } = await viewer.run(() => history);
    await viewer.clickPart("[part=speech] [data-act=story-next]");
    await at(2);
    assert.deepEqual(await viewer.run(() => [location.hash, history.length]), ["#p3/a1", length]);
    await viewer.driver.navigate().back();
    await viewer.views("page");
    await viewer.until(() => speechSynthesis.current === null && viewer().shadowRoot.querySelector("[part=speech]").hidden);
  });

  it("ends with a story where it is not to go on, and goes to the next and the one before by its buttons, which keep the focus", async () => {
    const viewer = await opened();
    await viewer.clickPart("[part=speech] [role=switch]");
    await viewer.run(async () => {
      while (viewer().shadowRoot.querySelector("[part=speech] [data-act=pause]")) {
        if (speechSynthesis.current) speechSynthesis.end();
        await new Promise((later) => setTimeout(later));
      }
    });
    await at(0);
    await viewer.clickPart("[part=speech] [data-act=story-next]");
    await at(2);
    assert.equal(await viewer.run(() => speechSynthesis.current), null, "what was at rest is said");
    await viewer.focused("[part=speech]");
    await viewer.clickPart("[part=speech] [data-act=play]");
    await viewer.until(() => speechSynthesis.current?.text.includes("镇中心小学"));
    await viewer.clickPart("[part=speech] [data-act=story-previous]");
    await at(0);
    await viewer.until(() => speechSynthesis.current?.text.includes("最后一班"));
  });

  it("rests at its end, and is silent where the reader opens something else", async () => {
    const viewer = await opened();
    assert(await hear(2));
    await viewer.run(async () => {
      while (viewer().shadowRoot.querySelector("[part=speech] [data-act=pause]")) {
        if (speechSynthesis.current) speechSynthesis.end();
        await new Promise((later) => setTimeout(later));
      }
    });
    await at(2);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=speech]").hidden), false);
    await viewer.clickPart("[part=speech] [data-act=play]");
    await viewer.until(() => speechSynthesis.current !== null);
    await viewer.run(() => viewer().show("story", "a1", 0));
    await viewer.until(() => speechSynthesis.current === null && viewer().shadowRoot.querySelector("[part=speech]").hidden);
  });

  it("is known to the controls of the system, and obeys them", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(() => {
      window.system = { acts: {} };
      const session = { setActionHandler: (name, act) => (act ? (window.system.acts[name] = act) : delete window.system.acts[name]), metadata: null, playbackState: "none" };
      window.system.session = session;
      Object.defineProperty(Navigator.prototype, "mediaSession", { get: () => session, configurable: true });
      window.MediaMetadata = class {
        constructor(about) {
          Object.assign(this, about);
        }
      };
    });
    await withVoices(viewer, VOICES);
    await viewer.run(async (texts) => viewer().open(texts.map((text, i) => new File([text], `${i + 1}.txt`))), [FERRY, SCHOOL]);
    await viewer.until(() => viewer().pages.every(({ page }) => page));
    await viewer.run(() => viewer().show("story", "a1"));
    await viewer.clickPart("[data-act=speak]");
    const shown = () => [window.system.session.metadata?.title, window.system.session.playbackState, Object.keys(window.system.acts).sort().join()];
    const all = "nexttrack,pause,play,previoustrack";
    await viewer.becomes(shown, ["最后一班渡船停航", "playing", all]);
    await viewer.run(() => window.system.acts.pause());
    await viewer.becomes(shown, ["最后一班渡船停航", "paused", all]);
    await viewer.run(() => window.system.acts.play());
    await viewer.run(() => window.system.acts.nexttrack());
    await viewer.becomes(shown, ["镇中心小学添新楼", "playing", all]);
    await viewer.clickPart("[part=speech] [data-act=close]");
    await viewer.becomes(shown, [undefined, "none", ""].map((value) => value ?? null));
  });

  it("breaks no rule of accessibility, and fits a window of 320 pixels", only(["chromium"], "is the same everywhere"), async () => {
    const viewer = await opened();
    await viewer.resize(320, 640);
    // the viewer with the voices has come without the document's heading
    await viewer.run(() => viewer().querySelector("main").prepend(Object.assign(document.createElement("h1"), { textContent: "Read aloud" })));
    assert.deepEqual(await viewer.run(() => [document.documentElement.scrollWidth <= innerWidth, viewer().shadowRoot.querySelector("[part=speech]").scrollWidth <= viewer().shadowRoot.querySelector("[part=speech]").clientWidth]), [true, true]);
    await assertNoViolations(viewer, "the bar of what reads aloud");
  });
});

const words = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

// Puts silent voices in the place of the browser's, and a viewer that has never heard others,
// with a story open.
const withVoices = async (viewer, voices) => {
  await viewer.run(setVoices, voices);
  await viewer.run(async (text) => {
    viewer().remove();
    const element = document.createElement("banmian-viewer");
    document.body.append(element);
    element.text = text;
    await element.ready;
  }, text);
  await viewer.show("story", article.id);
};
