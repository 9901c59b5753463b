// A researcher looks for a place and a person through an edition, and takes away what was found and noted.

import assert from "node:assert/strict";
import { csvParse } from "../../www/node_modules/d3-dsv/src/index.js";
import { counted, search } from "../harness/find-bar.js";
import { forgetAll } from "../harness/kept.js";
import { markByMenu, write } from "../harness/notes.js";
import { recordDownloads } from "../harness/saving.js";
import { afterEach, it, suite } from "../harness/suite.js";
import { openAtDesk, openTownPaper, TOWN_PAPER, writeTownPaper } from "../harness/town-paper.js";
import { walk } from "../harness/walk.js";

const TEXTS = Object.values(TOWN_PAPER);
const PERSON = "周德水";

suite("A researcher", { inOne: true }, (context) => {
  afterEach(() => forgetAll(context.viewer));

  it("asks, follows, marks and notes, and takes all of it away with offsets that cut the words out of the texts", async () => {
    const { viewer, folder } = context;
    const paper = writeTownPaper(folder);
    // What a press has saved.
    const saved = async (press) => {
      await viewer.run(() => (window.downloads.length = 0));
      await press();
      await viewer.until(() => window.downloads.length === 1);
      return viewer.run(async () => ({ name: window.downloads[0].name, text: await window.downloads[0].blob.text() }));
    };
    const openSaving = async (form) => {
      await viewer.clickPart("[part=bar] [data-act=save]");
      await viewer.clickPart(`[part=save] [data-form=${form}]`);
    };
    let hits;

    await walk({
      "the edition, opened from its files": async () => {
        await openAtDesk(viewer, paper);
        await viewer.run(recordDownloads);
      },
      "stories that have both the bridge and the ferryman": async () => {
        await search(viewer, `新桥 ${PERSON}`);
        // the bridge thrice and him once on page 1, once and once on page 3
        await counted(viewer, TEXTS[0].split(/新桥|周德水/).length - 1 + 2);
      },
      "the very words": async () => {
        await search(viewer, "“老渡口停航”");
        await counted(viewer, 1);
      },
      "words that stand near each other": async () => {
        await search(viewer, "渡口 NEAR/10 停航");
        await viewer.until(() => Number(/(\d+)\D*$/.exec(viewer().shadowRoot.querySelector("[part=find] output").textContent)?.[1] ?? 0) >= 2);
      },
      "him, on the strip of pages": async () => {
        await search(viewer, PERSON);
        await counted(viewer, 2);
        await viewer.run(() => viewer().shadowRoot.querySelector("[part=hits]").hidden && viewer().shadowRoot.querySelector("[data-act=hits]").click());
        await viewer.becomes(() => [...viewer().shadowRoot.querySelectorAll(".counts button")].map((bar) => bar.getAttribute("aria-label")), ["第 1 版：1 处", "第 2 版：0 处", "第 3 版：1 处", "第 4 版：0 处"]);
        await viewer.clickPart(".counts button:nth-child(3)");
        await viewer.until(() => viewer().index === 2);
      },
      "the hits, as JSON and as a table": async () => {
        ({ hits } = JSON.parse((await saved(() => viewer.clickPart("[data-act=hits-json]"))).text));
        assert.deepEqual(hits.map(({ page, utf16_start: start, utf16_end: end }) => [page, TEXTS[page - 1].slice(start, end)]), [[1, PERSON], [3, PERSON]]);
        for (const { page, start, end } of hits) assert.equal(Buffer.from(TEXTS[page - 1]).subarray(start, end).toString(), PERSON);
        const rows = csvParse((await saved(() => viewer.clickPart("[data-act=hits-csv]"))).text.replace(/^\ufeff/, ""));
        assert.deepEqual(rows.map(({ page, words, link }) => [Number(page), words, link]), hits.map(({ page, words, link }) => [page, words, link]));
      },
      "the second hit by its link, in a document of its own": async () => {
        const [, { link }] = hits;
        await viewer.press("ESCAPE");
        await viewer.driver.get("about:blank");
        await viewer.driver.get(link);
        await viewer.ready();
        await viewer.run(() => (viewer().lang = "zh-Hans"));
        await openTownPaper(viewer, paper);
        await viewer.run(recordDownloads);
        await viewer.until(() => viewer().index === 2);
        await viewer.becomes(() => [...(CSS.highlights.get("bm-linked") ?? [])].join(""), PERSON);
      },
      "a passage marked, and a note": async () => {
        await viewer.show("story", "a2");
        await markByMenu(viewer, "新桥通车那天");
        await write(viewer, "渡口博物馆", "开馆日期待查");
      },
      "the stories of one reporter": async () => {
        await viewer.show("list");
        await viewer.run(() => {
          const select = [...document.querySelectorAll(".bm-filters label")].find((node) => node.innerText.startsWith("署名")).querySelector("select");
          select.value = "林一舟";
          select.dispatchEvent(new Event("change", { bubbles: true }));
        });
        await viewer.becomes(() => [...document.querySelectorAll(".bm-contents .bm-headline a")].filter((node) => node.checkVisibility()).map((node) => node.getAttribute("href")), ["#a1", "#p3/a2"]);
        await viewer.becomes(() => document.querySelector(".bm-contents .bm-count").textContent, "共 10 篇，显示 2 篇");
      },
      "references of all stories": async () => {
        const { name, text } = await saved(() => openSaving("ris"));
        assert.match(name, /\.ris$/);
        assert.equal([...text.matchAll(/^TY {2}- /gm)].length, [...text.matchAll(/^ER {2}- /gm)].length);
        assert.equal([...text.matchAll(/^AU {2}- .*林一舟/gm)].length, 2, text);
      },
      "the notes, as Web Annotations": async () => {
        const { text } = await saved(() => openSaving("notes"));
        const { items } = JSON.parse(text).first;
        const passages = items.flatMap(({ target }) => target.map(({ source, selector }) => [source, selector]));
        assert.deepEqual(passages.map(([source]) => source), ["A3.txt", "A3.txt"]);
        for (const [source, selectors] of passages) {
          const { exact } = selectors.find(({ type }) => type === "TextQuoteSelector");
          const place = selectors.find(({ type }) => type === "TextPositionSelector");
          if (place) assert.equal([...TOWN_PAPER[source]].slice(place.start, place.end).join(""), exact);
          assert(["新桥通车那天", "渡口博物馆"].includes(exact), exact);
        }
      },
    });
  });
});
