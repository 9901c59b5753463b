import assert from "node:assert/strict";
import { test } from "node:test";
import { folder } from "../src/model/fold.js";
import { findAlike, findExactly, selectorsOf } from "../src/features/notes/anchoring.js";
import { changed, collectionOf, createNote, inkOf, isCollection, languageOf, merged, notesIn, quoteOf, selectorOf, targetsOf, wordsOf } from "../src/features/notes/annotations.js";
import { indexOf } from "../src/model/search.js";

const TEXT = "河湾镇渡口昨日复航。\n本报记者 林一舟\n停航三年的渡口昨日复航，首班船七点离岸。𠮷家桥下的码头也已修好。\n本报记者 周四平\n昨日起，镇上的菜价平稳。\n";
const targetOf = (text, words, from = 0) => {
  const start = text.indexOf(words, from);
  return { type: "SpecificResource", source: "1.txt", selector: selectorsOf(text, [start, start + words.length]) };
};
const wordsAt = (text, found) => found && text.slice(...found);
const noteOn = (words, given = {}) => createNote([targetOf(TEXT, words)], given);

test("a passage is told by its words, what stands around them, and its place in characters", () => {
  const [quote, position] = targetOf(TEXT, "码头").selector;
  assert.deepEqual(quote, { type: "TextQuoteSelector", exact: "码头", prefix: "口昨日复航，首班船七点离岸。𠮷家桥下的".slice(-17), suffix: "也已修好。\n本报记者 周四平\n昨" });
  const characters = [...TEXT];
  assert.equal(characters.slice(position.start, position.end).join(""), "码头");
  assert.equal([...quote.prefix].length, 16);
});

test("a passage that stands in several places is found where it was marked, whatever comes before it later", () => {
  const second = targetOf(TEXT, "本报记者", 20);
  const at = TEXT.lastIndexOf("本报记者");
  assert.deepEqual(findExactly(TEXT, second), [at, at + 4]);
  const longer = `新的一行，在所有别的之前。\n${TEXT}`;
  assert.deepEqual(findExactly(longer, second), [longer.lastIndexOf("本报记者"), longer.lastIndexOf("本报记者") + 4]);
  const first = targetOf(TEXT, "本报记者");
  assert.deepEqual(findExactly(longer, first), [longer.indexOf("本报记者"), longer.indexOf("本报记者") + 4]);
});

test("a few characters alone are not taken for a passage of another text", () => {
  assert.equal(findExactly("码头", targetOf(TEXT, "码头")), null);
  assert.equal(findExactly("别处的码头与此无关，没有什么相同。", targetOf(TEXT, "码头")), null);
  assert.equal(findExactly("没有这些字。", targetOf(TEXT, "渡口昨日复航")), null);
});

const pageOf = (text) => {
  const span = (start, end) => ({ start, end, line: 1, utf16: [start, end] });
  let at = 0;
  const spans = text.split("\n").flatMap((line) => {
    const own = line ? [span(at, at + line.length)] : [];
    at += line.length + 1;
    return own;
  });
  const block = { role: "paragraph", text: text.replaceAll("\n", ""), spans, confidence: 1, reasons: [] };
  const article = { id: "a1", kind: "news", rubric: null, kicker: null, headline: null, decks: [], bylines: [], blocks: [block], jumps: [], confidence: 1, reasons: [] };
  return { articles: [article], furniture: [], unplaced: [], diagnostics: [] };
};

const fold = folder("");

test("a passage is found where the text is broken into other lines, has other punctuation, or a character corrected", () => {
  const target = targetOf(TEXT, "停航三年的渡口昨日复航，首班船七点离岸。");
  const alike = (text) => findAlike(indexOf({ text, page: pageOf(text) }, fold), fold, target)?.map((range) => text.slice(...range)).join("|");
  assert.equal(alike("开头。停航三年的渡口\n昨日复航,首班船七点离岸。末尾"), "停航三年的渡口|昨日复航,首班船七点离岸。");
  assert.equal(alike("开头。停航三年的渡囗昨日复航，首班船六点离岸。末尾"), "停航三年的渡囗昨日复航，首班船六点离岸。");
  assert.equal(alike("开头。今年的菜价一直平稳，镇上没有别的新闻。末尾"), undefined);
});

