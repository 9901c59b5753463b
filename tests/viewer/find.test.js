// Words are found however they are written and wherever they are broken, and every hit is painted.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { counted, painted, search } from "../harness/find-bar.js";
import { blocksOf } from "../harness/pages.js";
import { parseNatively, root } from "../harness/programs.js";
import { afterEach, before, it, suite } from "../harness/suite.js";

const CAFE = "Café Rouge reopens\n\nThe CAFÉ on Mill Street has reopened after the ﬂood.";
const RADICALS = "本报⽇前讯\n\n步道⻓２０００米,门票ＡＰ卡可用。";
const FERRY = "Ferry landing reopens\n\nThe therapist said the rapids were calm.";

// What is promised, what is printed, what is typed, and the words that are then painted.
const CASES = [
  ["traditional characters are found by simplified ones", "舊碼頭重開\n\n本報訊 昨日，海傍舊碼頭重新開放。", "旧码头", ["舊碼頭", "舊碼頭"]],
  ["simplified characters are found by traditional ones", "旧码头重开\n\n本报讯 昨日,海傍旧码头重新开放。", "舊碼頭", ["旧码头", "旧码头"]],
  ["forms of one character are found by each other", "臺北圖書館開幕\n\n本報訊 昨日，台北圖書館開幕。", "台北图书馆", ["臺北圖書館", "台北圖書館"]],
  ["a radical is found by its character", RADICALS, "日前", ["⽇前"]],
  ["a radical and full-width figures are found by usual ones", RADICALS, "步道长2000米", ["步道⻓２０００米"]],
  ["full-width letters that are typed find usual ones", "本报日前讯\n\n步道长2000米,门票AP卡可用。", "ａｐ卡", ["AP卡"]],
  ["letter-spaced characters are found as a word", "市 图 书 馆 开 放 夜 场\n\n本报讯 昨日,夜场开放。", "图书馆开放", ["图书馆开放"]],
  ["letters are found whatever their case and accents", CAFE, "cafe", ["Café", "CAFÉ"]],
  ["a ligature is found by its letters", CAFE, "flood", ["ﬂood"]],
  ["Vietnamese is found without its marks", "Bến phà cũ mở cửa\n\nBến phà đóng cửa vì bão, nay đã mở cửa trở lại.", "ben pha dong", ["Bếnphàđóng"]],
  ["words that stand so are found", FERRY, "the rapids", ["therapids"]],
  ["words that only their letters make are not found", FERRY, "the rapist", []],
];

const COUNCIL = `Council meets again

The town council heard on Monday that the govern-
ment had paid for the new library in full, and Tues\u{ad}
day is the day on which the doors of it will be
opened to the well-
known and to all.
`;
const KOREAN = `도서관 새로 문 열어

새 도서관이 오늘 문을 열었다. 많은 사람이 아침부터
긴 줄을 섰다. 새 도서관은
매일 아홉 시에 연다.
`;

// What is promised, what is printed, what is typed, and the pieces that are then painted.
const BROKEN = [
  ["a word is found that a hyphen breaks at a line's end", COUNCIL, "government", ["govern-", "ment"]],
  ["a word is found that a soft hyphen breaks", COUNCIL, "Tuesday", ["Tues\u{ad}", "day"]],
  ["a word with a hyphen of its own is found over a line's end", COUNCIL, "well-known and", ["well-", "knownand"]],
  ["Korean words are found over a line's end", KOREAN, "아침부터 긴 줄을", ["아침부터", "긴줄을"]],
];

suite("Finding", {}, (context) => {
  before(() => context.viewer.open());
  afterEach(() => context.viewer.press("ESCAPE"));

  for (const [title, text, query, words] of CASES) {
    it(`${title}: ${query}`, async () => {
      const { viewer } = context;
      await viewer.showText(text);
      await search(viewer, query);
      await counted(viewer, words.length);
      await viewer.becomes(painted, words.slice(0, 1), "bm-now");
      await viewer.becomes(painted, words, "bm-now", "bm-hit");
    });
  }

  for (const [title, text, query, pieces] of BROKEN) {
    it(`${title}: ${query}`, async () => {
      const { viewer } = context;
      await viewer.showText(text);
      await search(viewer, query);
      await counted(viewer, 1);
      await viewer.becomes(painted, pieces, "bm-now");
    });
  }

  it("a hit's words in the list stand as far apart as in the page", async () => {
    const { viewer } = context;
    await viewer.showText(KOREAN);
    await search(viewer, "긴");
    await counted(viewer, 1);
    await viewer.becomes(() => viewer().shadowRoot.querySelector("[part=hits] [role=option]")?.textContent.includes("아침부터 긴 줄을"), true);
  });

  for (const [name, where] of [["hard-wrapped", "the end of a line"], ["cut-paragraph", "the end of a column"]]) {
    it(`words are found over ${where}, and painted on both sides of it`, async () => {
      const { viewer } = context;
      const path = join(root, "tests", "pages", `${name}.txt`);
      const { query, pieces } = overBreak(parseNatively(path), readFileSync(path, "utf8"));
      await viewer.showText(readFileSync(path, "utf8"));
      await search(viewer, query);
      await counted(viewer, 1);
      await viewer.becomes(painted, pieces, "bm-now");
    });
  }

  it("where the browser cannot highlight, the pieces that hold the hits are marked", async () => {
    const { viewer } = context;
    await viewer.run(() => {
      window.kept = window.Highlight;
      delete window.Highlight;
    });
    await viewer.showText("旧码头重开\n\n本报讯 昨日,海傍旧码头重新开放。");
    await search(viewer, "旧码头");
    await counted(viewer, 2);
    const marked = await viewer.run(() => ["data-bm-now", "data-bm-hit"].map((name) => [...document.querySelectorAll(`[${name}]`)].map(({ textContent }) => textContent)));
    await viewer.run(() => (window.Highlight = window.kept));
    assert.equal(marked.flat().length, 2);
    assert(marked.every(([words]) => words.includes("旧码头")), JSON.stringify(marked));
  });
});

// Words over the end of a piece of a paragraph that stand there alone, and what each piece has of them.
const overBreak = (page, text) => {
  for (const { role, spans } of blocksOf(page)) {
    if (role !== "paragraph" || spans.length < 2) continue;
    const [first, second] = spans.map(({ utf16 }) => text.slice(...utf16));
    const pieces = [first.slice(-3), second.slice(0, 3)];
    const query = pieces.join("");
    const hits = blocksOf(page).reduce((sum, block) => sum + block.text.split(query).length - 1, 0);
    if (/^[\u4e00-\u9ffe]{6}$/.test(query) && hits === 1) return { query, pieces };
  }
  throw new Error("the page has no broken paragraph");
};
