// What a query asks, and that what is found for it is what a plain reading of the rules finds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folder } from "../src/model/fold.js";
import { match, planOf } from "../src/model/match.js";
import { parse, print } from "../src/model/query.js";
import { indexOf, rangesOf } from "../src/model/search.js";
import { article, block, pageOf } from "./pages.js";

const fold = folder("會会議议舊旧");

// A query as it was typed, how it is understood, and what is said of that.
const READ = [
  ["浮桥", "浮桥", null],
  ["会议 法律", "会议 法律", null],
  ["会议　法律", "会议 法律", null],
  ["会议 AND 法律", "会议 法律", null],
  ["a b OR c", "a b OR c", null],
  ["a|b ｜ c", "a OR b OR c", null],
  ["a ＯＲ b", "a OR b", null],
  ["a or b near c", "a or b near c", null],
  ["a NEAR b", "a NEAR/20 b", null],
  ["a NEAR/3 b NEAR c", "a NEAR/3 b NEAR/20 c", null],
  ["a ＮＥＡＲ／１０ b OR c", "a NEAR/10 b OR c", null],
  ["a NEAR/ b", "a NEAR/20 b", null],
  ["a -b", "a -b", null],
  ["-b a －\"c d\"", "a -b -\"c d\"", null],
  ["well-known", "well-known", null],
  ["a - b", "a - b", null],
  ['"a OR b"', '"a OR b"', null],
  ["“会议 法律” x", '"会议 法律" x', null],
  ["「会议」x", '"会议" x', null],
  ["”会议”", '"会议"', null],
  ["＂-a*＂", '"-a*"', null],
  ['a"b c"d', 'a "b c" d', null],
  ['a "b c', 'a "b c"', "mended"],
  ["a NEAR", "a", "mended"],
  ["NEAR a", "a", "mended"],
  ["a OR OR b", "a OR b", "mended"],
  ["a OR -b", "a -b", "mended"],
  ["-a NEAR b", "b -a", "mended"],
  ["a *", "a", "mended"],
  ["-5", "-5", "excluding"],
  ["-a -“b”", '-a "b"', "excluding"],
  ["OR", "OR", null],
  ["*", '"*"', null],
  ["|", "|", null],
  ["", "", null],
  ['"', "", null],
];

for (const [typed, understood, remark] of READ) {
  test(`${typed || "nothing"} is read as ${understood || "nothing"}`, () => {
    const query = parse(typed);
    assert.equal(print(query), understood);
    assert.equal(query.remark, remark);
  });
}

test("every query is read, whatever it is made of", () => {
  const parts = [...'ab*-"|“”「」 　＊－'.split(""), "NEAR", "NEAR/3", "OR", "AND", "会"];
  const next = random(5);
  for (let i = 0; i < 5000; i++) {
    const typed = Array.from({ length: next(9) }, () => parts[next(parts.length)]).join(next(2) ? " " : "");
    const query = parse(typed);
    assert(query.all.every((clause) => clause.length > 0 && clause.every(({ terms, within }) => terms.length === within.length + 1)), typed);
    match(indexOf(pageOf([article("a1", block("paragraph", "a会b"))]), fold), planOf(query, fold));
  }
});

const LINES = [
  article("a1", block("headline", "会议通过新法律"), block("paragraph", "本报讯 会议昨日", "开幕。代表讨论。")),
  article("a2", block("headline", "Town council meets"), block("paragraph", "The council heard that the town", "library had been paid for. The therapist left.")),
  article("a3", block("headline", "會議延期"), block("paragraph", "舊會議"), block("paragraph", "甲乙丙丁戊己庚辛壬癸子丑寅卯法律")),
];
const FURNITURE = [block("furniture", "会议版"), block("furniture", "法律顾问")];

// What is promised, what is typed, and the words that are found.
const FOUND = [
  ["all words have to be in the same story, or in the furniture", "会议 法律", ["会议", "法律", "会议", "會議", "會議", "法律", "会议", "法律"]],
  ["what is excluded leaves its stories out", "会议 -舊", ["会议", "会议", "会议"]],
  ["what is exact tells characters apart", '"會議"', ["會議", "會議"]],
  ["what is exact goes over a line's end", '"会议昨日开幕"', ["会议昨日开幕"]],
  ["what is exact tells capitals apart", '"Town"', ["Town"]],
  ["either of two", "therapist OR 延期", ["therapist", "延期"]],
  ["OR binds tighter than what is side by side", "法律 延期 OR 开幕", ["法律", "开幕", "延期", "法律"]],
  ["words side by side are one hit", "town library", ["townlibrary"]],
  ["words of a story that stand apart are hits each", "library left", ["library", "left"]],
  ["of several words each begins a word", "the rapist", []],
  ["a word by itself may stand in another", "rapist", ["rapist"]],
  ["a star goes over a line's end", "会议*开", ["会议昨日开"]],
  ["a star does not go over a sentence's end", "开幕*代表", []],
  ["a star is at most twelve characters", "甲*法律", []],
  ["a star is twelve characters", "乙*法律", ["乙丙丁戊己庚辛壬癸子丑寅卯法律"]],
  ["a star at its end takes the word", "libr*", ["library"]],
  ["a star at its beginning takes the word", "*apist", ["therapist"]],
  ["a star within a word", "c*l", ["council", "council"]],
  ["a star does not go over a blank", "town*library", []],
  ["near words of a block, by words", "council NEAR/3 town", ["Town", "council", "council", "town"]],
  ["near words of neighbouring blocks", "meets NEAR/1 council", ["council", "meets", "council"]],
  ["words are not near that are too far", "heard NEAR/1 library", []],
  ["characters are not near that are too far", "甲 NEAR/12 法律", []],
  ["characters that are just near", "甲 NEAR/13 法律", ["甲", "法律"]],
  ["what is near in a row", "The NEAR/0 council NEAR/0 heard", ["The", "council", "heard"]],
  ["words are near across the stories never", "延期 NEAR/999 library", []],
];