test("a note is a Web Annotation with all that the model asks for", () => {
  const note = noteOn("首班船", { words: " 查时刻表 ", ink: "rose", language: "zh-Hans" });
  assert.match(note.id, /^urn:uuid:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  assert.equal(note.type, "Annotation");
  assert.equal(note.motivation, "commenting");
  assert.deepEqual(note.body, { type: "TextualBody", value: "查时刻表", format: "text/plain", language: "zh-Hans", purpose: "commenting" });
  assert.equal(new Date(note.created).toISOString(), note.created);
  assert.equal(note.target[0].source, "1.txt");
  assert.deepEqual(note.target[0].selector.map(({ type }) => type), ["TextQuoteSelector", "TextPositionSelector"]);
  assert.equal(note.target[0].styleClass, "rose");
  assert.match(note.stylesheet.value, /^\.rose \{/);
  const mark = noteOn("首班船");
  assert.equal(mark.motivation, "highlighting");
  assert(!("body" in mark) && !("stylesheet" in mark) && !("styleClass" in mark.target[0]));
});

test("a collection of notes is read back as it was written", () => {
  const notes = [noteOn("首班船", { words: "查时刻表", ink: "blue", language: "zh-Hans" }), noteOn("码头")];
  const collection = JSON.parse(JSON.stringify(collectionOf(notes, "渡口报")));
  assert(isCollection(collection));
  assert.equal(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
  assert.deepEqual([collection.type, collection.first.type, collection.total, collection.label], ["AnnotationCollection", "AnnotationPage", 2, "渡口报"]);
  assert.deepEqual(notesIn(collection), notes);
  assert.deepEqual(notesIn(collection.first), notes);
});

test("what other programs have written beside the reader's words stays when those are changed", () => {
  const tag = { type: "TextualBody", purpose: "tagging", value: "渡口" };
  const { selector: [quote] } = targetOf(TEXT, "首班船");
  const foreign = { id: "https://example.org/1", type: "Annotation", creator: "https://example.org/me", body: [tag, { type: "TextualBody", value: "旧" }], target: { source: "https://example.org/page", selector: quote } };
  assert.deepEqual(notesIn([foreign]), [foreign]);
  assert.equal(wordsOf(foreign), "旧");
  const now = changed(foreign, { words: "新", ink: "green", language: "zh-Hans" });
  assert.deepEqual([now.id, now.creator, now.body[0], wordsOf(now), inkOf(now)], [foreign.id, foreign.creator, tag, "新", "green"]);
  assert.equal(quoteOf(targetsOf(now)[0]), "首班船");
  assert.equal(selectorOf(targetsOf(now)[0], "TextPositionSelector"), undefined);
  assert.equal(wordsOf({ bodyValue: "短" }), "短");
});

test("what is no annotation of a text is left out", () => {
  const { selector } = targetOf(TEXT, "首班船");
  const bad = [null, 3, "x", {}, { type: "Annotation" }, { type: "Annotation", target: "https://example.org" }, { type: "Annotation", target: [null] }, { type: "Annotation", target: { selector: [null, { type: "TextQuoteSelector", exact: 4 }] } }];
  assert.deepEqual(notesIn(bad), []);
  const [without] = notesIn([{ type: "Annotation", target: { source: "x", selector } }]);
  assert.match(without.id, /^urn:uuid:/);
  for (const data of [null, [], {}, { type: "AnnotationCollection" }, { pages: [] }]) assert(!isCollection(data));
});

test("of two lists the note that was changed last counts, and none is lost", () => {
  const [a, b, c] = ["首班船", "码头", "菜价"].map((words) => noteOn(words));
  const later = { ...a, modified: "2999-01-01T00:00:00.000Z" };
  assert.deepEqual(merged([a, b], [later, c]), [later, b, c]);
  assert.deepEqual(merged([later], [a]), [later]);
});

test("the language of words is one that is written in their script", () => {
  assert.equal(languageOf("查时刻表", ["en", "zh-Hans"]), "zh-Hans");
  assert.equal(languageOf("see the timetable", ["zh-Hant", "zh-Hans"]), undefined);
  assert.equal(languageOf("see the timetable", ["en", "zh-Hans"]), "en");
});

test("a passage is found by its words, not by its place, where both differ", () => {
  const target = targetOf(TEXT, "镇上的菜价平稳");
  const moved = TEXT.slice(11);
  assert.equal(wordsAt(moved, findExactly(moved, target)), "镇上的菜价平稳");
});
