// How the page is set: where lines break, how wide columns are, what stands out.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { file } from "../harness/pages.js";
import { before, it, suite } from "../harness/suite.js";

const CHINESE = `临溪日报
2031年11月18日 星期二
第3版 要闻

全市经济工作会议昨日开幕
乔石、李鹏
、荣毅仁等出席

本报讯 昨日,全市经济工作会议在临溪开幕。乔石、李鹏、荣毅仁等出席会议。会议提出,要着力推动经济发展,改善营商环境,支持民营企业做大做强,让群众得到实惠。

市图书馆新馆开馆

本报讯 (记者 王小明) 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。新馆藏书三十万册,设有儿童阅览室、古籍阅览室和自习室,全年免费向市民开放。`;

const ENGLISH = `THE MILLBROOK COURIER
Tuesday, November 18, 2031

Ferry Service to Return in Spring

By Ann Miller
Staff Writer

MILLBROOK — The ferry across the river will run again in spring, the town council said on Monday. The boat was taken out of service two years ago after a storm damaged its engine and both of its landings.

Library Opens Its Doors

By Tom Reed

MILLBROOK — The new library opened on Monday with three thousand readers on its first day, the mayor said. It has room for thirty thousand books and is open every day of the week.`;

const SENTENCES = [
  "市图书馆新馆由市政府投资建设,历时三年建成。", "新馆馆长介绍,市图书馆藏书三十万册。", "市民凭身份证即可在图书馆办理借阅证。",
  "新馆设有儿童阅览室、古籍阅览室和自习室。", "图书馆开放时间为每天上午九时至晚上九时。", "读者在新馆的阅览座位上读书看报。",
];
const paragraph = (n) => [0, 1, 2, 3].map((i) => SENTENCES[(n + i) % 6]).join("");
const alone = (paragraphs) => `市图书馆新馆昨日开馆\n\n本报讯 ${Array.from({ length: paragraphs }, (_, n) => paragraph(n)).join("\n\n")}`;

