// A reader who does not see the screen reads the paper by keys, from what is named, focused and announced.

import assert from "node:assert/strict";
import { assertNoViolations } from "../harness/axe.js";
import { forgetAll } from "../harness/kept.js";
import { formIsClosed, formIsOpen, hasNotes, select, type } from "../harness/notes.js";
import { afterEach, it, suite } from "../harness/suite.js";
import { openTownPaper, writeTownPaper } from "../harness/town-paper.js";
import { walk } from "../harness/walk.js";

// What every control must have, in whatever view.
const NAMES = ["button-name", "link-name", "select-name"];

// In the page: keeps what the live regions say, each as often as it is said.
const listen = () => {
  window.announced = [];
  const hear = (region) => new MutationObserver(() => region.checkVisibility() && region.textContent.trim() && window.announced.push(region.textContent.trim()))
    .observe(region, { childList: true, characterData: true, subtree: true });
  const regions = (root) => [...root.querySelectorAll(":is([role=status], [role=alert], [aria-live]):not([aria-live=off])")];
  const known = new Set();
  const look = () => [...regions(document), ...regions(viewer().shadowRoot)].filter((region) => !known.has(region)).forEach((region) => {
    known.add(region);
    hear(region);
  });
  look();
  for (const root of [document, viewer().shadowRoot]) new MutationObserver(look).observe(root, { childList: true, subtree: true });
};

