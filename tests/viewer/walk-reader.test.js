/* global said -- what the voice in the page was given to say */
// A reader has the evening paper for breakfast, on a phone: today, and tomorrow.

import assert from "node:assert/strict";
import { Pointer } from "selenium-webdriver/lib/input.js";
import { engine } from "../harness/browser.js";
import { answer, countKept, forgetAll, offered } from "../harness/kept.js";
import { afterEach, it, suite } from "../harness/suite.js";
import { openTownPaper, writeTownPaper } from "../harness/town-paper.js";
import { variant } from "../harness/variants.js";
import { setVoices } from "../harness/voices.js";
import { holdPhone, putPhoneAway, walk } from "../harness/walk.js";

const PAGES = ["A1.txt", "A2.txt", "A3.txt"];
const LEAD = "跨河新桥昨日通车";

suite("A reader at breakfast", {}, (context) => {
  afterEach(async () => {
    await forgetAll(context.viewer);
    await putPhoneAway(context);
  });

  const arrive = async () => {
    const { viewer, folder } = context;
    await holdPhone(context);
    await viewer.driver.get("about:blank");
    await viewer.driver.get(variant(folder, "with-voice", setVoices));
    await viewer.ready();
    await viewer.run(() => void (viewer().lang = "zh-Hans"));
  };
  const at = (view, index, story) => context.viewer.becomes(() => [viewer().view, viewer().index, viewer().story], [view, index, story]);
  const back = () => context.viewer.driver.navigate().back();

  // What is true of every screen on the way.
  const fitsPhone = async () => {
    const { wide, high, over } = await context.viewer.run(async () => {
      await viewer().settled;
      const root = viewer().shadowRoot;
      // the pages of an edition have a row of their own below
      const bar = root.querySelector("[part=bar] > [role=toolbar]").getBoundingClientRect();
      const feet = ["sample", "offer", "speech"].map((part) => root.querySelector(`[part=${part}]`)).filter((node) => node?.checkVisibility()).map((node) => [node.part.value, node.getBoundingClientRect()]);
      const over = feet.flatMap(([name, a], i) => feet.slice(i + 1).filter(([, b]) => a.top < b.bottom - 1 && b.top < a.bottom - 1).map(([other]) => `${name} and ${other}`));
      return { wide: document.scrollingElement.scrollWidth - innerWidth, high: bar.height, over };
    });
    assert(wide <= 0, `${wide} px wider than the screen`);
    assert(high < 60, `the tool bar is ${high} px high`);
    assert.deepEqual(over, [], "one covers the other at the foot of the window");
  };

  it("reads the paper, has it read aloud, keeps it, and goes on with it tomorrow", async () => {
    const { viewer, folder } = context;
    const paper = writeTownPaper(folder, PAGES);
    await arrive();
    await forgetAll(viewer);

    const steps = {
      "the sample, and what is said of it at the foot": async () => {
        await arrive();
        await viewer.until(() => viewer().shadowRoot.querySelector("[part=sample]")?.checkVisibility());
        await viewer.press("ESCAPE");
      },
      "her own paper, of which the front page is shown": async () => {
        await openTownPaper(viewer, paper);
        await at("front", 0, null);
        assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=sample]")), null, "the strip is the sample's");
        await viewer.becomes(() => document.querySelectorAll(".bm-front .bm-entry").length, 8);
        const lines = await viewer.run(() => {
          const node = document.querySelector(".bm-front [data-rank=lead] :is(.bm-text, .bm-lede)");
          return Math.round(node.getBoundingClientRect().height / parseFloat(getComputedStyle(node).lineHeight));
        });
        assert.equal(lines, 3, "lines of the lead");
        const names = await viewer.run(() => [...document.querySelectorAll(".bm-front .bm-page-name")].filter((node) => node.checkVisibility()).map(({ textContent }) => textContent));
        assert.deepEqual(names, ["第 A2 版", "第 A3 版"], "the name of a page stands over nothing");
      },
      "the question whether her files are to be kept": () => answer(viewer, "保留"),
      "the lead, by a tap": async () => {
        await viewer.click(".bm-front [data-rank=lead] .bm-headline a");
        await at("story", 0, "a1");
        assert(await viewer.run((headline) => document.querySelector("article[data-current] h2").textContent.includes(headline), LEAD));
      },
      "its being read": () => viewer.until(() => Object.entries(localStorage).some(([key, value]) => key.endsWith(":read") && value.length > 2)),
      "the next stories, and the next page": async () => {
        for (const [index, story] of [[0, "a2"], [0, "a3"], [1, "a1"]]) {
          await goOn();
          await at("story", index, story);
        }
      },
      "the way back": async () => {
        await back();
        await at("story", 0, "a3");
        await back();
        await at("story", 0, "a2");
      },
      "the contents, where what is read has no dot": async () => {
        await viewer.clickPart("[data-act=more]");
        await viewer.clickPart("[data-view=list]");
        await at("list", 0, null);
        await viewer.until(() => document.querySelectorAll(".bm-contents .bm-entry").length === 8);
        const dotted = await viewer.run(() => [...document.querySelectorAll(".bm-contents .bm-entry")].filter((node) => node.querySelector(".bm-unread")?.checkVisibility()).map(({ dataset }) => dataset.page + dataset.article));
        assert(!dotted.includes("0a1") && dotted.includes("2a2"), `${dotted}`);
      },
      "a story of page 2, read aloud to the next": async () => {
        await viewer.click('.bm-contents .bm-entry[data-page="1"][data-article="a2"] a');
        await at("story", 1, "a2");
        await speak();
        await viewer.until(() => said.length > 0);
        await viewer.until(() => {
          if (viewer().index === 2) return true;
          if (speechSynthesis.current) speechSynthesis.end();
          return false;
        });
        await at("story", 2, "a1");
      },
      "silence": async () => {
        await viewer.clickPart("[part=speech] [data-act=close]");
        await viewer.until(() => speechSynthesis.current === null);
        assert.equal(await countKept(viewer), 3);
      },
      "tomorrow: the paper is offered": async () => {
        await arrive();
        await viewer.becomes(offered, `上次打开的是《${LEAD} 两岸往来从此只要五分钟》，共 3 版。`);
      },
      "one press, and she is where she was": async () => {
        await answer(viewer, "重新打开");
        await viewer.until(() => viewer().pages.length === 3);
        await at("story", 2, "a1");
        await viewer.becomes(offered, null);
      },
    };
    await walk(withEach(steps, fitsPhone));
  });

  // By the finger where the engine's driver has one, else by the bar.
  const goOn = async () => {
    const { viewer } = context;
    if (engine === "webkit") return viewer.clickPart("[data-act=next]");
    const finger = new Pointer("finger", Pointer.Type.TOUCH);
    const move = (x, duration) => finger.move({ x, y: 300, duration });
    await viewer.driver.actions({ async: true }).insert(finger, move(300, 0), finger.press(), move(200, 60), move(80, 60), finger.release()).perform();
  };

  const speak = async () => {
    const { viewer } = context;
    // it is away while a page is turned, and the bar while it is scrolled
    await viewer.until(() => {
      const { top, height } = viewer().shadowRoot.querySelector("[data-act=speak]").getBoundingClientRect();
      return height > 0 && top >= 0;
    });
    await viewer.clickPart("[data-act=speak]");
  };
});

// The same steps, each with a look around at its end.
const withEach = (steps, look) => Object.fromEntries(Object.entries(steps).map(([what, step]) => [what, async () => {
  await step();
  await look();
}]));
