import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { transform } from "esbuild";

const folder = new URL("../styles/", import.meta.url);

// The selectors with `:hover` that a style has outside of media that hover: on touch they stay as they are
// until something else is touched.
const sticking = async (css) => {
  // one rule a line, without comments; a rule within another has its indent
  const { code } = await transform(css, { loader: "css" });
  const open = [];
  const found = [];
  for (const line of code.split("\n")) {
    const head = line.trim();
    if (head.includes(":hover") && !open.some((media) => media.includes("(hover: hover)"))) found.push(head);
    if (head.endsWith("{")) open.push(head);
    if (head === "}") open.pop();
  }
  return found;
};

test("no style of what is pointed at sticks on a touch screen", async () => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".css"));
  assert(names.length > 10);
  for (const name of names) assert.deepEqual(await sticking(readFileSync(new URL(name, folder), "utf8")), [], name);
  assert.deepEqual(await sticking("@media (hover: hover) { a:hover { color: red } } b:hover { color: red }"), ["b:hover {"]);
});
