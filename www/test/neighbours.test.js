import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, storiesAt } from "../src/edition/neighbours.js";

const block = (text) => ({ role: "headline", text, spans: [{ start: 0, end: text.length, line: 1, utf16: [0, text.length] }], confidence: 1, reasons: [] });
const article = (id, kind = "news") => ({ id, kind, rubric: null, kicker: null, headline: block("渡口"), decks: [], bylines: [], blocks: [], jumps: [] });
const read = (...articles) => ({ reading: { page: { articles, diagnostics: [] }, source: { text: "渡口" } }, error: null });
const BROKEN = { reading: null, error: new Error("no text") };
const LATE = { reading: null, error: null };
const found = (near) => near && [near.index, near.story?.id ?? null];

test("the stories of a page are in the order of their numbers, also where corrections have made them in another", () => {
  assert.deepEqual(storiesAt({ entries: [read(article("a2"), article("a10"), article("a1"))] }, 0).map(({ id }) => id), ["a1", "a2", "a10"]);
});

test("the next story is the first of the next page that has one, and the one before the last of the page before", () => {
  const edition = { entries: [read(article("a1"), article("a2")), BROKEN, read(), read(article("a1"), article("a2"))] };
  assert.deepEqual(found(beyond(edition, 0, 1)), [3, "a1"]);
  assert.deepEqual(found(beyond(edition, 3, -1)), [0, "a2"]);
  assert.equal(beyond(edition, 3, 1), null);
  assert.equal(beyond(edition, 0, -1), null);
});

test("a page that is yet to be read comes before those behind it, as nobody knows what it holds", () => {
  assert.deepEqual(found(beyond({ entries: [read(article("a1")), LATE, read(article("a1"))] }, 0, 1)), [1, null]);
});

test("stories that are not wanted are passed over, and pages of nothing else", () => {
  const edition = { entries: [read(article("a1")), read(article("a1", "notice")), read(article("a1", "teaser"), article("a2"))] };
  assert.deepEqual(found(beyond(edition, 0, 1, ({ article: { kind } }) => kind === "news")), [2, "a2"]);
});