for (const [promise, typed, words] of FOUND) {
  test(`${promise}: ${typed}`, () => assert.deepEqual(wordsOf(typed), words));
}

test("all words have to be in blocks of the role that is asked for", () => {
  assert.deepEqual(wordsOf("会议 法律", "headlines"), ["会议", "法律"]);
  assert.deepEqual(wordsOf("会议 -法律", "text"), ["会议"]);
});

test("what is corrected is found exactly as it is corrected", () => {
  const made = pageOf([article("a1", block("paragraph", "昨日浮乔开放"))]);
  const [{ blocks: [paragraph] }] = made.page.articles;
  const at = made.text.indexOf("浮乔");
  paragraph.text = "昨日浮橋今开放";
  paragraph.corrections = [{ span: { ...paragraph.spans[0], utf16: [at, at + 2] }, text: "浮橋今" }];
  const index = indexOf(made, fold);
  const found = (typed) => match(index, planOf(parse(typed), fold)).length;
  assert.deepEqual(['"日浮橋"', '"橋今开"', '"浮乔"', '"浮桥"'].map(found), [1, 1, 0, 0]);
});

test("what is inserted, and what stands behind it, is found exactly", () => {
  const made = pageOf([article("a1", block("paragraph", "昨日桥开放"))]);
  const [{ blocks: [paragraph] }] = made.page.articles;
  const at = made.text.indexOf("桥");
  paragraph.text = "昨日浮桥开放";
  paragraph.corrections = [{ span: { ...paragraph.spans[0], utf16: [at, at] }, text: "浮" }];
  const index = indexOf(made, fold);
  assert.deepEqual(['"日浮桥开"', '"桥开"', '"浮"'].map((typed) => match(index, planOf(parse(typed), fold)).length), [1, 1, 1]);
});

test("hits of random queries are those of a plain reading", () => {
  const next = random(11);
  const pick = (list) => list[next(list.length)];
  const words = ["ab", "a", "b", "会", "议会", "会议", "ba", "律", "A", "會"];
  const star = () => `${next(4) === 0 ? "*" : ""}${pick(words)}*${pick(words)}${next(3) === 0 ? `*${pick(words)}` : ""}${next(4) === 0 ? "*" : ""}`;
  const term = () => pick([() => pick(words), () => `"${pick(words)}"`, star])();
  const row = () => (next(4) === 0 ? `${term()} NEAR/${next(5)} ${term()}` : term());
  const clause = () => (next(3) === 0 ? `${row()} OR ${row()}` : row());
  let several = 0;
  for (let i = 0; i < 4000; i++) {
    const line = () => Array.from({ length: next(24) }, () => pick(["a", "b", "A", "会", "议", "律", "會", " ", "。", "，", "c"])).join("");
    const made = pageOf(Array.from({ length: 1 + next(3) }, (_, n) => article(`a${n + 1}`, ...Array.from({ length: 1 + next(3) }, () => block("paragraph", `x${line()}会`)))));
    const index = indexOf(made, fold);
    const typed = `${clause()}${next(2) ? ` ${pick(["律", "\"ab\"", "议*会"])}` : ""}${next(4) === 0 ? ` -${term()}` : ""}`;
    const hits = match(index, planOf(parse(typed), fold)).map(({ from, to }) => [from, to]);
    if (hits.length > 1) several += 1;
    assert.deepEqual(hits, naive(index, parse(typed)), `${typed} in ${JSON.stringify(index.folded)}`);
  }
  assert(several > 500, `only ${several} queries found anything`);
});

test("stars in a row take time as the text is long", () => {
  // of the processor, the least of some tries: other programs may run beside this one
  const time = (length) => {
    const index = indexOf(pageOf([article("a1", block("paragraph", "会议ab".repeat(length / 4)))]), fold);
    const plan = planOf(parse("*会*会*议*会*b"), fold);
    return Math.min(...Array.from({ length: 4 }, () => {
      const started = process.cpuUsage();
      match(index, plan);
      return process.cpuUsage(started).user / 1000;
    }));
  };
  const [short, long] = [time(40_000), time(640_000)];
  assert(long < 16 * 5 * Math.max(short, 1), `${short} ms, and ${long} ms for a text sixteen times as long`);
});