suite("A reader who listens", {}, (context) => {
  afterEach(() => forgetAll(context.viewer));

  it("goes through the paper by keys: contents, stories, finding, notes, corrections", async () => {
    const { viewer, folder } = context;
    const paper = writeTownPaper(folder);
    // What has been said by the time that all is done, and since the last time.
    const heard = () => viewer.run(async () => {
      await viewer().settled;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
      return window.announced.splice(0);
    });
    const says = async (...wanted) => assert.deepEqual(await heard(), wanted);
    const at = (view, index, story) => viewer.becomes(() => [viewer().view, viewer().index, viewer().story], [view, index, story]);
    // The name of what has the focus, as the document gives it.
    const focused = () => viewer.run(() => {
      const node = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
      const by = node.getAttribute("aria-labelledby")?.split(" ").map((id) => node.getRootNode().getElementById(id)?.textContent).join(" ");
      return (by ?? node.getAttribute("aria-label") ?? node.textContent).replace(/\s+/g, " ").trim();
    });
    const isNamed = (what) => assertNoViolations(viewer, what, NAMES);

    await walk({
      "the paper": async () => {
        await viewer.open(undefined, { width: 1280, height: 900 });
        await forgetAll(viewer);
        await viewer.run(() => {
          viewer().lang = "zh-Hans";
          localStorage.setItem("banmian.keep-files", "no");
        });
        await viewer.run(listen);
        await openTownPaper(viewer, paper);
        // where reading takes long, its end is said, too
        assert.equal((await heard())[0], "版面已读出，共 3 篇");
        await isNamed("the page");
      },
      "the tool bar, by Tab and arrows": async () => {
        await viewer.pressToFocus("TAB", "[part=bar] [role=toolbar]");
        await viewer.pressToFocus("ARROW_RIGHT", "[data-view=list]");
        assert.equal(await focused(), "目录");
        await viewer.press("ENTER");
        await at("list", 0, null);
        await says("目录");
        await isNamed("the contents");
      },
      "the contents, by their headings": async () => {
        const levels = await viewer.run(() => [...document.querySelectorAll("main :is(h1, h2, h3, h4)")].filter((node) => node.checkVisibility()).map((node) => Number(node.localName[1])));
        assert(levels.length > 12 && levels.every((level, i) => i === 0 || level <= levels[i - 1] + 1), `${levels}`);
      },
      "the stories of a reporter, whose number is said once": async () => {
        await viewer.pressToFocus("TAB", ".bm-filters label:nth-child(2) select");
        await choose("林一舟");
        await viewer.until(() => document.querySelector(".bm-count").textContent === "共 10 篇，显示 2 篇");
        await says("共 10 篇，显示 2 篇");
      },
      "a story, whose heading has the focus": async () => {
        await viewer.pressToFocus("TAB", '.bm-contents .bm-entry[data-page="0"] a');
        await viewer.press("ENTER");
        await at("story", 0, "a1");
        await viewer.focused("article[data-current]");
        assert.match(await focused(), /^跨河新桥昨日通车/);
        await says("已打开：跨河新桥昨日通车 两岸往来从此只要五分钟");
        await isNamed("a story");
      },
      "the next stories, and the next page, which is said": async () => {
        await viewer.press("n");
        await at("story", 0, "a2");
        await says("已打开：市图书馆新馆开馆");
        await viewer.press("n");
        await at("story", 0, "a3");
        await heard();
        await viewer.press("n");
        await at("story", 1, "a1");
        assert.equal(await focused(), "老街茶馆开起夜谈会");
        await says("第 2 版，共 4 版：A2 已打开：老街茶馆开起夜谈会");
      },
      "a word, through the bar, the strip and the list": async () => {
        await viewer.press("/");
        await viewer.focused("[part=find] input");
        await heard();
        await (await viewer.part("[part=find] input")).sendKeys("周德水");
        await viewer.until(() => window.announced.some((said) => said.startsWith("找到")));
        await says("找到 2 处，现在是第 1 处");
        if (await viewer.run(() => viewer().shadowRoot.querySelector("[part=hits]").hidden)) {
          await viewer.pressToFocus("TAB", "[data-act=hits]");
          await viewer.press("ENTER");
        }
        await viewer.pressToFocus("TAB", ".counts button");
        await isNamed("what is found");
        await viewer.press("END");
        await viewer.press("ARROW_LEFT");
        assert.equal(await focused(), "第 3 版：1 处");
        await viewer.press("ENTER");
        await viewer.until(() => viewer().index === 2 && window.announced.some((said) => said.startsWith("找到")));
        await says("第 3 版，共 4 版：A3 已打开：渡口博物馆筹建", "找到 2 处，现在是第 2 处");
        await viewer.press("ESCAPE");
        await viewer.until(() => viewer().shadowRoot.querySelector("[part=find]").hidden);
        assert(await viewer.run(() => document.activeElement !== document.body), "the focus is lost");
      },
      "a passage marked, and a note, by m and M": async () => {
        await viewer.show("story", "a2");
        await heard();
        await select(viewer, "新桥通车那天");
        await viewer.press("m");
        await hasNotes(viewer, 1);
        await says("已划线：新桥通车那天");
        await select(viewer, "征集旧船票");
        await viewer.press("SHIFT", "M");
        await formIsOpen(viewer);
        await isNamed("a note that is written");
        await type(viewer, "家里有三张");
        await viewer.press("CONTROL", "ENTER");
        await formIsClosed(viewer);
        await hasNotes(viewer, 2);
        await says("批注已保存");
      },
      "the list of notes": async () => {
        await viewer.press("k");
        await viewer.focused("[part=notes]");
        await isNamed("the notes");
        await viewer.pressToFocus("TAB", "[part=notes] .go");
        await viewer.press("ESCAPE");
        await viewer.until(() => viewer().shadowRoot.querySelector("[part=notes]").hidden);
        assert(await viewer.run(() => document.activeElement !== document.body), "the focus is lost");
      },
      "a doubt, corrected by keys": async () => {
        await viewer.run(() => viewer().turn(1));
        await heard();
        await viewer.press("e");
        await viewer.until(() => viewer().correcting && document.querySelector(".bm-page .bm-grip") !== null);
        const [, what] = await heard();
        assert.match(what, /^现在可以校订本版。存疑处：2。.*焦点在“赵玉兰/);
        assert.match(await focused(), /^赵玉兰/);
        await viewer.pressToFocus("TAB", "[part=correct] [data-act='work.edition']");
        await viewer.press("ENTER");
        await viewer.focused(".queue");
        await says("第 4 版，共 4 版：A4", "共 3 处，已看 0 处 下一处：最后一班船、标题与正文相配的依据不足");
        await viewer.press("c");
        await viewer.until(() => viewer().pages.some(({ edits }) => edits?.edits.length === 1) && viewer().index === 1);
        await viewer.until(() => window.announced.some((said) => said.startsWith("共 3 处")));
        await says("“最后一班船”没有错", "第 2 版，共 4 版：A2", "共 3 处，已看 1 处 下一处：赵玉兰把街坊的话一条条写在水牌上…、归入这一篇的依据不足");
        await isNamed("the work list");
      },
      "the list of keys": async () => {
        await viewer.press("?");
        await viewer.until(() => viewer().shadowRoot.querySelector("[part=keys]")?.open);
        await viewer.focused("[part=keys]");
        await isNamed("the keys");
        await viewer.press("ESCAPE");
        await viewer.focused(".queue");
      },
    });
  });

  // A choice's list is the system's own, and not every engine's driver reaches it by keys.
  const choose = (text) => context.viewer.run((text) => {
    const select = document.activeElement;
    select.value = text;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }, text);
});
