// Bytes are read in the encoding they are in, as the command reads them, or in the one that is named.

import assert from "node:assert/strict";
import { join } from "node:path";
import { encode, utf16, utf32 } from "../harness/encode.js";
import { inSinglePrecision, writeFiles } from "../harness/pages.js";
import { parseNatively } from "../harness/programs.js";
import { it, suite } from "../harness/suite.js";

const SIMPLIFIED = "市图书馆新馆昨日开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";
const TRADITIONAL = "市圖書館新館昨日開館\n\n本報訊 昨日上午,市圖書館新館正式開館,首日湧入讀者三千餘人。\n";
const RUSSIAN = "Вчера открыли новую библиотеку.\n";
const KOREAN = "시립도서관 개관\n\n시립도서관이 어제 새 건물에서 문을 열었다. 첫날 아침부터 긴 줄이 이어졌다";
const JAPANESE = "図書館が開館\n\n市立図書館の新しい建物がきのう開館し、朝から長い列ができた。\n";
const THAI = "หอสมุดเปิดอาคารใหม่\n\nหอสมุดเมืองเปิดอาคารใหม่เมื่อวานนี้ วันแรกมีผู้อ่านกว่าสามพันคน\n";
const ARABIC = "افتتاح المكتبة\n\nافتتحت أمس المكتبة الجديدة وسط المدينة.\n";
const POLISH = "Biblioteka otwarta\n\nWczoraj otwarto nową bibliotekę; już rano ustawiła się długa kolejka, przyszło trzy tysiące osób.\n";
const FRENCH = "Le théâtre rouvre\n\nLe théâtre a rouvert lundi; les élèves ont été reçus dans la salle.\n";
const CANTONESE = "街坊話嗰間茶餐廳搵到喇,啲嘢食一啲都冇變";
// These bytes no encoder of the standard writes.
const HONG_KONG = Buffer.from("\xb5\xf3\xa7{\xb8\xdc\x9d\xf5\xb6\xa1\xaf\xf9\xc0\x5c\xc6U\xdd\xaf\xa8\xec\xb3\xe2,\x9d\xf8\x9d\xcf\xad\xb9\xa4@\x9d\xf8\xb3\xa3\xc9N\xc5\xdc", "latin1");
const cut = Buffer.from(SIMPLIFIED).subarray(0, -2);
const cutKorean = encode(KOREAN, "euc-kr").subarray(0, -1);