const wordsOf = (typed, role) => {
  const made = pageOf(LINES, FURNITURE);
  const index = indexOf(made, fold);
  return match(index, planOf(parse(typed), fold), role).map((hit) => rangesOf(index, hit).map((range) => made.text.slice(...range)).join("").replace(/\s/g, ""));
};

// Numbers below a bound, always the same.
function random(seed) {
  return (bound) => {
    seed = (seed * 48271) % 0x7fffffff;
    return Math.floor((seed / 0x7fffffff) * bound);
  };
}

// The rules as they stand in the README, tried at every place.
function naive(index, { all, without }) {
  const storyOf = (from) => index.blocks.findLast((one) => one.from <= from).story;
  const blockOf = (from) => index.blocks.findLastIndex((one) => one.from <= from);
  const rows = (clause) => clause.flatMap(({ terms, within }) => {
    const lists = terms.map((term) => everywhere(index, term));
    if (lists.length === 1) return lists[0];
    const pairs = lists[0].flatMap((a) => lists[1].filter((b) => isNear(a, b, within[0])).map((b) => [a, b]));
    return pairs.flat();
  });
  const isNear = (a, b, within) => {
    const [first, second] = a[0] < b[0] ? [a, b] : [b, a];
    if (first[1] > second[0] || storyOf(first[0]) !== storyOf(second[0]) || Math.abs(blockOf(first[0]) - blockOf(second[0])) > 1) return false;
    // a word that either stands in is not between them
    const between = index.folded.slice(first[1], second[0]).replace(/[a-z]+$/, "").replace(/^[a-z]+/, (rest) => (/[a-z]/.test(index.folded[first[1] - 1]) ? "" : rest));
    const rest = /[a-z]/.test(index.folded[second[0]]) ? between : index.folded.slice(first[1], second[0]).replace(/^[a-z]+/, (rest) => (/[a-z]/.test(index.folded[first[1] - 1]) ? "" : rest));
    return (rest.match(/[a-z]+|[会议律]/g) ?? []).length <= within;
  };
  const found = all.map(rows);
  const stories = (list) => new Set(list.map(([from]) => storyOf(from)));
  const out = without.flatMap((term) => everywhere(index, term));
  const wanted = found.flat().filter(([from]) => found.every((list) => stories(list).has(storyOf(from))) && !stories(out).has(storyOf(from)));
  const keys = [...new Set(wanted.map(String))].map((key) => key.split(",").map(Number)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return keys.filter(([from, to], i) => !keys.some(([a, b], j) => i !== j && a <= from && to <= b));
}

// Where a term stands: every stretch is tried, the shortest are kept, from left to right.
function everywhere(index, { words, exact }) {
  const text = index.folded;
  const source = exact ? [...text].map((c, i) => (/\s/.test(c) ? c : index.text[index.at[i]])).join("") : text;
  const small = exact ? words : words.toLowerCase().replaceAll("會", "会");
  const gap = (between) => !/[ \n。]/.test(between) && between.replace(/[a-z]/g, "").length <= 12;
  const pieces = small.split("*").filter(Boolean);
  const isWild = !exact && small.includes("*");
  const ends = (at, rest) => {
    if (rest.length === 0) return [at];
    const found = [];
    for (let from = at; from <= source.length; from++) {
      if (!gap(text.slice(at, from)) || parts(at, from)) break;
      if (source.startsWith(rest[0], from)) found.push(...ends(from + rest[0].length, rest.slice(1)));
    }
    return found;
  };
  // a sign between two words, passed over
  const parts = (at, from) => [...text.slice(at, from)].some((c, i) => c === "," && /[a-z]/.test(text[at + i - 1]) && /[a-z]/.test(text[at + i + 1]));
  const edge = (at) => !(/[a-z]/.test(text[at - 1] ?? "") && /[a-z]/.test(text[at] ?? ""));
  const all = [];
  for (let from = 0; from < source.length; from++) {
    if (!source.startsWith(pieces[0], from)) continue;
    if (isWild && !small.startsWith("*") && !edge(from)) continue;
    for (const to of ends(from + pieces[0].length, pieces.slice(1))) {
      if (!isWild || small.endsWith("*") || edge(to)) all.push([from, to]);
    }
  }
  const shortest = all.filter(([from, to]) => !all.some(([a, b]) => (a > from && b <= to) || (a === from && b < to)));
  const found = [];
  for (let [from, to] of [...new Set(shortest.map(String))].map((key) => key.split(",").map(Number))) {
    while (isWild && small.startsWith("*") && !edge(from)) from--;
    while (isWild && small.endsWith("*") && !edge(to)) to++;
    if (from >= (found.at(-1)?.[1] ?? 0)) found.push([from, to]);
  }
  return found;
}
