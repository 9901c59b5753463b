// References are read as they are written, by citation-js; a feed is valid by the schema of its RFC.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import { banmian, root, target } from "../harness/programs.js";

const FOLIO = "临溪日报\n\n2031年11月18日 星期二 第3版\n\n";
const PAGES = {
  "a.txt": `${FOLIO}市图书馆<开馆>\n\n本报记者 陈一\n\n本报讯 昨日,市图书馆新馆开馆。首日迎来读者三千余人。\n`,
  "b.txt": "Bridge & road {open}: 100% free_ at $5 ~ #1\n\nBy Ann Lee\n\nMILLBROOK — The bridge opened on Monday, and everyone came to see it.\n",
};
const TITLES = ["市图书馆<开馆>", "Bridge & road {open}: 100% free_ at $5 ~ #1"];
const DAY = [2031, 11, 18];
const folder = join(target, "references");
const pages = Object.keys(PAGES).map((name) => join(folder, name));
const written = (...command) => execFileSync(banmian, command, { encoding: "utf8" });

before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(PAGES)) writeFileSync(join(folder, name), text);
});

describe("References are read by citation-js", () => {
  // what it takes of a name and a date differs by form: of RIS the year, and a name that stands as it is
  const FORMS = {
    ris: { type: "article-newspaper", name: ({ reporter }) => reporter, date: DAY.slice(0, 1) },
    bibtex: { type: "article-journal", name: ({ author }) => author?.[0].family, date: DAY },
    "csl-json": { type: "article-newspaper", name: ({ author }) => author?.[0].literal, date: DAY },
  };
  for (const [form, { type, name, date }] of Object.entries(FORMS)) {
    it(`as ${form}, with title, name, paper, date and page`, () => {
      const { data } = new Cite(written(form, ...pages));
      assert.deepEqual(data.map(({ title }) => title), TITLES);
      assert.deepEqual(data.map((item) => item.type), [type, type]);
      assert.deepEqual(data.map(name), ["陈一", "Ann Lee"]);
      assert.deepEqual(data[0].issued["date-parts"], [date]);
      assert.deepEqual([data[0]["container-title"], String(data[0].page), data[0].language], ["临溪日报", "3", "zh-Hans"]);
      assert.deepEqual([data[1]["container-title"], data[1].issued, data[1].page], [undefined, undefined, undefined]);
    });
  }
});

describe("A feed is valid", () => {
  const jing = (file) => spawnSync("jing", ["-c", join(root, "tests", "schemas", "atom.rnc"), file], { encoding: "utf8" });

  it("by the schema of RFC 4287, of every page there is", () => {
    const texts = ["seeds", "tests/pages"].flatMap((from) => readdirSync(join(root, from)).filter((name) => name.endsWith(".txt")).map((name) => join(root, from, name)));
    const feed = join(folder, "all.atom");
    written("atom", ...texts, ...pages, "-o", feed);
    const { status, stdout } = jing(feed);
    assert.equal(status, 0, stdout);
  });

  it("and a fault would be found", () => {
    const broken = join(folder, "broken.atom");
    writeFileSync(broken, written("atom", ...pages).replace("<id>", "<id/><id>"));
    assert.notEqual(jing(broken).status, 0);
  });
});

describe("A book of several pages is valid", () => {
  it("by epubcheck", () => {
    const book = join(folder, "issue.epub");
    written("epub", ...pages, join(root, "tests", "pages", "english.txt"), "--edition", "晚报 <1> & 2", "-o", book);
    const check = spawnSync("java", ["-jar", "/usr/share/java/epubcheck.jar", "--quiet", book], { encoding: "utf8" });
    assert.equal(check.status, 0, check.stdout + check.stderr);
    assert.doesNotMatch(check.stdout + check.stderr, /WARNING/);
  });
});
