// The hits of a search as a table and as JSON: where each is, what stands around it, and a link to it.

import assert from "node:assert/strict";
import { csvParse } from "../../www/node_modules/d3-dsv/src/index.js";
import { counted, search } from "../harness/find-bar.js";
import { recordDownloads } from "../harness/saving.js";
import { beforeEach, it, suite } from "../harness/suite.js";

const PAGES = [
  "渡口会议今日开幕\n代表陆续报到\n\n本报讯 昨日😀,渡口管理处公布,会议讨论渡口法律问\n题。会议今日结束,代表各自返回。\n",
  "Council meets again\n\nThe town council heard on Monday that the library of the riverside quarter had been paid for in full by, \"all\" who gave.\n",
  "=会议,加减\n\n本报讯 昨日,海堤加高工程完工,新堤比旧堤高两米,沿线设有步道。\n",
];

suite("The hits of a search, saved", { inOne: true }, (context) => {
  beforeEach(async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(recordDownloads);
    await viewer.run((texts) => viewer().open(texts.map((text, i) => new File([text], `渡口 ${i + 1}.txt`))), PAGES);
    await viewer.until(() => viewer().pages.length === 3 && viewer().pages.every(({ page }) => page) && viewer().state === "ready");
  });

  const save = async (query, hits, form) => {
    const { viewer } = context;
    await search(viewer, query);
    await counted(viewer, hits);
    await viewer.run((form) => {
      window.downloads.length = 0;
      const root = viewer().shadowRoot;
      if (root.querySelector("[part=hits]").hidden) root.querySelector("[data-act=hits]").click();
      root.querySelector(`[data-act=hits-${form}]`).click();
    }, form);
    await viewer.until(() => window.downloads.length === 1);
    const { name, bytes } = await viewer.run(async () => ({ name: window.downloads[0].name, bytes: [...new Uint8Array(await window.downloads[0].blob.arrayBuffer())] }));
    return { name, bytes: Buffer.from(bytes) };
  };
  const saveJson = async (query, hits) => JSON.parse((await save(query, hits, "json")).bytes.toString("utf8"));

  it("are cut out of the text by their offsets, in UTF-16 and in UTF-8", async () => {
    const { hits } = await saveJson("会议", 4);
    for (const hit of hits) {
      const text = PAGES[hit.page - 1];
      assert.equal(hit.words, "会议");
      assert.equal(text.slice(hit.utf16_start, hit.utf16_end), "会议");
      assert.equal(Buffer.from(text).subarray(hit.start, hit.end).toString("utf8"), "会议");
      assert.equal(text.slice(0, hit.utf16_start).split("\n").length, hit.line);
    }
  });

  it("that a line's end breaks have each of their stretches", async () => {
    const { hits: [hit] } = await saveJson("问题", 1);
    assert.deepEqual([hit.words, hit.utf16_ranges.map((range) => PAGES[0].slice(...range))], ["问题", ["问", "题"]]);
    assert.equal(PAGES[0].slice(hit.utf16_start, hit.utf16_end), "问\n题");
  });

  it("say their page, story, role and confidence, and stand between the words around them", async () => {
    const { query, role, edition, hits } = await saveJson("会议 -海堤", 3);
    assert.deepEqual({ query, role, edition }, { query: "会议 -海堤", role: null, edition: null });
    const [first, second] = hits;
    assert.deepEqual([first.page, first.page_name, first.story, first.story_number, first.headline, first.role], [1, "渡口 1.txt", "a1", 1, "渡口会议今日开幕 代表陆续报到", "headline"]);
    assert(hits.every((hit) => hit.block_confidence > 0 && hit.story_confidence > 0));
    assert.equal(`${second.left}${second.words}${second.right}`.replace(/\s/g, ""), PAGES[0].split("\n\n")[1].replace(/\s/g, "").slice(0, second.left.replace(/\s/g, "").length + 42));
  });

  it("are those of an edition with its title and date", async () => {
    const { viewer } = context;
    const pages = PAGES.map((text, i) => ({ name: `A${i + 1}`, text }));
    await viewer.run((manifest) => viewer().open(new File([manifest], "edition.json")), JSON.stringify({ title: "河湾报", date: "2026-11-26", pages }));
    await viewer.until(() => viewer().pages[2]?.name === "A3" && viewer().pages.every(({ page }) => page) && viewer().state === "ready");
    const { edition, date, hits } = await saveJson("海堤", 1);
    assert.deepEqual([edition, date, hits[0].page_name], ["河湾报", "2026-11-26", "A3"]);
  });

  it("have whole words around them in scripts that part words", async () => {
    const { hits: [hit] } = await saveJson("riverside", 1);
    assert.deepEqual([hit.left, hit.words, hit.right], ["heard on Monday that the library of the ", "riverside", ' quarter had been paid for in full by, "']);
  });

  it("have links that lead to them", async () => {
    const { viewer } = context;
    const { hits } = await saveJson("海堤", 1);
    await viewer.press("ESCAPE");
    const address = new URL(hits[0].link);
    assert.equal(address.href.split("#")[0], await viewer.run(() => location.href.split("#")[0]));
    await viewer.run((hash) => (location.hash = hash), address.hash);
    await viewer.until(() => viewer().index === 2 && [...(CSS.highlights.get("bm-linked") ?? [])].join("") === "海堤");
  });

  it("are a table that a spreadsheet opens: UTF-8 with its mark, and nothing that would be run as a formula", async () => {
    const { name, bytes } = await save("会议", 4, "csv");
    assert.equal(name, "渡口 1.hits.csv");
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const text = bytes.toString("utf8").slice(1);
    assert.equal(text.split("\r\n").length, 6, "a line a hit, the names, and the end");
    const rows = csvParse(text);
    const { hits } = await saveJson("会议", 4);
    const unquoted = (cell) => cell.replace(/^'(?=[=+\-@])/, "");
    rows.forEach((row, i) => {
      assert.deepEqual(Object.keys(row), Object.keys(hits[i]));
      for (const [key, value] of Object.entries(hits[i])) {
        const plain = Array.isArray(value) ? value.map((range) => range.join("-")).join(" ") : String(value);
        assert.equal(unquoted(row[key]), plain, key);
      }
      assert(Object.values(row).every((cell) => !/^[=+\-@\t]/.test(cell)), JSON.stringify(row));
    });
    assert(rows.at(-1).headline.startsWith("'="), "the headline is no formula");
  });

  it("are no formula for the name of their page either, whatever sign it begins with", async () => {
    const { viewer } = context;
    const pages = ["=A1", "\tA2", "-A3"].map((name, i) => ({ name, text: PAGES[i] }));
    await viewer.run((manifest) => viewer().open(new File([manifest], "edition.json")), JSON.stringify({ pages }));
    await viewer.until(() => viewer().pages[2]?.name === "-A3" && viewer().pages.every(({ page }) => page) && viewer().state === "ready");
    const { bytes } = await save("council OR 会议", 6, "csv");
    const names = csvParse(bytes.toString("utf8").slice(1)).map((row) => row.page_name);
    assert.deepEqual([...new Set(names)], ["'=A1", "'\tA2", "'-A3"]);
  });

  it("are the same bytes each time", async () => {
    for (const form of ["csv", "json"]) {
      const [once, again] = [await save("council OR 会议", 6, form), await save("council OR 会议", 6, form)];
      assert(once.bytes.equals(again.bytes), form);
    }
  });
});
