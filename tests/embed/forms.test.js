// What reads PDF and OCR files in the browser, by itself: www/src/engine/forms.js with the files that it
// loads beside it.

import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { split } from "../../www/build/bundle.js";
import { FORMS } from "../../www/build/npm.js";
import { modules } from "../../www/build/wasm.js";
import { engine } from "../harness/browser.js";
import { loadingSuite } from "../harness/loaded.js";
import { pdf, predefined } from "../harness/pdf.js";
import { root, target } from "../harness/programs.js";
import { before, it } from "../harness/suite.js";

const folder = join(target, "embed", `forms-${engine}`);
const address = `/${relative(root, folder)}`;
// 市图书馆 in GBK
const GBK = pdf(["<cad0cdbccae9b9dd>"], predefined("GBK-EUC-H", "GB1"));
const TWO = pdf(["(The bridge opens)", "(Weather)"]);
const SECRET = `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O <${"41".repeat(32)}>/U <${"41".repeat(32)}>>>`;

loadingSuite("What reads forms", (page, hosted) => {
  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    const files = await modules(join(target, "viewer"), ["full", "forms", "converted"]);
    await split(files, folder, { forms: "src/engine/forms.js" });
    for (const name of FORMS) writeFileSync(join(folder, name), files[name]);
  });

  // Runs `action` in a new document, with what `inPage` gives.
  const run = async (action, given = {}) => {
    await page.driver.get(hosted("page.txt"));
    return page.runInPage(`async (given, helpers) => (${action})(given, await (${inPage})(given, helpers))`, { ...given, address, GBK, TWO });
  };

  it("gives each page its text and its places, and says how far it is", async () => {
    const found = await run(async ({ TWO }, { bytes, readForm }) => {
      const progress = [];
      const { pages, remarks } = await readForm(bytes(TWO), { onProgress: (...of) => progress.push(of) });
      const sheets = pages.map(({ sheet }) => sheet.pages);
      return { progress, remarks, texts: pages.map(({ text }) => text), sheets };
    });
    const { sheets, ...rest } = found;
    assert.deepEqual(rest, { progress: [[1, 2], [2, 2]], remarks: [], texts: ["The bridge opens\n", "Weather\n"] });
    assert.deepEqual(sheets.map((pages) => pages.length), [1, 1]);
    const [{ width, height, runs: [{ bytes, x0, size, face }] }] = sheets[1];
    assert.deepEqual([width, height, bytes, x0, size, face], [200, 300, { start: 0, end: 7 }, 20.13, 10, "Helvetica"]);
  });

  it("loads the maps of the collection that a font needs, and no others; refused, a remark says so", async () => {
    const found = await run(async ({ GBK }, { bytes, readForm, loaded, refuse, allow }) => {
      refuse("cmaps-gb1.bin");
      const without = await readForm(bytes(GBK));
      allow();
      const withMaps = await readForm(bytes(GBK));
      const counts = ["gb1", "cns1", "japan1", "korea1"].map((name) => loaded(`/cmaps-${name}.bin`));
      return [without.pages[0].text, without.remarks.map(({ kind }) => kind), withMaps.pages[0].text, withMaps.remarks, counts];
    });
    assert.deepEqual(found, ["\ufffd\ufffd\ufffd\ufffd\n", ["unreadable", "maps-missing"], "市图书馆\n", [], [1, 0, 0, 0]]);
  });

  it("has the library say how bytes were read, and read their text by their sheet as it reads them", async () => {
    const gap = pdf(["(The bridge opens)", "()"]).replace(/xref[^]*$/, "");
    const found = await run(async ({ GBK, gap }, { bytes, refuse, allow }) => {
      const { decode, parse } = await import("/dist/npm/index.js");
      refuse("cmaps-gb1.bin");
      const { remarks } = await decode(bytes(GBK));
      allow();
      const decoded = await decode(bytes(gap));
      const [page, same] = [await parse(bytes(gap)), await parse(decoded.text, decoded)];
      const none = await decode(new TextEncoder().encode("市图书馆开馆"));
      return [remarks, decoded.remarks, none.remarks, page.source.characters > 10, JSON.stringify(page) === JSON.stringify(same)];
    }, { gap });
    const said = (remarks) => remarks.map(({ message, ...rest }) => ({ ...rest, says: message.length > 15 }));
    assert.deepEqual(said(found[0]), [{ kind: "unreadable", characters: 4, says: true }, { kind: "maps-missing", collection: "Adobe-GB1", says: true }]);
    assert.deepEqual(said(found[1]), [{ kind: "repaired", says: true }, { kind: "no-text", page: 2, says: true }]);
    assert.deepEqual(found.slice(2), [[], true, true]);
  });

  it("says of a text, and of markup that is none of the forms, that it is none", async () => {
    const found = await run(async (_, { bytes, readForm }) => [
      await readForm(new TextEncoder().encode("市图书馆开馆")),
      await readForm(bytes("<html><p>News</html>")),
    ]);
    assert.deepEqual(found, [null, null]);
  });

  it("says what is wrong with a file by the name of its kind, and reads the next one", async () => {
    const secret = pdf(["(News)"], undefined, SECRET);
    const found = await run(async ({ TWO, secret }, { bytes, readForm, failure }) => {
      const kinds = [];
      for (const [file, form] of [[secret], ["%PDF-1.7 1 0 obj"], [TWO, "alto"], ["<alto><Page/></alto>"]]) {
        const { kind, message, what } = await failure(readForm(bytes(file), { form }));
        kinds.push([kind, message.length > 20, what]);
      }
      return [kinds, (await readForm(bytes(TWO))).pages.length];
    }, { secret });
    const kinds = [["encrypted", true, undefined], ["damaged", true, "PDF"], ["other-form", true, "ALTO"], ["empty", true, "ALTO"]];
    assert.deepEqual(found, [kinds.map((kind) => kind.map((value) => value ?? null)), 2]);
  });

  it("reads a file of OCR in any encoding that the browser knows, and says where bytes are none of it", async () => {
    const found = await run(async (_, { readForm }) => {
      const ascii = (text) => [...text].map((c) => c.charCodeAt(0));
      const line = '<alto><Layout><Page><PrintSpace><TextBlock><TextLine HPOS="1" VPOS="2" WIDTH="9" HEIGHT="3"><String CONTENT="';
      const end = '"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>';
      const read = async (...gbk) => {
        const file = [...ascii(`<?xml version="1.0" encoding="GBK"?>${line}`), ...gbk, ...ascii(end)];
        const { pages, remarks } = await readForm(Uint8Array.from(file));
        return [pages[0].text, remarks.map(({ kind }) => kind)];
      };
      return [await read(0xca, 0xd0, 0xcd, 0xbc), await read(0xca, 0xd0, 0xff, 0xcd, 0xbc)];
    });
    assert.deepEqual(found, [["市图\n", []], ["市\ufffd图\n", ["repaired"]]]);
  });

  it("reads in the document what it reads in a worker, where there is none", async () => {
    const found = await run(async ({ TWO, GBK }, { bytes, readForm, failure }) => {
      const all = async () => JSON.stringify([await readForm(bytes(TWO)), await readForm(bytes(GBK)), (await failure(readForm(bytes("%PDF-")))).kind]);
      const inWorker = await all();
      const real = Worker;
      delete globalThis.Worker;
      const here = await all();
      globalThis.Worker = real;
      return inWorker === here && here.includes("市图书馆");
    });
    assert.equal(found, true);
  });

  it("is ended where nobody wants the file any more, and reads the next one", async () => {
    const found = await run(async ({ TWO }, { bytes, readForm, failure, workers }) => {
      let isStale = false;
      const progress = [];
      const onProgress = (...of) => {
        progress.push(of);
        isStale = true;
      };
      const { name } = await failure(readForm(bytes(TWO), { onProgress, isStale: () => isStale }));
      const next = await readForm(bytes(TWO));
      return [name, progress, next.pages.length, workers];
    });
    assert.deepEqual(found, ["AbortError", [[1, 2]], 2, { made: 2, ended: 1 }]);
  });

  for (const [what, answer, kind] of [["says nothing for half a minute", null, "too-large"], ["breaks off", { failed: true }, "broken-off"]]) {
    it(`ends a worker that ${what}, says so, and reads the next file in another`, async () => {
      const found = await run(async ({ TWO, answer }, { bytes, readForm, failure }) => {
        const real = { Worker, setInterval };
        const { setInterval: repeat } = real;
        let ended = 0;
        globalThis.setInterval = (tick) => repeat(tick, 1);
        globalThis.Worker = class {
          postMessage({ id = 0 }) {
            if (id === 0 || answer) setTimeout(() => this.onmessage({ data: { id, ...(id > 0 ? answer : {}) } }));
          }
          terminate() {
            ended += 1;
          }
        };
        const { kind, message } = await failure(readForm(bytes(TWO)));
        Object.assign(globalThis, real);
        return [kind, message.length > 20, ended, (await readForm(bytes(TWO))).pages.length];
      }, { answer });
      assert.deepEqual(found, [kind, true, 1, 2]);
    });
  }
});

// What the tests use in the page.
const inPage = async ({ address }, helpers) => {
  const workers = { made: 0, ended: 0 };
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      workers.made += 1;
    }
    terminate() {
      workers.ended += 1;
      super.terminate();
    }
  };
  const { readForm } = await import(`${address}/forms.js`);
  return {
    ...helpers,
    readForm,
    workers,
    bytes: (text) => Uint8Array.from(text, (c) => c.charCodeAt(0)),
    failure: (promise) => promise.then(() => ({ message: "" }), (error) => error),
  };
};
