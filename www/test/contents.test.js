import assert from "node:assert/strict";
import { test } from "node:test";
import { comparison, isFiltered, lengthOf, matches, noFilters, placeFor, sorted } from "../src/edition/filtering.js";
import { pageName, pageReference } from "../src/edition/page-names.js";
import { opening, ranked } from "../src/edition/ranking.js";

const block = (role, text) => ({ role, text, spans: [{ start: 0, end: 1, line: 1, utf16: [0, 1] }], confidence: 1, reasons: [] });
const article = (id, parts = {}) => ({ id, kind: "news", rubric: null, kicker: null, headline: block("headline", id), decks: [], bylines: [], blocks: [], jumps: [], confidence: 1, reasons: [], ...parts });
const story = (index, number, { length = 10, names = [], doubts = [], title = "", ...parts } = {}) =>
  ({ index, id: `a${number}`, number, article: article(`a${number}`, { blocks: [block("paragraph", "字".repeat(length))], ...parts }), title, names, length, doubts });

test("only stories are in the contents that are asked for", () => {
  const photo = story(0, 1, { kind: "photo", names: ["林一舟"], length: 1000 });
  const doubtful = story(0, 2, { doubts: [{}], length: 4000 });
  const asked = (filters) => [photo, doubtful].filter((one) => matches(one, { ...noFilters(), ...filters })).map(({ id }) => id);
  assert.deepEqual(asked({}), ["a1", "a2"]);
  assert.deepEqual(asked({ kind: "photo" }), ["a1"]);
  assert.deepEqual(asked({ name: "林一舟" }), ["a1"]);
  assert.deepEqual(asked({ name: "林" }), []);
  assert.deepEqual(asked({ doubtful: true }), ["a2"]);
  assert.deepEqual(asked({ length: "medium" }), ["a1"]);
  assert.deepEqual([photo, doubtful, story(0, 3)].map(lengthOf), ["medium", "long", "short"]);
  assert.deepEqual([isFiltered(noFilters()), isFiltered({ ...noFilters(), sort: "longest" }), isFiltered({ ...noFilters(), doubtful: true })], [false, false, true]);
});

test("stories are ordered as printed, by length, by how sure they are and by headline, those alike as printed", () => {
  const stories = [story(1, 2, { length: 5, confidence: 0.4, title: "b 10" }), story(1, 1, { length: 50, confidence: 0.4, title: "b 9" }), story(0, 3, { length: 50, confidence: 0.9, title: "a" })];
  const order = (sort) => [...stories].sort(comparison(sort, "en")).map(({ index, id }) => `${index} ${id}`);
  assert.deepEqual(order("printed"), ["0 a3", "1 a1", "1 a2"]);
  assert.deepEqual(order("longest"), ["0 a3", "1 a1", "1 a2"]);
  assert.deepEqual(order("unsure"), ["1 a1", "1 a2", "0 a3"]);
  assert.deepEqual(order("headline"), ["0 a3", "1 a1", "1 a2"]);
});

test("thousands of stories come in the same order as a few, and other work has its turn meanwhile", async () => {
  const compare = comparison("longest", "en");
  for (const count of [0, 1, 400, 401, 2500]) {
    const stories = Array.from({ length: count }, (_, i) => story(i, 1, { length: (i * 7919) % 101 }));
    let turns = 0;
    const found = await sorted(stories, compare, async () => void (turns += 1));
    assert.deepEqual(found.map(({ index }) => index), [...stories].sort(compare).map(({ index }) => index));
    assert(turns >= Math.floor(count / 400), `${turns} turns for ${count}`);
  }
});

test("a story that is read later comes to its place among those in order", () => {
  const compare = comparison("longest", "en");
  const lengths = [9, 7, 7, 3].map((length, i) => story(0, i + 1, { length }));
  const place = (length) => placeFor(lengths, story(5, 1, { length }), compare);
  assert.deepEqual([place(10), place(8), place(7), place(1)], [0, 1, 3, 4]);
  assert.equal(placeFor([], story(0, 1), compare), 0);
});

test("a page is called by its printed number and its file, and by its place where neither says anything", () => {
  const t = (key, { number }) => `Page ${number}`;
  const entry = (name, ...furniture) => ({ name, reading: { page: { furniture: furniture.map((text) => ({ text })) } } });
  assert.equal(pageName(entry("A03.txt"), 4, t), "Page A03");
  assert.equal(pageName(entry("3.txt"), 4, t), "Page 3");
  assert.equal(pageName(entry("courier-a3.txt"), 4, t), "Page A3 · courier-a3");
  assert.equal(pageName(entry("local.txt", "第5版"), 4, t), "Page 5 · local");
  assert.equal(pageName(entry("local"), 4, t), "local");
  assert.equal(pageName(entry(""), 4, t), "Page 5");
  assert.deepEqual([pageReference(entry("local"), 4, t), pageReference(entry("A03"), 4, t)], ["Page 5", "Page A03"]);
});

const page = (...articles) => ({ articles, furniture: [], unplaced: [], diagnostics: [] });
const entry = (page) => ({ name: "", error: null, reading: page && { page, source: { text: "" } } });

test("the heaviest story of the first page that has a lead opens the edition, with the next of its page beside it", () => {
  const weights = new Map();
  const weigh = (page) => weights.get(page);
  const cover = page(article("a1", { kind: "teaser" }), article("a2", { kind: "photo" }));
  const second = page(article("a1"), article("a2"), article("a3", { kind: "notice" }), article("a4"), article("a5"));
  weights.set(cover, [0, 0]).set(second, [1, 9, 0, 4, 5]);
  const entries = [entry(cover), entry(second)];
  assert.deepEqual(ranked(entries[1], 1, weigh).map(({ id }) => id), ["a2", "a5", "a4", "a1", "a3"]);
  const { index, lead, seconds } = opening(entries, weigh);
  assert.deepEqual([index, lead.id, seconds.map(({ id }) => id)], [1, "a2", ["a5", "a4"]]);
});

test("nothing opens the edition while a page is not read that may have the lead, or where no page has one", () => {
  const weigh = ({ articles }) => articles.map(() => 1);
  const news = entry(page(article("a1")));
  assert.equal(opening([entry(null), news], weigh), null);
  assert.equal(opening([{ ...entry(null), error: new Error("no text") }, news], weigh).lead.id, "a1");
  assert.deepEqual(opening([entry(page(article("a1", { kind: "notice" })))], () => [0]), { index: -1, lead: null, seconds: [] });
});
