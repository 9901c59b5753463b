// What a reader can ask for in the find bar: several words, exact words, words near each other, and
// what they are told of how a query was read.

import assert from "node:assert/strict";
import { assertNoViolations } from "../harness/axe.js";
import { counted, painted, search } from "../harness/find-bar.js";
import { it, beforeEach, only, suite } from "../harness/suite.js";

const PAGES = [
  "渡口会议今日开幕\n\n本报讯 昨日,渡口管理处公布,会议讨论渡口法律问题。会议今日结束,代表各自返回。\n\n海堤加高完工\n\n本报讯 昨日,海堤加高工程完工,新堤比旧堤高两米,沿线设有步道。\n",
  "舊會議廳修繕\n\n本報訊 昨日，舊會議廳開始修繕，工期三個月，其間暫停開放。\n",
  "Town council meets\n\nThe council heard on Monday that the town library had been paid for in full. The mayor thanked all who gave.\n",
];

// What is promised, what is typed, and on which pages the hits are, one number a hit.
const CASES = [
  ["several words are found in stories that have them all", "会议 法律", [0, 0, 0, 0]],
  ["an ideographic blank parts words, too", "会议　法律", [0, 0, 0, 0]],
  ["words with quotation marks are found letter for letter", "「會議」", [1, 1]],
  ["Chinese quotation marks are such marks", "“会议”", [0, 0, 0]],
  ["a star stands for characters", "会*讨论", [0]],
  ["words near each other are found", "会议 NEAR/4 问题", [0, 0]],
  ["full-width operators are read", "会议 ＮＥＡＲ／４ 问题", [0, 0]],
  ["stories with an excluded word are left out", "会议 -法律", [1, 1]],
  ["one of several words is enough", "海堤 OR mayor", [0, 0, 2]],
];

suite("A query", { inOne: true }, (context) => {
  beforeEach(async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run((texts) => viewer().open(texts.map((text, i) => new File([text], `${i + 1}.txt`))), PAGES);
    await viewer.until(() => viewer().pages.length === 3 && viewer().pages.every(({ page }) => page) && viewer().state === "ready");
  });

  it("is answered alike to a reader and to a script", async () => {
    const { viewer } = context;
    for (const [promise, query, pages] of CASES) {
      await search(viewer, query);
      await counted(viewer, pages.length);
      assert.deepEqual(await viewer.run(async (query) => (await viewer().find(query)).map(({ page }) => page), query), pages, `${promise}: ${query}`);
    }
  });

  it("has each of its words painted that takes part, and no other", async () => {
    const { viewer } = context;
    await search(viewer, "会议 法律");
    await viewer.becomes(painted, ["会议", "会议", "法律", "会议"], "bm-now", "bm-hit");
  });

  it("that is not well formed is answered, and it is said how it was read", async () => {
    const { viewer } = context;
    await viewer.run(() => (viewer().lang = "en"));
    const remark = () => {
      const node = viewer().shadowRoot.querySelector("[part=find] .remark");
      return node.hidden ? "" : node.textContent;
    };
    for (const [query, hits, said] of [
      ["会议 NEAR", 5, "Read as: 会议"],
      ["“法律", 1, 'Read as: "法律"'],
      ["-会议", 0, "Only words to leave out, so looked for as it stands: -会议"],
      ["会议", 5, ""],
    ]) {
      await search(viewer, query);
      await counted(viewer, hits);
      await viewer.becomes(remark, said);
    }
    await search(viewer, "会议 OR");
    await viewer.until(() => /Read as: 会议.*5/.test(viewer().shadowRoot.querySelector("[role=status]").textContent));
  });

  it("looks for all of its words in blocks of the role that is chosen", async () => {
    const { viewer } = context;
    await search(viewer, "会议 法律");
    await counted(viewer, 4);
    await viewer.choose("[part=find] select", "headlines");
    await counted(viewer, 0);
    assert.equal(await viewer.run(async () => (await viewer().find("渡口 会议", { role: "headline" })).length), 2);
  });

  it("is overtaken by the next key, and a script's is answered all the same", async () => {
    const { viewer } = context;
    const found = await viewer.run(async () => {
      const first = viewer().find("会议");
      const second = viewer().find("海堤");
      return [await first, await second].map((hits) => hits.length);
    });
    assert.deepEqual(found, [5, 2]);
    await counted(viewer, 2);
  });

  it("is asked anew of whatever is opened while the bar is open", async () => {
    const { viewer } = context;
    await search(viewer, "会议");
    await counted(viewer, 5);
    await viewer.run((text) => viewer().open(new File([text], "other.txt")), "旧会议厅开放\n\n本报讯 昨日,旧会议厅重新开放,市民纷纷前往。\n");
    await counted(viewer, 2);
    await viewer.becomes(painted, ["会议", "会议"], "bm-now", "bm-hit");
  });

  it("can be learned from a panel that keys reach and close, without a row more on a phone", async () => {
    const { viewer } = context;
    await viewer.resize(360, 740);
    await search(viewer, "会议");
    await counted(viewer, 5);
    const fits = await viewer.run(() => [document.documentElement.scrollWidth <= innerWidth, viewer().shadowRoot.querySelector("[part=find]").offsetHeight]);
    assert(fits[0] && fits[1] < 56, `wider than the window, or ${fits[1]} px high`);
    await viewer.press("TAB");
    await viewer.focused("[data-act=ask]");
    await viewer.press("ENTER");
    const lines = () => {
      const help = viewer().shadowRoot.querySelector("#asking dl");
      return help.getClientRects().length > 0 ? help.querySelectorAll("dt").length : 0;
    };
    await viewer.becomes(lines, 6);
    await viewer.press("TAB");
    await viewer.focused("#asking select");
    await viewer.press("ESCAPE");
    await viewer.becomes(lines, 0);
    await viewer.focused("[data-act=ask]");
    await viewer.press("ESCAPE");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=find]").hidden);
  });

  for (const theme of ["light", "dark"]) {
    it(`breaks no rule of accessibility with its panel, its list and its strip open, where the system is ${theme}`, only(["chromium"], "its driver cannot set the system's theme"), async () => {
      const { viewer, browser } = context;
      await browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: theme }] });
      for (const width of [1200, 420]) {
        await viewer.resize(width, 900);
        await search(viewer, "会议 OR");
        await counted(viewer, 5);
        await viewer.run(() => {
          const root = viewer().shadowRoot;
          if (root.querySelector("[part=hits]").hidden) root.querySelector("[data-act=hits]").click();
          root.querySelector("[data-act=ask]").click();
        });
        await assertNoViolations(viewer, `at ${width} px`);
        await viewer.press("ESCAPE");
        await viewer.press("ESCAPE");
      }
      await browser.devtools("Emulation.setEmulatedMedia", { features: [] });
    });
  }
});
