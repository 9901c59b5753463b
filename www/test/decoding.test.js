import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeAhead, decoded, isLikeDocument } from "../src/input/decoding.js";

// A module that tells each text as the given encoding.
const telling = (name, doubtful = false) => ({ encoding: () => [name, doubtful] });

const utf32 = (text, { bigEndian = false } = {}) => {
  const bytes = new DataView(new ArrayBuffer([...text].length * 4));
  [...text].forEach((character, n) => bytes.setUint32(n * 4, character.codePointAt(0), !bigEndian));
  return new Uint8Array(bytes.buffer);
};

test("a text is read in the encoding that the module tells", () => {
  const bytes = Uint8Array.of(0xbf, 0xaa, 0xb9, 0xdd);
  const { text, encoding, doubtful } = decoded({ bytes }, telling("gb18030"));
  assert.deepEqual([text, encoding, doubtful], ["开馆", "gb18030", false]);
});

test("an encoding is doubtful where the module says so and nobody has named one", () => {
  const read = (source, preferred) => decoded({ bytes: Uint8Array.of(0xe4, 0xe2), ...source }, telling("windows-1251", true), preferred);
  assert.deepEqual([read({}).text, read({}).doubtful], ["дв", true]);
  assert.equal(read({ named: "windows-1251" }).doubtful, false);
  assert.equal(read({}, "windows-1251").doubtful, false);
});

test("UTF-32 is read in the order of its mark or name", () => {
  const text = "\ufeff馆𠮷a";
  for (const [bigEndian, label, name] of [[true, "utf-32be", "UTF-32BE"], [false, " UTF-32LE ", "UTF-32LE"]]) {
    for (const named of [label, "utf-32"]) {
      const source = decoded({ bytes: utf32(text, { bigEndian }), named }, null);
      assert.deepEqual([source.text, source.encoding], [text, name]);
    }
    assert.equal(decoded({ bytes: utf32(text, { bigEndian }) }, telling(name)).text, text);
  }
});

test("a unit of UTF-32 that is no character is one replacement character", () => {
  const bytes = Uint8Array.of(0, 0xd8, 0, 0, 0, 0, 0x11, 0, 0x61, 0, 0, 0, 0x62);
  assert.equal(decoded({ bytes, named: "utf-32le" }, null).text, "\ufffd\ufffda\ufffd");
});

test("an encoding that is ruled out is refused as by the command", () => {
  for (const named of ["hz-gb-2312", "ISO-2022-KR", "iso-2022-cn", "iso-2022-cn-ext", "csiso2022kr", "replacement"]) {
    const message = `${named} is not read, as the WHATWG Encoding Standard has ruled it out; convert the file to UTF-8 first, for example with iconv`;
    assert.throws(() => decoded({ bytes: Uint8Array.of(0x7e), named }, null), { message });
  }
  assert.throws(() => decoded({ bytes: new Uint8Array(), named: "klingon" }, null), /no encoding is called "klingon"/);
});

test("what reads documents is asked of what begins like one, or is said to be one", () => {
  const bytesOf = (text) => new TextEncoder().encode(text);
  for (const text of ["%PDF-1.7", "\n\n%PDF-1.4", '<?xml version="1.0"?><alto>', "<a:PcGts>", "<div class='ocr_page'>"]) {
    assert.equal(isLikeDocument({ bytes: bytesOf(text) }), true, text);
    assert.equal(isLikeDocument({ bytes: bytesOf(text), form: "text" }), false, text);
    assert.equal(isLikeDocument({ bytes: bytesOf(text), named: "utf-8" }), false, text);
  }
  assert.equal(isLikeDocument({ bytes: Uint8Array.from([..."<alto>"].flatMap((c) => [c.charCodeAt(0), 0])) }), true, "UTF-16");
  for (const text of ["市图书馆开馆", "<html><p>馆</html>", "The alto sang of a PDF"]) assert.equal(isLikeDocument({ bytes: bytesOf(text) }), false, text);
  assert.equal(isLikeDocument({ bytes: bytesOf("馆"), form: "pdf" }), true);
  assert.equal(isLikeDocument({ bytes: bytesOf('{"items":[{"str":"馆","transform":[1,0,0,1,0,0]}]}') }), true);
});

test("what reads Markdown is asked of what has two marks of it, is called so, or is said to be it", () => {
  const bytes = (text) => new TextEncoder().encode(text);
  for (const text of ["# 馆\n\n文\n\n## 桥\n", "**馆**\r\n\r\n![](a.jpg)\r\n", `${"文\n".repeat(9000)}<!-- image -->\n\n# 馆`]) {
    assert.equal(isLikeDocument({ bytes: bytes(text) }), true, text.slice(-20));
    assert.equal(isLikeDocument({ text, own: true }), true, text.slice(-20));
    for (const more of [{}, { own: true, form: "text" }, { own: true, sheet: { pages: [] } }, { own: true, edits: { edits: [] } }, { own: true, leaf: 0 }]) {
      assert.equal(isLikeDocument({ text, ...more }), false, `a text with ${Object.keys(more)}`);
    }
  }
  for (const text of ["# 馆\n\n文", "*ST 渡口\n\n*ST 柳村", "#馆#\n\n#桥#", "文 # 馆\n文 # 桥"]) {
    assert.equal(isLikeDocument({ bytes: bytes(text) }), false, text);
    assert.equal(isLikeDocument({ bytes: bytes(text), name: "page.md" }), true, text);
    assert.equal(isLikeDocument({ text, form: "markdown" }), true, text);
  }
  assert.equal(isLikeDocument({ text: "馆", form: "pdf" }), false);
});

test("a long file is decoded ahead in turns, to the pages that it has when it is decoded at once", async () => {
  const page = "渡口昨日复航。\n".repeat(40_000);
  for (const [encoding, bytes] of [["utf-8", new TextEncoder().encode(`${page}\f${page}\f \n`)], ["utf-16le", new Uint8Array(Uint16Array.from(`${page}\f${page}`, (c) => c.charCodeAt(0)).buffer)]]) {
    let [told, turns] = [0, 0];
    const tell = async () => [encoding, (told += 1) < 0];
    await decodeAhead({ bytes }, undefined, tell, async () => void (turns += 1));
    const asked = { encoding: () => assert.fail("the encoding is told twice") };
    const source = decoded({ bytes }, asked);
    assert.deepEqual([source.texts, told, turns > 1], [[page, page], 1, true]);
  }
});

test("what cannot be told or decoded ahead is left to be decoded, and short files are", async () => {
  const bytes = new Uint8Array(1 << 21).fill(0x61);
  await decodeAhead({ bytes }, undefined, () => Promise.reject(new Error("no text")), async () => {});
  assert.throws(() => decoded({ bytes }, { encoding: () => { throw new Error("no text"); } }), /no text/);
  await decodeAhead({ bytes: bytes.slice(0, 100) }, undefined, () => assert.fail("a short file is looked at"), async () => {});
});