suite("The type", {}, (context) => {
  before(() => context.viewer.open());

  it("has headlines that break between words, whatever the width, and are selected as they were written", async () => {
    const { viewer } = context;
    await viewer.open();
    for (const width of [320, 270]) {
      const headings = await viewer.run(headingLines, width);
      assert(headings.some((lines) => lines.length > 2), `at ${width} px headlines are broken`);
      for (const word of ["人民", "政协", "高质量", "发展", "新征程", "智慧", "力量", "企业", "营商", "环境", "法律", "线上", "线下"]) {
        for (const lines of headings.filter((lines) => lines.join("").includes(word))) {
          assert(lines.some((line) => line.includes(word)), `${word} is cut at ${width} px: ${lines.join(" / ")}`);
        }
      }
    }
    const [selected, written] = await viewer.run(() => {
      const heading = document.querySelector("h2[data-role=headline]");
      getSelection().selectAllChildren(heading);
      const selected = String(getSelection());
      getSelection().removeAllRanges();
      const { headline } = viewer().page.articles.find(({ id }) => heading.closest("article").dataset.article === id);
      return [selected, headline.text];
    });
    assert.equal(selected.replace(/[\n ]/g, ""), written, "nothing stands between the words");
  });

  it("begins no line of a headline with a mark, and shows no gap before one in the contents", async () => {
    const { viewer } = context;
    await viewer.showText(CHINESE);
    for (const width of [1300, 700, 320]) {
      const lines = (await viewer.run(headingLines, width))[0];
      assert.deepEqual(lines.filter((line) => /^[、，。]/.test(line)), [], `at ${width} px`);
      assert.equal(lines.join(""), "全市经济工作会议昨日开幕乔石、李鹏、荣毅仁等出席");
    }
    await viewer.show("list");
    const gap = await viewer.run(() => {
      const [, before, after] = [...document.querySelectorAll("h2 span[data-start]")].map((line) => [...line.getClientRects()]);
      return Math.abs(after[0].left - before.at(-1).right);
    });
    assert(gap < 1, `${gap} px before the mark`);
    await viewer.show("page");
  });

  it("has columns of a whole number of characters, and no last line of one", async () => {
    const { viewer } = context;
    for (const width of [1400, 1000, 700, 500]) {
      await viewer.open(undefined, { width, height: 900 });
      await viewer.show("page");
      const found = await viewer.run(() => [...document.querySelectorAll("[data-kind=news] p[data-role=paragraph]")].map((node) => {
        const size = parseFloat(getComputedStyle(node).fontSize);
        const over = node.getClientRects()[0].width % size;
        const range = document.createRange();
        const written = node.textContent.replace(/[\p{P}\s]+$/u, "").length;
        const places = [];
        const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i += 1) places.push([walker.currentNode, i]);
        const [before, last] = places.slice(written - 2, written).map(([text, i]) => {
          range.setStart(text, i);
          range.setEnd(text, i + 1);
          return Math.round(range.getClientRects()[0].top / 8);
        });
        return { over, alone: before !== last, end: node.textContent.slice(-4) };
      }));
      assert(found.length > 10);
      assert.deepEqual(found.filter(({ over }) => over > 1), [], `columns in a window of ${width} px`);
      assert.deepEqual(found.filter(({ alone }) => alone), [], `last lines in a window of ${width} px`);
    }
  });

  it("stands in the file as it is to be shown, before any script runs", () => {
    const [articles] = readFileSync(file, "utf8").split('<div class="bm-stories">')[1].split('<script type="application/json">');
    assert.doesNotMatch(articles, /\p{Script=Han}[,;:?!(]|[,;:?!)]\p{Script=Han}/u);
    assert.match(articles, /着力<wbr>推动/);
  });

  it("sets a story that is alone in one column at the measure, in the middle, be it short or long", async () => {
    const { viewer } = context;
    await viewer.resize(1400, 900);
    for (const paragraphs of [1, 40]) {
      await viewer.showText(alone(paragraphs));
      const { columns, left, right, width } = await viewer.run(() => {
        const body = document.querySelector(".bm-body");
        const { left, right, width } = body.getBoundingClientRect();
        return { columns: new Set([...body.querySelectorAll("p")].map((node) => Math.round(node.getBoundingClientRect().left))).size, left, right: document.documentElement.clientWidth - right, width };
      });
      assert.equal(columns, 1);
      assert(width > 600 && width < 720, `${width} px wide`);
      assert(Math.abs(left - right) < 2, `${left} px on the left, ${right} on the right`);
    }
  });

  it("sets long stories in rows of columns that are shorter than the window, and longer than half of it", async () => {
    const { viewer } = context;
    const text = `${alone(40)}\n\n老街修缮完工\n\n本报讯 ${paragraph(1)}\n\n码头昨日重开\n\n本报讯 ${paragraph(3)}`;
    for (const [width, height] of [[1400, 900], [820, 1180]]) {
      await viewer.resize(width, height);
      await viewer.showText(text);
      const rows = await viewer.run(() => {
        const bodies = [...document.querySelectorAll("[data-kind=news] .bm-body")].filter((body) => Number(getComputedStyle(body).columnCount) > 1);
        const rows = bodies.map((body) => {
          const { top, bottom, width } = body.getBoundingClientRect();
          const across = [...body.querySelectorAll(".bm-row")].map((row) => row.getBoundingClientRect()).filter((row) => row.width > 0.95 * width);
          const breaks = across.map(({ top }) => top);
          return [...breaks, bottom].map((end, i) => (end - (breaks[i - 1] ?? top)) / innerHeight);
        });
        return rows.filter((heights) => heights.length > 1).flat();
      });
      assert(rows.length > 1 && rows.every((row) => row > 0.5 && row < 1), `${rows} of a window of ${width} px`);
    }
  });

  it("has one tier of vertical lines in a narrow window", async () => {
    const { viewer } = context;
    await viewer.open(undefined, { width: 600, height: 900 });
    await viewer.show("page");
    await viewer.run(() => {
      viewer().writing = "vertical";
      return viewer().settled;
    });
    assert.deepEqual(await viewer.run(() => [...new Set([...document.querySelectorAll(".bm-stories > *")].map((item) => Math.round(item.getBoundingClientRect().top)))].length), 1);
    const tiers = await viewer.run(() => {
      const body = document.querySelector("[data-rank=lead] .bm-body");
      return new Set([...body.querySelectorAll("p")].flatMap((node) => [...node.getClientRects()]).map(({ top }) => Math.round(top))).size;
    });
    assert.equal(tiers, 1);
    await viewer.run(() => viewer().removeAttribute("writing"));
  });

  it("sets the paper's name as a nameplate above the rest of the folio, which is one line, as wide as the contents", async () => {
    const { viewer } = context;
    await viewer.open(undefined, { width: 1200, height: 900 });
    for (const [text, name, rest] of [[CHINESE, "临溪日报", 2], [ENGLISH, "THE MILLBROOK COURIER", 1]]) {
      await viewer.showText(text);
      const found = await viewer.run(() => {
        const [first, ...others] = [...document.querySelectorAll(".bm-folio > *")];
        const box = (node) => node.getBoundingClientRect();
        return {
          name: first.textContent,
          large: parseFloat(getComputedStyle(first).fontSize) > 1.8 * parseFloat(getComputedStyle(document.querySelector("p[data-role=paragraph]")).fontSize),
          above: others.every((other) => box(other).top >= box(first).bottom - 1),
          rest: others.length,
          lines: new Set(others.map((other) => Math.round(box(other).bottom))).size,
        };
      });
      assert.deepEqual(found, { name, large: true, above: true, rest, lines: 1 });
      await viewer.show("list");
      const [folio, stories] = await viewer.run(() => [".bm-folio", ".bm-stories"].map((part) => Math.round(document.querySelector(part).getBoundingClientRect().width)));
      assert(Math.abs(folio - stories) <= 1, `the folio is ${folio} px wide, the list ${stories}`);
      await viewer.show("page");
    }
  });

  it("sets English ragged, closer, and with its byline in one line, in faces of its own", async () => {
    const { viewer } = context;
    await viewer.showText(ENGLISH);
    const found = await viewer.run(() => {
      const style = getComputedStyle(document.querySelector("p[data-role=paragraph]"));
      const bylines = [...document.querySelectorAll("article:first-of-type [data-role=byline]")].slice(0, 2).map((node) => Math.round(node.getBoundingClientRect().bottom));
      return { align: style.textAlign, leading: Math.round((100 * parseFloat(style.lineHeight)) / parseFloat(style.fontSize)), lines: new Set(bylines).size, face: style.fontFamily.split(",")[0] };
    });
    assert.deepEqual(found, { align: "start", leading: 150, lines: 1, face: "Charter" });
  });

  it("sets a picture's box in a column of its own, so that rules reach from row to row", async () => {
    const { viewer } = context;
    await viewer.open();
    const [box, column, row] = await viewer.run(() => {
      const box = document.querySelector("[data-kind=photo]");
      const column = box.closest(".bm-stories > *");
      return [box.parentElement === column, column.getBoundingClientRect().bottom, document.querySelector("[data-rank=lead]").getBoundingClientRect().bottom];
    });
    assert.deepEqual([box, column], [true, row]);
  });
});

// The lines of the page's headings where the page is so wide.
const headingLines = (width) => {
  const main = document.querySelector(".bm-main");
  main.style.maxInlineSize = `${width}px`;
  const range = document.createRange();
  const linesOf = (heading) => {
    const lines = [];
    let last = null;
    const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      for (let i = 0; i < text.length; i += 1) {
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const box = range.getClientRects()[0];
        if (!box) continue;
        if (last === null || box.top > last + box.height / 2) lines.push("");
        last = box.top;
        lines[lines.length - 1] += text.data[i];
      }
    }
    return lines;
  };
  const found = [...document.querySelectorAll("article header :is([data-role=kicker], [data-role=headline], [data-role=deck])")].map(linesOf);
  main.style.maxInlineSize = "";
  return found;
};
