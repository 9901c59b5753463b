// Where lines of type fly from.

import assert from "node:assert/strict";
import { it } from "node:test";
import { heapOf, offsetsTo } from "../src/reading/flight.js";

const line = (start, end, x, y, { size = 16, width = (end - start) * size, height = 20 } = {}) => ({ start, end, x, y, width, height, size });

it("A line is moved from where its first character stood, in the size it had there", () => {
  const places = [line(0, 20, 100, 50, { size: 8, height: 10 })];
  assert.deepEqual(offsetsTo([line(0, 10, 300, 400), line(10, 20, 300, 420)], places), [
    { x: -200, y: -355, scale: 0.5 },
    { x: -120, y: -375, scale: 0.5 },
  ]);
});

it("A line that stands where it stood is not moved", () => {
  const place = line(5, 9, 10, 20);
  assert.deepEqual(offsetsTo([place], [line(0, 5, 0, 0), place]), [{ x: 0, y: 0, scale: 1 }]);
});

it("A line that stood nowhere comes from nowhere", () => {
  assert.deepEqual(offsetsTo([line(0, 4, 0, 0), line(30, 34, 0, 0)], [line(10, 20, 0, 0)]), [null, null]);
  assert.deepEqual(offsetsTo([line(0, 4, 0, 0)], []), [null]);
});

it("The places may come in any order", () => {
  const places = [line(20, 30, 7, 0), line(0, 10, 3, 0), line(10, 20, 5, 0)];
  assert.deepEqual(offsetsTo([line(20, 25, 0, 0), line(0, 5, 0, 0), line(10, 15, 0, 0)], places).map(({ x }) => x), [7, 3, 5]);
});

const TEXT = "一二三四五六七八九十\n甲乙丙丁\n\n子丑寅卯辰巳午未\n";

it("A heap has the lines in the order of the text, in one size, one below the other", () => {
  // a headline behind the story, as pages have them
  const lines = [line(17, 25, 0, 0, { size: 40 }), line(0, 10, 0, 60), line(11, 15, 200, 60)];
  const heap = heapOf(lines, TEXT, { width: 1000, height: 800 });
  assert.deepEqual(heap.map(({ start, end }) => [start, end]), [[0, 10], [11, 15], [17, 25]]);
  assert.equal(new Set(heap.map(({ size }) => size)).size, 1);
  assert.equal(new Set(heap.map(({ x }) => x)).size, 1, "each line of the file begins at the left");
  const [first, second, third] = heap.map(({ y }) => y);
  assert(first < second && second < third);
  assert.deepEqual(heap.map(({ width, size }) => Math.round(width / size)), [10, 4, 8], "it is ragged");
});

it("What the page broke into lines goes on in the heap, until its column is full", () => {
  const lines = [line(0, 3, 0, 0), line(3, 6, 0, 20), line(6, 10, 0, 40)];
  const [a, b, c] = heapOf(lines, TEXT, { width: 150, height: 800 });
  assert.equal(a.y, b.y);
  assert.equal(b.x, a.x + a.width);
  assert(c.y > b.y, "it is wider than the column");
  assert.equal(c.x, a.x);
});

it("A heap that is too deep for the window is set smaller", () => {
  const text = "一二三四\n".repeat(60);
  const lines = Array.from({ length: 60 }, (_, i) => line(5 * i, 5 * i + 4, 0, 20 * i));
  const deep = heapOf(lines, text, { width: 400, height: 700 });
  const wide = heapOf(lines, text, { width: 400, height: 2000 });
  assert(deep[0].size < wide[0].size);
  const last = deep.at(-1);
  assert(last.y + last.height <= 700);
});