// What is read, its bytes, the encoding they are in, its name where it is given, and the text.
const CASES = [
  ["UTF-8", Buffer.from(SIMPLIFIED), "UTF-8", SIMPLIFIED],
  ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${SIMPLIFIED}`), "UTF-8", `\ufeff${SIMPLIFIED}`],
  ["UTF-8 that is cut within a character", cut, "UTF-8", new TextDecoder().decode(cut)],
  ["UTF-16 without a mark", utf16(SIMPLIFIED), "UTF-16LE", SIMPLIFIED],
  ["UTF-16 of the other order with a mark", utf16(`\ufeff${SIMPLIFIED}`, { bigEndian: true }), "UTF-16BE", `\ufeff${SIMPLIFIED}`],
  ["GBK", encode(SIMPLIFIED, "gbk"), "gb18030", SIMPLIFIED],
  ["GBK of two characters", encode("开馆", "gbk"), "gb18030", "开馆"],
  ["Big5", encode(TRADITIONAL, "big5"), "Big5", TRADITIONAL],
  ["Big5 with the characters of Hong Kong", HONG_KONG, "Big5", CANTONESE],
  ["Big5 that is named GBK", encode(TRADITIONAL, "big5"), "gb18030", new TextDecoder("gbk").decode(encode(TRADITIONAL, "big5")), "gbk"],
  ["EUC-KR that is cut within a character", cutKorean, "EUC-KR", new TextDecoder("euc-kr").decode(cutKorean)],
  ["Shift_JIS", encode(JAPANESE, "shift_jis"), "Shift_JIS", JAPANESE],
  ["EUC-JP", encode(JAPANESE, "euc-jp"), "EUC-JP", JAPANESE],
  ["ISO-2022-JP", Buffer.from("\x1b$B?^=q4[\x1b(B\n", "latin1"), "ISO-2022-JP", "図書館\n"],
  ["windows-874", encode(THAI, "windows-874"), "windows-874", THAI],
  ["windows-1251", encode(RUSSIAN, "windows-1251"), "windows-1251", RUSSIAN],
  ["KOI8-U", encode(RUSSIAN, "koi8-u"), "KOI8-U", RUSSIAN],
  ["windows-1256", encode(ARABIC, "windows-1256"), "windows-1256", ARABIC],
  ["windows-1250", encode(POLISH, "windows-1250"), "windows-1250", POLISH],
  ["ISO-8859-2", encode(POLISH, "iso-8859-2"), "ISO-8859-2", POLISH],
  ["windows-1252", encode(FRENCH, "windows-1252"), "windows-1252", FRENCH],
  ["UTF-16 of Arabic without a mark", utf16(ARABIC), "UTF-16LE", ARABIC],
  ["UTF-32 without a mark", utf32(SIMPLIFIED), "UTF-32LE", SIMPLIFIED],
  ["UTF-32 of the other order with a mark", utf32(`\ufeff${SIMPLIFIED}`, { bigEndian: true }), "UTF-32BE", `\ufeff${SIMPLIFIED}`],
  ["UTF-32 that is named", utf32(KOREAN), "UTF-32LE", KOREAN, "utf-32"],
  ["windows-1251 that is named", encode(RUSSIAN, "windows-1251"), "windows-1251", RUSSIAN, "cp1251"],
];

suite("The encoding", { inOne: true }, (context) => {
  for (const [what, bytes, encoding, text, named] of CASES) {
    it(`is seen by the viewer as by the command in ${what}`, async () => {
      const { viewer, folder } = context;
      writeFiles(folder, { "page.txt": bytes });
      const native = parseNatively(join(folder, "page.txt"), ...(named ? ["--encoding", named] : []));
      assert.equal(native.source.encoding, encoding);
      await viewer.openOnce();
      const found = await viewer.run(openInViewer, [...bytes], named ?? null);
      assert.deepEqual([found.encoding, found.text], [encoding, text]);
      assert.deepEqual(inSinglePrecision(found.page), inSinglePrecision(native));
    });
  }

  it("is said to be unsure where the command says so, until one is named", async () => {
    const { viewer, folder } = context;
    const bytes = [0xe4, 0xe2, 0x0a];
    writeFiles(folder, { "page.txt": Buffer.from(bytes) });
    const native = parseNatively(join(folder, "page.txt"));
    await viewer.openOnce();
    const found = await viewer.run(openInViewer, bytes, null);
    const doubts = ({ diagnostics }) => diagnostics.filter(({ code }) => code === "doubtful-encoding").length;
    assert.equal(doubts(native), 1);
    assert.deepEqual(inSinglePrecision(found.page), inSinglePrecision(native));
    assert.match(found.choice, /unsure/);
    const named = await viewer.run(openInViewer, bytes, "windows-1251");
    assert.equal(doubts(named.page), 0);
    assert.doesNotMatch(named.choice, /unsure/);
  });

  it("is refused where the standard has ruled it out, as by the command", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    const { notice } = await viewer.run(openInViewer, [...Buffer.from("~{?*9]~}\n")], "hz-gb-2312");
    assert(notice.includes("hz-gb-2312 is not read"), notice);
  });

  it("is of a text only: of markup it is said that it is none, and of which kind; it is shown as it came", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    for (const [bytes, what] of [
      ["<mets><file>馆</file></mets>", "a METS file"],
      ["<!doctype html>\n<title>馆</title>", "an HTML page"],
      ["<TEI><text>馆</text></TEI>", "a TEI file"],
    ]) {
      const { notice, original } = await viewer.run(openInViewer, [...Buffer.from(bytes)], null);
      assert(notice.includes(`not text but ${what}`), `${notice} is said of ${what}`);
      assert.equal(original, bytes);
    }
    const { text } = await viewer.run(openInViewer, [...Buffer.from("<html>馆</html>")], "utf-8");
    assert.equal(text, "<html>馆</html>", "where an encoding is named, it is read as it stands");
  });

  it("is said to be hardly the one that was named where the bytes look like another, or characters are lost", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    const big5 = [...encode(TRADITIONAL, "big5")];
    for (const named of ["gb18030", "utf-8"]) {
      const { notice } = await viewer.run(openInViewer, big5, named);
      assert(/hardly/.test(notice) && notice.includes("Big5"), `${notice} is said of ${named}`);
    }
    for (const [bytes, named] of [[big5, "big5"], [big5, null], [[...cut], "utf-8"], [[...encode(SIMPLIFIED, "gbk")], "gb18030"]]) {
      assert.equal((await viewer.run(openInViewer, bytes, named)).notice, "", `of ${named}`);
    }
  });

  it("is chosen by the reader or by the attribute, and seen again where neither says one", async () => {
    const { viewer } = context;
    await viewer.openOnce();
    const found = await viewer.run(chooseInViewer, [...encode(TRADITIONAL, "big5")]);
    assert.deepEqual(found, ["Big5", "gb18030", "Big5", "UTF-8", "Big5"]);
  });
});

// Opens bytes in a viewer of its own.
const openInViewer = async (bytes, encoding) => {
  const viewer = document.createElement("banmian-viewer");
  viewer.lang = "en";
  viewer.toggleAttribute("files", true);
  let told = null;
  viewer.addEventListener("banmian-load", ({ detail }) => (told = detail.encoding));
  document.body.append(viewer);
  await viewer.open(new Uint8Array(bytes), encoding === null ? undefined : { encoding });
  await viewer.settled;
  const { text, page } = viewer;
  const notice = viewer.shadowRoot.querySelector("[part=notice]").textContent;
  const choice = viewer.shadowRoot.querySelector("[part=encoding]").textContent;
  const original = viewer.querySelector(".bm-original")?.textContent;
  viewer.remove();
  return { text, page, encoding: told, notice, choice, original };
};

// What bytes are read in: as they look, as the reader chooses twice, as the attribute says, and not.
const chooseInViewer = async (bytes) => {
  const viewer = document.createElement("banmian-viewer");
  viewer.toggleAttribute("files", true);
  document.body.append(viewer);
  const seen = [];
  const look = async () => {
    await viewer.ready;
    seen.push(viewer.page.source.encoding);
  };
  viewer.open(new Uint8Array(bytes));
  await look();
  // what the choice is made of is loaded when there is something to choose
  await viewer.settled;
  const choice = viewer.shadowRoot.querySelector("[part=encoding] select");
  for (const name of ["GB18030", ""]) {
    choice.value = name;
    choice.dispatchEvent(new Event("change"));
    await look();
  }
  for (const name of ["utf-8", ""]) {
    viewer.encoding = name;
    await look();
  }
  viewer.remove();
  return seen;
};
