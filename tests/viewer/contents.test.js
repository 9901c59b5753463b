// The contents of an edition: the stories of all its pages, chosen and ordered as the reader asks.

import assert from "node:assert/strict";
import { join } from "node:path";
import { assertNoViolations, CONTRAST_RULES } from "../harness/axe.js";
import { anchor, corrections } from "../harness/corrections.js";
import { editionOf, openPages, PICTURE } from "../harness/editions.js";
import { counted, search } from "../harness/find-bar.js";
import { page, writeFiles } from "../harness/pages.js";
import { beforeEach, it, only, suite } from "../harness/suite.js";

const PAGES = editionOf(3);
const SURNAMES = [..."赵钱孙李周吴郑王冯陈杨朱秦许何吕施张孔曹"];
const GIVEN = [..."明华强芳丽军敏静磊洋勇艳"];

suite("The contents of an edition", { inOne: true }, (context) => {
  beforeEach(async () => {
    const { viewer } = context;
    await viewer.driver.get("about:blank");
    await viewer.open();
    await viewer.run(() => {
      localStorage.clear();
      viewer().lang = "en";
    });
    await openPages(viewer, PAGES);
  });

  it("have every story of every page below the page's name, with its number, byline, beginning and time, as a link to it", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await viewer.becomes(links, ["#a1", "#a2", "#a3", "#p2/a1", "#p2/a2", "#p2/a3", "#p3/a1", "#p3/a2", "#p3/a3"]);
    assert.deepEqual(await viewer.run(() => [...document.querySelectorAll(".bm-contents .bm-leaf .bm-page-name")].map((node) => node.textContent)), ["Page A01", "Page A02", "Page A03"]);
    const [number, headline, byline, lede, facts] = await viewer.run(() => [...document.querySelectorAll(".bm-contents .bm-entry")[3].children].map((node) => node.innerText));
    assert.deepEqual([number, headline.trim(), byline, facts], ["1", "临溪大桥通车", "林一舟", "1 min read"]);
    assert(lede.startsWith("昨日，临溪大桥昨日通车，两岸往来不再等船。"), lede);
    assert(!(await viewer.run(() => document.querySelector(".bm-page").checkVisibility())), "the page is shown, too");
  });

  it("are as they were for a page by itself: its articles", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.show("list");
    const found = await viewer.run(() => [[...document.querySelectorAll(".bm-page article")].filter((node) => node.checkVisibility()).length, document.querySelectorAll(".bm-edition").length]);
    assert.deepEqual(found, [page.articles.length, 0]);
  });

  it("lead to a story of another page, and Escape and Back lead to them again, at that story", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await viewer.click('.bm-entry[data-page="2"][data-article="a2"] .bm-lede');
    await viewer.shows(PAGES[2].text, 2);
    await viewer.views("story", "a2");
    assert.equal(await viewer.run(() => location.hash), "#p3/a2");
    await viewer.focused("article[data-current]");
    await viewer.press("ESCAPE");
    await viewer.views("list");
    await viewer.focused('.bm-entry[data-page="2"][data-article="a2"] a');
    await viewer.click('.bm-entry[data-page="1"][data-article="a3"] a');
    await viewer.views("story", "a3");
    const kept = await viewer.run(() => (document.querySelector(".bm-contents").marked = true));
    await viewer.driver.navigate().back();
    await viewer.views("list");
    await viewer.focused('.bm-entry[data-page="1"][data-article="a3"] a');
    assert.equal(await viewer.run(() => document.querySelector(".bm-contents").marked), kept, "they were made anew");
    assert(await viewer.run(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top > 0 && bottom <= innerHeight;
    }), "the story is out of sight");
  });

  it("keep a story closed where somebody prevents it", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await viewer.run(() => viewer().addEventListener("banmian-open", (event) => event.preventDefault(), { once: true }));
    await viewer.click('.bm-entry[data-page="1"][data-article="a1"] a');
    assert.deepEqual(await viewer.run(async () => {
      await viewer().settled;
      return [viewer().view, viewer().index];
    }), ["list", 0]);
  });

  it("show what is asked for by byline, length, kind and doubt, and say how many that are", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await viewer.becomes(count, "9 of 9 stories");
    await choose(viewer, "Byline", "周渡");
    await viewer.becomes(links, ["#a2", "#p2/a2", "#p3/a2"]);
    assert.equal(await viewer.run(count), "3 of 9 stories");
    await viewer.until(() => viewer().shadowRoot.querySelector("[role=status]").textContent === "3 of 9 stories");
    assert.equal(await viewer.run(() => document.querySelector(".bm-filters").getAttribute("role")), "search");
    await choose(viewer, "Kind", "photo");
    await viewer.becomes(links, []);
    const none = await viewer.run(() => document.querySelector(".bm-none").innerText.split("\n")[0]);
    assert.equal(none, "No story is like that.");
    await viewer.click(".bm-none button");
    await viewer.becomes(count, "9 of 9 stories");
    await viewer.focused(".bm-filters");
    await choose(viewer, "Length", "long");
    await viewer.becomes(links, []);
    await choose(viewer, "Length", "short");
    await viewer.becomes(count, "9 of 9 stories");
  });

  it("count the stories of a page once, though it is corrected, and show them as they are by then", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await viewer.becomes(count, "9 of 9 stories");
    await viewer.run((edits) => (viewer().edits = edits), corrections(PAGES[0].text, { kind: "correct", at: anchor(PAGES[0].text, 2, 4), text: "新桥" }));
    await viewer.becomes(() => document.querySelector(".bm-contents .bm-entry a").textContent, "柳口新桥通车");
    await viewer.becomes(count, "9 of 9 stories");
  });

  it("in another order name the page of each story instead of standing below it, and keep what was chosen while the edition is open, and no longer", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await choose(viewer, "Order", "longest");
    await viewer.becomes(links, ["#a1", "#p2/a1", "#p3/a1", "#a2", "#p2/a2", "#p3/a2", "#a3", "#p2/a3", "#p3/a3"]);
    assert.deepEqual(await viewer.run(() => [document.querySelector(".bm-contents .bm-leaf").checkVisibility(), document.querySelectorAll(".bm-flat .bm-reference")[1].textContent]), [false, "Page A02"]);
    await viewer.show("page");
    await viewer.show("list");
    await viewer.becomes(() => document.querySelector(".bm-flat a").getAttribute("href"), "#a1");
    await viewer.run(() => (viewer().lang = "zh-Hans"));
    await viewer.becomes(count, "共 9 篇，显示 9 篇");
    assert.equal(await viewer.run(() => document.querySelectorAll(".bm-filters select")[3].value), "longest");
    await openPages(viewer, PAGES.slice(0, 2));
    await viewer.show("list");
    await viewer.becomes(links, ["#a1", "#a2", "#a3", "#p2/a1", "#p2/a2", "#p2/a3"]);
  });

  it("name a page that is still being read and fill it in when it is, and lead to one that cannot be read", async () => {
    const { viewer, folder } = context;
    const files = writeFiles(join(folder, "issue"), { "1.txt": PAGES[0].text, "2.txt": PICTURE, "3.txt": PAGES[2].text });
    await viewer.run(() => viewer().addEventListener("banmian-load", () => {
      void viewer().show("list");
    }, { once: true }));
    const seen = await viewer.run(() => {
      window.states = [];
      new MutationObserver(() => {
        const states = [...document.querySelectorAll(".bm-contents .bm-state")].map((node) => node.textContent);
        if (states.length > 0 && states.join() !== window.states.at(-1)?.join()) window.states.push(states);
      }).observe(viewer(), { childList: true, subtree: true });
      return window.states.length;
    });
    assert.equal(seen, 0);
    await viewer.pick(...["1.txt", "2.txt", "3.txt"].map((name) => join(files, name)));
    await viewer.becomes(links, ["#a1", "#a2", "#a3", "#p3/a1", "#p3/a2", "#p3/a3"]);
    assert.deepEqual(await viewer.run(() => window.states[0].slice(-1)), ["Being read …"]);
    assert.deepEqual(await viewer.run(() => [...document.querySelectorAll(".bm-contents .bm-state")].map((node) => node.textContent)), ["This page cannot be read. See the page"]);
    await viewer.click(".bm-contents .bm-state a");
    await viewer.until(() => viewer().state === "error" && viewer().index === 1 && viewer().view === "page");
  });

  it("show a word of a story that is found in the story", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await search(viewer, "刺绣");
    await counted(viewer, 3);
    await viewer.press("ENTER");
    await viewer.until(() => viewer().index === 1 && viewer().view === "story" && viewer().story === "a3");
  });

  it("mark what is unread once a story was opened, and know it again when the same pages are opened", async () => {
    const { viewer } = context;
    await viewer.show("list");
    assert.deepEqual(await viewer.run(dots), []);
    await viewer.click('.bm-entry[data-page="1"][data-article="a1"] a');
    await viewer.views("story", "a1");
    await viewer.until(() => Object.keys(localStorage).some((key) => key.endsWith(":read")));
    await viewer.press("ESCAPE");
    await viewer.views("list");
    const unread = ["#a1", "#a2", "#a3", "#p2/a2", "#p2/a3", "#p3/a1", "#p3/a2", "#p3/a3"];
    await viewer.becomes(dots, unread);
    assert.equal(await viewer.run(() => document.querySelector(".bm-entry .bm-unread").textContent), "unread");
    await viewer.open();
    await viewer.run(() => (viewer().lang = "en"));
    await openPages(viewer, PAGES);
    await viewer.show("list");
    await viewer.becomes(dots, unread);
  });

  it("are in the characters that the reader has chosen", async () => {
    const { viewer } = context;
    await viewer.show("list");
    await viewer.run(() => (viewer().script = "hant"));
    await viewer.becomes(() => document.querySelector(".bm-contents .bm-headline").textContent.slice(0, 6), "柳口大橋通車");
    await viewer.run(() => (viewer().script = null));
    await viewer.becomes(() => document.querySelector(".bm-contents .bm-headline").textContent.slice(0, 6), "柳口大桥通车");
  });

  it("give the strip of pages what the lead of each is called", async () => {
    const { viewer } = context;
    await viewer.becomes(() => [...viewer().shadowRoot.querySelectorAll("[part=pages] option")].map(({ text }) => text), [
      "1/3 · A01 · 柳口大桥通车", "2/3 · A02 · 临溪大桥通车", "3/3 · A03 · 石门大桥通车",
    ]);
    const first = await viewer.run(() => {
      window.option = viewer().shadowRoot.querySelector("[part=pages] option");
      return window.option.text;
    });
    await viewer.run(() => viewer().turn(1));
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=pages] option") === window.option && window.option.text), first);
  });

  it("let a reader choose among hundreds of pages and of names, each of which is there when the choice is turned to", async () => {
    const { viewer } = context;
    const pages = Array.from({ length: 240 }, (_, i) => ({ name: `A${i + 1}.txt`, text: `新桥${i}通车\n本报记者 ${SURNAMES[i % 20]}${GIVEN[Math.floor(i / 20)]}\n\n昨日，新桥${i}正式通车，两岸往来不再等船。\n` }));
    await openPages(viewer, pages);
    const inStrip = () => {
      const choice = viewer().shadowRoot.querySelector("[part=pages] select");
      return [choice.options.length, choice.selectedOptions[0].text.split(" ")[0]];
    };
    await viewer.run(() => viewer().turn(117));
    await viewer.becomes(inStrip, [2, "118/240"]);
    await viewer.run(() => viewer().shadowRoot.querySelector("[part=pages] select").focus());
    await viewer.becomes(inStrip, [240, "118/240"]);
    await viewer.run(() => {
      const choice = viewer().shadowRoot.querySelector("[part=pages] select");
      choice.selectedIndex = 200;
      choice.dispatchEvent(new Event("change"));
    });
    await viewer.shows(pages[200].text, 200);
    assert.deepEqual(await viewer.run(inStrip), [240, "201/240"]);
    await viewer.clickPart("[part=pages] [data-turn='1']");
    await viewer.shows(pages[201].text, 201);
    await viewer.becomes(inStrip, [2, "202/240"]);

    await viewer.show("list");
    await viewer.becomes(count, "240 of 240 stories");
    const names = () => [...document.querySelectorAll(".bm-filters select")[1].options].map(({ value }) => value).filter(Boolean);
    assert((await viewer.run(names)).length < 3, "names that nobody chooses among stand there");
    await viewer.run(() => document.querySelectorAll(".bm-filters select")[1].focus());
    const offered = await viewer.run(names);
    assert.deepEqual([offered.length, new Set(offered).size], [240, 240]);
    await choose(viewer, "Byline", "周明");
    await viewer.run(() => document.activeElement.blur());
    await viewer.becomes(count, "1 of 240 stories");
    assert.deepEqual(await viewer.run(names), ["周明"]);
    assert.equal(await viewer.run(() => document.querySelectorAll(".bm-filters select")[1].value), "周明");
  });

  it("begin with the stories on a phone, and what they are chosen by is a press away, and open where something is chosen", only(["chromium"], "its driver cannot make the window so narrow"), async () => {
    const { viewer, browser } = context;
    await browser.devtools("Emulation.setDeviceMetricsOverride", { width: 360, height: 740, deviceScaleFactor: 1, mobile: false });
    await viewer.show("list");
    await viewer.becomes(count, "9 of 9 stories");
    const isOpen = () => [document.querySelector(".bm-filters").checkVisibility(), document.querySelector(".bm-entry").getBoundingClientRect().top < innerHeight / 2];
    assert.deepEqual(await viewer.run(isOpen), [false, true]);
    await viewer.click(".bm-choosing summary");
    await choose(viewer, "Byline", "周渡");
    await viewer.becomes(count, "3 of 9 stories");
    await viewer.run(() => (viewer().lang = "zh-Hans"));
    await viewer.becomes(() => document.querySelector(".bm-contents h2")?.textContent, "目录");
    assert.equal(await viewer.run(() => document.querySelector(".bm-filters").checkVisibility()), true, "what is chosen is not seen");
    await browser.devtools("Emulation.clearDeviceMetricsOverride");
  });

  it("fit a phone without scrolling sideways, and break no rule of accessibility, in light and dark", only(["chromium"], "its driver cannot set the system's theme and the window's size"), async () => {
    const { viewer, browser } = context;
    await viewer.show("list");
    await viewer.becomes(count, "9 of 9 stories");
    await assertNoViolations(viewer, "the contents");
    await viewer.click('.bm-entry[data-page="0"][data-article="a1"] a');
    await viewer.views("story", "a1");
    await viewer.press("ESCAPE");
    await viewer.views("list");
    await browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
    await assertNoViolations(viewer, "the contents with marks, dark", CONTRAST_RULES);
    await browser.devtools("Emulation.setEmulatedMedia", { features: [] });
    await browser.devtools("Emulation.setDeviceMetricsOverride", { width: 320, height: 640, deviceScaleFactor: 1, mobile: false });
    assert(await viewer.run(() => document.scrollingElement.scrollWidth <= innerWidth), "sideways");
    await browser.devtools("Emulation.clearDeviceMetricsOverride");
  });
});

// The addresses of the stories that are seen, in their order.
const links = () => [...document.querySelectorAll(".bm-contents .bm-headline a")].filter((node) => node.checkVisibility()).map((node) => node.getAttribute("href"));

const count = () => document.querySelector(".bm-contents .bm-count")?.textContent;

// The stories with a mark.
const dots = () => [...document.querySelectorAll(".bm-contents .bm-unread")].filter((node) => node.checkVisibility()).map((node) => node.closest(".bm-entry").querySelector("a").getAttribute("href"));

const choose = (viewer, label, value) => viewer.run((label, value) => {
  const select = [...document.querySelectorAll(".bm-filters label")].find((node) => node.innerText.startsWith(label)).querySelector("select");
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}, label, value);
