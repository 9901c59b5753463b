// Measures reading, showing, opening, many pages and sizes, each beside what others do with the same
// text in the same run; `cargo xtask bench` starts it and shows the rows that it writes.
//
//   node benches/viewer/bench.js FOLDER PART...
//
// FOLDER (target/bench) holds made-pages.txt, pages parted by form feeds.

import { cpus, totalmem, version } from "node:os";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documents } from "./documents.js";
import { editions } from "./editions.js";
import { kinds } from "./kinds.js";
import { open } from "./open.js";
import { overviews } from "./overviews.js";
import { parse } from "./parse.js";
import { render } from "./render.js";
import { size } from "./size.js";

const scale = async (given) => [...(await editions(given)), ...(await overviews(given))];
const PARTS = { parse, kinds, render, open, documents, scale, size };

const [folder, ...wanted] = process.argv.slice(2);
const made = readFileSync(join(folder, "made-pages.txt"), "utf8").split("\f");
const rows = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure({ folder, made })));
}
const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, ${version()}`;
writeFileSync(join(folder, "bench.json"), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
