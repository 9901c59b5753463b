import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { describe } from "../src/editor/edits.js";
import { placeEdits } from "../src/editor/provenance-list.js";
import { provenanceNow, signedName, signWith } from "../src/editor/signature.js";

const words = JSON.parse(readFileSync(new URL("../locales/en.json", import.meta.url), "utf8"));
const t = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const TEXT = "渡口复航\n停航三年的渡口昨日复航。\n责任编辑 陈一\n";
const anchor = (quote) => {
  const start = Buffer.byteLength(TEXT.slice(0, TEXT.indexOf(quote)));
  return { start, end: start + Buffer.byteLength(quote), quote };
};
const span = (quote) => ({ ...anchor(quote), line: 1, utf16: [TEXT.indexOf(quote), TEXT.indexOf(quote) + quote.length] });
const block = (role, quote) => ({ role, text: quote, spans: [span(quote)], confidence: 1, reasons: [] });
const page = {
  articles: [{ id: "a1", rubric: null, kicker: null, headline: block("headline", "渡口复航"), decks: [], bylines: [], blocks: [block("paragraph", "停航三年的渡口昨日复航。")], jumps: [] }],
  furniture: [block("furniture", "责任编辑 陈一")], unplaced: [], diagnostics: [],
};

test("a correction is described by what it does, and known by where it stands, in a story or on the page", () => {
  const edits = [
    { kind: "correct", at: anchor("昨日"), text: "今日" },
    { kind: "role", what: [anchor("责任编辑 陈一")], role: "byline" },
    { kind: "confirm", what: [], with: anchor("渡口复航") },
    { kind: "part", at: { start: 900, end: 903, quote: "无" } },
  ];
  assert.deepEqual(placeEdits(page, { edits }).map(({ start, story }) => [start, story]), [[5, "a1"], [TEXT.indexOf("责任"), null], [0, "a1"], [null, null]]);
  assert.deepEqual(edits.slice(0, 3).map((edit) => describe(edit, t)), ["“昨日” → “今日”", "“责任编辑 陈一”: Byline", "“渡口复航” is right"]);
});

test("a correction says when it was made, to the second and in UTC, and who signed it, if anybody has", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2031, 10, 18, 6, 5, 4, 321) });
  const host = { getAttribute: () => "" };
  assert.deepEqual(provenanceNow(host), { at: "2031-11-18T06:05:04Z" });
  signWith(host, "  陈一 ");
  assert.equal(signedName(host), "陈一");
  assert.deepEqual(provenanceNow(host), { at: "2031-11-18T06:05:04Z", by: "陈一" });
  signWith(host, " ");
  assert.deepEqual(provenanceNow(host), { at: "2031-11-18T06:05:04Z" });
});

test("a name is known for as long as the page is open where the browser keeps nothing", () => {
  const host = { getAttribute: () => "kept" };
  assert.equal(signedName(host), "");
  signWith(host, "陈一");
  assert.equal(signedName(host), "陈一");
});
