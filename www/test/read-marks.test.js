import assert from "node:assert/strict";
import { test } from "node:test";
import { createReadMarks } from "../src/model/read-marks.js";

const shelf = () => {
  const kept = new Map();
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
};

test("a story that was read is still marked when the same text is opened again, and no story of another text is", () => {
  const storage = shelf();
  const marks = createReadMarks(() => storage);
  assert.deepEqual([marks.hasAny("one"), marks.has("one", "a2")], [false, false]);
  marks.add("one", "a2");
  marks.add("one", "a1");
  assert.deepEqual([marks.hasAny("one"), marks.has("one", "a2"), marks.has("one", "a3"), marks.hasAny("other")], [true, true, false, false]);
  const later = createReadMarks(() => storage);
  assert.deepEqual([later.has("one", "a1"), later.has("one", "a2"), later.has("one", "a3")], [true, true, false]);
});

test("two windows keep what either has read", () => {
  const storage = shelf();
  const [first, second] = [createReadMarks(() => storage), createReadMarks(() => storage)];
  assert(!first.has("one", "a1") && !second.has("one", "a1"));
  first.add("one", "a1");
  second.add("one", "a2");
  const later = createReadMarks(() => storage);
  assert(later.has("one", "a1") && later.has("one", "a2"));
});

test("where nothing may be kept, marks last as long as they are needed", () => {
  const refused = createReadMarks(() => {
    throw new Error("SecurityError");
  });
  const none = createReadMarks(() => null);
  for (const marks of [refused, none]) {
    marks.add("one", "a1");
    assert(marks.has("one", "a1") && !marks.has("one", "a2"));
  }
});

test("what is kept under their name and is no list of stories counts as nothing", () => {
  for (const value of ["{", "null", "7", "[1, null]"]) {
    const storage = { ...shelf(), getItem: () => value };
    assert(!createReadMarks(() => storage).hasAny("one"), value);
  }
});
