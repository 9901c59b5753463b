import assert from "node:assert/strict";
import { test } from "node:test";
import { editionOf } from "../src/input/edition.js";
import { walkEntry, walkHandle } from "../src/input/folders.js";
import { inOtherForms } from "../src/input/other-forms.js";

const PDF = "%PDF-1.7";
const ALTO = "<alto>";
const file = (name, content = "本报讯") => new File([content], name);

// The pages that are left of files, each with the others that hold it, and those.
const sorted = async (files, options = {}, form = "") => {
  const { entries } = editionOf(files, options);
  const again = await inOtherForms(entries, form);
  const pages = entries.filter((entry) => !again.includes(entry));
  return [pages.map(({ name, options: { others = [] } }) => [name, ...others.map(({ name }) => name)].join(" < ")), again.map(({ name }) => name)];
};

test("a page in several forms is one page, of the form that says most of its lines", async () => {
  const files = [file("A1.pdf", PDF), file("A1.txt"), file("A2.txt"), file("A2.xml", ALTO), file("A3.md"), file("A3.hocr", "<p class='ocr_page'>"), file("A3.PDF", PDF), file("A4.txt")];
  assert.deepEqual(await sorted(files), [
    ["A1.pdf < A1.txt", "A2.xml < A2.txt", "A3.PDF < A3.hocr < A3.md", "A4.txt"],
    ["A1.txt", "A2.txt", "A3.hocr", "A3.md"],
  ]);
});

test("a form that is named is that of the page, whatever says more of its lines", async () => {
  const files = () => [file("A1.pdf", PDF), file("A1.txt"), file("A1.md"), file("A1.xml", ALTO), file("A2.pdf", PDF), file("A2.txt")];
  const pages = async (form) => (await sorted(files(), {}, form))[0].map((page) => page.split(" < ")[0]);
  assert.deepEqual(await pages("text"), ["A1.txt", "A2.txt"]);
  assert.deepEqual(await pages("pdf"), ["A1.pdf", "A2.pdf"]);
  assert.deepEqual(await pages("markdown"), ["A1.md", "A2.txt"]);
  assert.deepEqual(await pages("alto"), ["A1.xml", "A2.pdf", "A2.txt"]);
  const utf16 = new File([Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${ALTO}`, "utf16le")], "A1.xml");
  assert.deepEqual(await sorted([file("A1.pdf", PDF), utf16], {}, "alto"), [["A1.xml < A1.pdf"], ["A1.pdf"]]);
});

test("texts of one name, files of other names, and what is said how to decode are pages each", async () => {
  const texts = [file("A1.txt"), file("A1.text"), file("A1.md"), file("A2.1", PDF), file("A2.2"), file("A3", PDF), file("A3.txt")];
  assert.deepEqual(await sorted(texts), [texts.map(({ name }) => name), []]);
  const forms = [file("A1.pdf", PDF), file("A1.txt")];
  assert.deepEqual(await sorted(forms, { named: "gbk" }), [["A1.pdf", "A1.txt"], []]);
  assert.deepEqual(await sorted([new Blob([PDF]), new Blob(["本报讯"])]), [["", ""], []]);
});

test("files of one name in two folders are two pages", async () => {
  const entryOf = (given) => Array.isArray(given)
    ? { name: "day", isDirectory: true, createReader: () => ({ rest: [given.map(entryOf), []], readEntries(done) { done(this.rest.shift()); } }) }
    : { name: given.name, isDirectory: false, file: (done) => done(given) };
  const handleOf = (given) => Array.isArray(given)
    ? { kind: "directory", async *entries() { for (const [i, inside] of given.entries()) yield [inside.name ?? `day${i}`, handleOf(inside)]; } }
    : { kind: "file", getFile: async () => given };
  const days = () => [[file("A1.pdf", PDF), file("A2.pdf", PDF), file("A2.txt")], [file("A1.txt")]];
  for (const walk of [(day) => walkEntry(entryOf(day), ""), (day) => walkHandle(handleOf(day), "")]) {
    const wanted = [["A1.pdf", "A2.pdf < A2.txt", "A1.txt"], ["A2.txt"]];
    // dropped side by side, and within a third
    assert.deepEqual(await sorted((await Promise.all(days().map(walk))).flat().map(({ file }) => file)), wanted);
    assert.deepEqual(await sorted((await walk(days())).map(({ file }) => file)), wanted);
  }
  const picked = (path, content) => Object.defineProperty(file(path.split("/").at(-1), content), "webkitRelativePath", { value: path });
  assert.deepEqual(await sorted([picked("paper/1/A1.pdf", PDF), picked("paper/2/A1.txt"), picked("paper/2/A1.xml", ALTO)]), [["A1.pdf", "A1.xml < A1.txt"], ["A1.txt"]]);
});
