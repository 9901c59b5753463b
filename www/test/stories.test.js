import assert from "node:assert/strict";
import { test } from "node:test";
import { editionKey } from "../src/model/edition-key.js";
import { storiesOfPage } from "../src/model/stories.js";

const TEXT = "渡口复航\n周末起通船\n本报记者 林一舟\n停航三年的渡口昨日复航。\n\n菜价平稳\n";
const span = (words) => {
  const at = TEXT.indexOf(words);
  return { start: at, end: at + words.length, line: 1, utf16: [at, at + words.length] };
};
const block = (role, ...lines) => ({ role, text: lines.join(""), spans: lines.map(span), confidence: 1, reasons: [] });
const article = (id, parts) => ({ id, kind: "news", rubric: null, kicker: null, headline: null, decks: [], bylines: [], blocks: [], jumps: [], confidence: 1, reasons: [], ...parts });
const first = article("a1", {
  headline: block("headline", "渡口复航", "周末起通船"),
  bylines: [{ ...block("byline", "本报记者 林一舟"), names: ["林一舟"], duty: "本报记者" }],
  blocks: [block("paragraph", "停航三年的渡口昨日复航。")],
});
const doubt = { code: "no-body", message: "", spans: [span("菜价平稳")], confidence: 0.4, alternatives: [] };
const page = () => ({ articles: [first, article("a2", { headline: block("headline", "菜价平稳") })], furniture: [], unplaced: [], diagnostics: [doubt] });

test("a story is told by its heading on one line, its lede, who wrote it, how long it is, and what is doubtful of it", () => {
  const [ferry, prices] = storiesOfPage(page(), TEXT, 3).map(({ article: _, ...story }) => story);
  assert.deepEqual(ferry, { index: 3, id: "a1", number: 1, title: "渡口复航 周末起通船", lede: "停航三年的渡口昨日复航。", names: ["林一舟"], length: 12, doubts: [] });
  assert.deepEqual(prices, { index: 3, id: "a2", number: 2, title: "菜价平稳", lede: "", names: [], length: 0, doubts: [doubt] });
});

test("the stories of a page are made once, and anew where it stands elsewhere in its edition", () => {
  const read = page();
  const [story] = storiesOfPage(read, TEXT, 0);
  assert.equal(storiesOfPage(read, TEXT, 0)[0], story);
  assert.equal(storiesOfPage(read, TEXT, 2)[0].index, 2);
});

test("the same files have the same key, others another", () => {
  const edition = (...names) => ({ title: "渡口报", entries: names.map((name, i) => ({ name, reading: i === 0 ? { source: { text: TEXT } } : null })) });
  assert.equal(editionKey(edition("1.txt", "2.txt"), "place"), editionKey(edition("1.txt", "2.txt"), "place"));
  assert.notEqual(editionKey(edition("1.txt", "2.txt"), "place"), editionKey(edition("1.txt", "3.txt"), "place"));
});
