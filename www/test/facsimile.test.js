import assert from "node:assert/strict";
import { test } from "node:test";
import { describeSpot, spots } from "../src/facsimile/columns.js";
import { faceOf } from "../src/facsimile/faces.js";
import { imageAddresses } from "../src/facsimile/image.js";
import { place } from "../src/facsimile/placing.js";
import { regionsOf } from "../src/facsimile/regions.js";
import { utf16Of } from "../src/model/utf16.js";

const box = (x0, y0, x1, y1) => ({ x0, y0, x1, y1 });

test("offsets in UTF-8 are offsets in UTF-16 units, for characters of every length", () => {
  const text = "aé馆𠮷b";
  assert.deepEqual([...utf16Of(text, [11, 0, 1, 3, 6, 10, 99])].sort(([a], [b]) => a - b), [[0, 0], [1, 1], [3, 2], [6, 3], [10, 5], [11, 6], [99, 6]]);
});

test("a picture of a IIIF server is asked for about as wide as it is shown, then whole; any other as it is", () => {
  assert.deepEqual(imageAddresses("https://a.example/iiif/7/info.json", 1300), [1536, "max", "full"].map((size) => `https://a.example/iiif/7/full/${size === 1536 ? "1536," : size}/0/default.jpg`));
  for (const size of ["max", "full", "800,", "!400,400", "pct:50"]) {
    const given = `https://a.example/iiif/7/full/${size}/0/default.png`;
    assert.deepEqual(imageAddresses(given, 1), ["https://a.example/iiif/7/full/512,/0/default.png", given]);
  }
  assert.deepEqual(imageAddresses("page.jpg", 1300), ["page.jpg"]);
});

test("a face is taken for one of the viewer's own by its name", () => {
  const faces = { SimSun: "song", "FZXBSJW--GB1-0": "song", SimHei: "hei", "FZHTJW--GB1-0": "hei", "Helvetica-Bold": "hei", KaiTi: "kai", "FZKTJW--GB1-0": "kai", "": "song" };
  for (const [face, wanted] of Object.entries(faces)) assert.equal(faceOf({ face }), wanted, face);
});

// A line of a column that begins at `x`, as it is placed.
const line = (x, y, width = 100, role = "paragraph") => ({ box: box(x, y, x + width, y + 10), size: 10, vertical: false, pieces: [{ role }] });

test("a line's column is told by where most lines begin, whatever is indented or stands over several", () => {
  const runs = [0, 120, 240].flatMap((x) => [line(x + 20, 50, 80), ...Array.from({ length: 8 }, (_, i) => line(x, 64 + 14 * i, i === 7 ? 30 : 100))]);
  const headline = line(120, 20, 220, "headline");
  const spotOf = spots({ width: 340, height: 200, runs: [headline, ...runs] });
  const t = (key, values = {}) => (key === "facsimile.comma" ? " " : `${key.slice(10)}${Object.values(values)}`);
  const told = (run) => describeSpot(spotOf(run), 1, t);
  assert.equal(told(headline), "page1 columns2,3,3 first");
  assert.equal(told(runs[0]), "page1 column1,1,3 first");
  assert.equal(told(runs.at(-1)), "page1 column3,3,3 last");
});

test("the tier of a line that runs down is told, and how far from the right it stands", () => {
  const runs = [0, 110].flatMap((y) => Array.from({ length: 9 }, (_, i) => ({ box: box(20 * i, y, 20 * i + 10, y + 100), size: 10, vertical: true, pieces: [{ role: "paragraph" }] })));
  const spotOf = spots({ width: 180, height: 210, runs });
  assert.deepEqual(spotOf(runs[17]), { from: 2, to: 2, count: 2, third: "first", down: true });
});

test("the region of a story is few rectangles, with nothing of another story in them", () => {
  const own = [box(0, 0, 220, 20), box(0, 30, 100, 40), box(0, 45, 100, 55), box(120, 30, 220, 40)];
  assert.deepEqual(regionsOf(own, []), [box(0, 0, 220, 55)]);
  const regions = regionsOf(own, [box(120, 45, 220, 55)]);
  assert.equal(regions.length, 2);
  assert(regions.every(({ x0, y0, x1, y1 }) => !(x0 < 170 && x1 > 170 && y0 < 50 && y1 > 50)));
});

test("a piece stands in the run that holds its first character, and in none where there is none", () => {
  const text = "馆长说\n新馆\n在哪里";
  const run = (start, end, y) => ({ bytes: { start, end }, ...box(0, y, 30, y + 10), size: 10 });
  const pieces = [[0, 3], [4, 6], [7, 10]].map(([start, end]) => ({ start, end, role: "paragraph", story: "a1" }));
  const { pages: [page], unplaced } = place({ pages: [{ width: 100, height: 100, runs: [run(10, 16, 20), run(0, 9, 0)] }] }, text, pieces);
  assert.deepEqual(page.runs.map((run) => [run.text, run.box.y0]), [["馆长说", 0], ["新馆", 20]]);
  assert.deepEqual(unplaced, [pieces[2]]);
});
