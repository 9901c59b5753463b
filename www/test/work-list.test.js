import assert from "node:assert/strict";
import { test } from "node:test";
import { createWorkList } from "../src/editor/work-list.js";
import { mergedAll } from "../src/model/merging.js";

const TEXT = "渡口复航\n停航三年的渡口昨日复航。\n菜价平稳\n两岸居民过江只要十分钟。\n老桥维修\n";
const span = (words) => {
  const at = TEXT.indexOf(words);
  const bytes = (to) => Buffer.byteLength(TEXT.slice(0, to));
  return { start: bytes(at), end: bytes(at + words.length), line: 1, utf16: [at, at + words.length] };
};
const doubt = (code, words, confidence) => ({ code, message: "", spans: [span(words)], confidence, alternatives: [] });
const block = (words) => ({ role: "paragraph", text: words, spans: [span(words)], confidence: 1, reasons: [] });
const pageOf = (...diagnostics) => ({ articles: [], furniture: [], unplaced: ["停航三年的渡口昨日复航。", "菜价平稳", "老桥维修"].map(block), diagnostics, source: { language: "zh-Hans" } });
const entry = (page, edits = null) => ({ reading: page && { page, source: { text: TEXT }, corrections: { edits: edits && { edits } } } });
const confirm = (words) => ({ kind: "confirm", what: [span(words)], with: span(words) });
const keys = (items) => items.map(({ key }) => key.replace(/ \d+$/, ""));

test("the least sure doubt comes first, those whose sureness is not known last, each lot by page and place", async () => {
  const list = createWorkList();
  const first = pageOf(doubt("no-headline", "停航三年的渡口昨日复航。", 0.1), doubt("doubtful-place", "老桥维修", 0.4), doubt("doubtful-place", "菜价平稳", 0.4));
  const second = pageOf(doubt("unplaced", "菜价平稳", 1), doubt("doubtful-join", "停航三年的渡口昨日复航。", 0.3), doubt("empty", "渡口复航", 1));
  second.diagnostics[1].spans = [span("渡口复航"), span("停航三年的渡口昨日复航。")];
  second.diagnostics[2].spans = [];
  await list.update([entry(first), entry(second)]);
  assert.deepEqual(keys(list.open()), ["1 doubtful-join", "0 doubtful-place", "0 doubtful-place", "0 no-headline", "1 unplaced"]);
  const [, one, other] = list.open();
  assert(one.span.start < other.span.start, "what stands first on the page comes first");
});

test("the order is the same in whatever order the pages come in", async () => {
  const pages = Array.from({ length: 40 }, (_, n) => pageOf(doubt("doubtful-place", "菜价平稳", (n * 7) % 5 / 10), doubt("no-body", "老桥维修", 0)));
  const all = createWorkList();
  await all.update(pages.map((page) => entry(page)));
  const slow = createWorkList();
  const entries = pages.map(() => entry(null));
  for (let n = 0; n < pages.length; n += 1) {
    const at = (n * 11) % pages.length;
    entries[at] = entry(pages[at]);
    await slow.update(entries);
  }
  assert.equal(slow.open().length, 80);
  assert.deepEqual(slow.open(), all.open());
});

test("ordered lists make one that is ordered, and other work has its turn meanwhile", async () => {
  const compare = (a, b) => a - b;
  for (const lists of [[], [[]], [[1, 3, 5]], [[2], [1, 3], [], [0, 4]], [0, 1, 2].map((from) => Array.from({ length: 500 }, (_, i) => 3 * i + from))]) {
    let turns = 0;
    const found = await mergedAll(lists, compare, async () => void (turns += 1));
    assert.deepEqual(found, lists.flat().sort(compare));
    assert(found.length < 1000 || turns > 4, `${turns} turns`);
  }
});

test("what is skipped goes to the end, in the order in which it was skipped, and counts as looked at", async () => {
  const list = createWorkList();
  await list.update([entry(pageOf(doubt("doubtful-place", "菜价平稳", 0.1), doubt("doubtful-place", "老桥维修", 0.2), doubt("no-body", "停航三年的渡口昨日复航。", 0)))]);
  const [first, second, third] = list.open();
  list.skip(second.key);
  list.skip(first.key);
  assert.deepEqual(list.open(), [third, second, first]);
  assert.deepEqual(list.progress(), { count: 3, done: 2, accepted: 0, corrected: 0, skipped: 2 });
  list.unskip(first.key);
  assert.deepEqual(list.open(), [first, third, second]);
});

test("what was decided stays decided when the page is read again, for as long as its edit is there", async () => {
  const list = createWorkList();
  const [place, body] = [doubt("doubtful-place", "菜价平稳", 0.1), doubt("no-body", "老桥维修", 0)];
  await list.update([entry(pageOf(place, body))]);
  const [first, second] = list.open();
  list.decide(first.key, "corrected");
  list.decide(second.key, "accepted");
  // the first is gone from what the page doubts, the second is confirmed and doubted on
  await list.update([entry(pageOf(body), [confirm("老桥维修")])]);
  assert.deepEqual(list.open(), []);
  assert.deepEqual(list.progress(), { count: 2, done: 2, accepted: 1, corrected: 1, skipped: 0 });
  await list.update([entry(pageOf(place, body))]);
  assert.deepEqual(keys(list.open()), ["0 doubtful-place", "0 no-body"], "an edit that is taken back decides nothing");
});

test("what was confirmed when the edition was open before is no work any more", async () => {
  const list = createWorkList();
  await list.update([entry(pageOf(doubt("no-body", "老桥维修", 0), doubt("no-body", "菜价平稳", 0)), [confirm("老桥维修")])]);
  assert.deepEqual(list.open().map(({ span: { start } }) => start), [span("菜价平稳").start]);
  assert.deepEqual(list.progress(), { count: 2, done: 1, accepted: 1, corrected: 0, skipped: 0 });
});
