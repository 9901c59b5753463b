import assert from "node:assert/strict";
import { test } from "node:test";
import { opened } from "../src/input/bytes.js";
import { isPicture } from "../src/input/pictures.js";

test("what pdf.js gives is taken as its JSON, a page or several", async () => {
  const page = { items: [], styles: {} };
  for (const given of [page, [page, page], { pages: [page], name: "A1" }]) {
    const { bytes, form, name } = await opened(given, "gbk");
    assert.deepEqual([JSON.parse(new TextDecoder().decode(bytes)), form, name], [given, "pdfjs", given.name ?? ""]);
  }
});

test("what is neither a text nor bytes nor of pdf.js is refused by the name of its kind", async () => {
  for (const [given, kind] of [[{}, "Object"], [[], "Array"], [[1], "Array"], [undefined, "Undefined"], [null, "Null"]]) {
    await assert.rejects(opened(given), new RegExp(`not from this: ${kind}$`), kind);
  }
});

test("a picture is told by its type or its name", () => {
  const file = (name, type = "") => new File([""], name, { type });
  for (const picture of [file("a", "image/png"), file("A1.JPG"), file("a.jpeg"), file("a.webp"), file("a.avif"), file("a.gif"), new Blob([], { type: "image/jpeg" })]) assert.equal(isPicture(picture), true, picture.name);
  for (const other of [file("a.txt"), file("a.svg", "image/svg+xml"), file("png"), new Blob([]), "a.png", { name: "a.png" }]) assert.equal(isPicture(other), false, other.name);
});
