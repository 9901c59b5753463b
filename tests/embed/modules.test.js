// What reading does without is loaded when it is asked for, and where it does not come, that is said.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadingSuite } from "../harness/loaded.js";
import { inSinglePrecision } from "../harness/pages.js";
import { parseNatively } from "../harness/programs.js";
import { it } from "../harness/suite.js";

// A language pack of a host's own.
const PACK = 'language = "tlh"\nletters = "灯堤河"';

// Two columns of a page, which stand side by side.
const ROWS = [
  ["城南灯会今晚亮灯", "西郊河堤加固完工"],
  ["本报讯 昨夜七时整，城南灯", "本报讯 西郊河堤昨日全线完"],
  ["会试灯，三万盏灯一齐点亮，", "工，新堤比旧堤高出两尺，堤"],
  ["沿河两岸观者如潮，直到夜深", "脚另砌石坎。新堤上种柳三百"],
  ["才散。灯会由十二家工坊合办", "株，明春便可成荫，三个村子"],
  ["，今年添了水上灯船，船行三", "今后不必再为汛期搬家，工程"],
  ["里，市民可在码头凭身份证领", "历时九个月，村里的老人说，"],
  ["票，每人限领两张，孩童带领", "河边的菜地这下保住了，放心"],
];

loadingSuite("What reading does without", (page, hosted, context) => {
  it("is loaded to write, to find and to correct; refused, it is said and asked for again", async () => {
    await page.shows(hosted("module.html"));
    const found = await page.runInPage(async (given, { loaded, allow, refuse, until }) => {
      const viewer = document.querySelector("banmian-viewer");
      const panel = () => viewer.shadowRoot.querySelector("[part=correct]");
      const notice = viewer.shadowRoot.querySelector("[part=notice]");
      const { parse, replay, write } = await import("/dist/npm/index.js");
      const page = await parse(viewer.text);
      const found = { before: loaded("/full.wasm") };
      refuse("/full.wasm");
      found.refused = await write(page, "text").then(() => "written", (error) => error.message.slice(0, 13));
      viewer.setAttribute("corrections", "");
      viewer.correcting = true;
      await until(() => !viewer.correcting);
      found.withoutEditor = [viewer.correcting, !notice.hidden && notice.innerText.includes("404")];
      allow();
      found.written = (await write(page, "text")).includes("河湾镇图书室");
      found.found = [(await viewer.find("晚间开放")).length, (await viewer.find("晚間開放")).length];
      viewer.correcting = true;
      await until(panel);
      found.editor = [viewer.correcting, panel() !== null, loaded("/full.wasm")];
      const { edits } = await replay(viewer.text, undefined);
      const anchor = { start: 0, end: 3, quote: "河", before: "", after: "" };
      const made = await replay(viewer.text, { ...edits, edits: [{ kind: "correct", at: anchor, text: "湖" }] });
      found.edits = [made.edits.edits.length, made.conflicts.length];
      return found;
    });
    assert.deepEqual(found, {
      before: 0, refused: "404 Not Found", withoutEditor: [false, true], written: true,
      found: [1, 1], editor: [true, true, 1], edits: [1, 0],
    });
  });

  for (const [how, gap] of [["kept apart by padding", "    "], ["one blank apart", " "]]) {
    it(`finds columns side by side, ${how}, as the library does; the module comes when they are met`, async () => {
      const text = ROWS.map((row) => row.join(gap)).join("\n");
      const file = join(context.folder, "columns.txt");
      writeFileSync(file, text);
      const native = parseNatively(file);
      assert.equal(native.source.shape, "columns");
      await page.shows(hosted("module.html"));
      const { page: shown, parsed, ...found } = await page.runInPage(readColumns, { text, cues: PACK });
      assert.deepEqual(found, {
        before: [1, 0, 0], refused: ["error", true], shown: ["ready", true], after: [1, 1, 0],
        long: ["ready", "columns", 2], own: "tlh", last: [1, 1, 1],
      });
      for (const read of [shown, parsed]) assert.deepEqual(inSinglePrecision(read), inSinglePrecision(native));
    });
  }

  it("is not asked for where a host gives the module that has everything, or packs that only it reads", async () => {
    await page.driver.get(hosted("page.txt"));
    const packs = await page.run(async (cues) => {
      const { parse } = await import("/dist/npm/index.js");
      const { source } = await parse("河湾镇新桥通车", { cues, language: "tlh" });
      const loaded = performance.getEntriesByType("resource").map(({ name }) => name.split("/").pop());
      return [source.language, loaded.filter((name) => name.endsWith(".wasm"))];
    }, PACK);
    assert.deepEqual(packs, ["tlh", ["full.wasm"]]);
    await page.driver.get(hosted("page.txt"));
    const given = await page.run(async () => {
      const { init, parse, write } = await import("/dist/npm/index.js");
      await init("/dist/npm/full.wasm");
      const text = await write(await parse("河湾镇新桥通车\n\n本报讯 昨日,新桥正式通车。"), "text");
      return [text.includes("河湾镇"), performance.getEntriesByType("resource").filter(({ name }) => name.endsWith(".wasm")).length];
    });
    assert.deepEqual(given, [true, 1]);
  });
});

// Reads such a page, refused what finds columns and then with it; then one long enough for a worker,
// and with a language pack.
const readColumns = async ({ text, cues }, { loaded, allow, refuse }) => {
  const viewer = document.querySelector("banmian-viewer");
  const modules = () => ["/banmian.wasm", "/columns.wasm", "/full.wasm"].map(loaded);
  const { parse } = await import("/dist/npm/index.js");
  const found = { before: modules() };
  refuse("/columns.wasm");
  viewer.text = text;
  await viewer.ready;
  found.refused = [viewer.state, viewer.shadowRoot.querySelector("[part=notice]").innerText.includes("404")];
  allow();
  viewer.text = text;
  await viewer.ready;
  found.shown = [viewer.state, viewer.querySelectorAll("article").length === viewer.page.articles.length];
  found.page = viewer.page;
  found.parsed = await parse(text);
  found.after = modules();
  const Real = Worker;
  let workers = 0;
  globalThis.Worker = class extends Real {
    constructor(...given) {
      super(...given);
      workers += 1;
    }
  };
  viewer.text = `${text}\n`.repeat(100_000 / text.length);
  await viewer.ready;
  found.long = [viewer.state, viewer.page.source.shape, workers];
  found.own = (await parse(text, { cues, language: "tlh" })).source.language;
  found.last = modules();
  return found;
};
