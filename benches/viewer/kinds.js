// Texts of one kind each, such as nothing but bylines, and corrections of a text, beside the reading of
// usual text of the same size.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../tests/harness/programs.js";
import { Row, step } from "./row.js";

// How many of the kinds are named and drawn.
const DEAREST = 10;
// What no kind may cost, by the byte, in times of usual text.
const MARK = 20;

export const kinds = ({ folder }) => {
  step("texts of one kind each");
  const program = ["bench", "--quiet", "--bench", "kinds", "--", join(folder, "made-pages.txt")];
  const lines = execFileSync("cargo", program, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const found = new Map();
  for (const size of lines.trim().split("\n").map((line) => JSON.parse(line))) {
    found.set(size.kind, [...(found.get(size.kind) ?? []), size]);
  }
  const usual = found.get("usual text");
  found.delete("usual text");
  const most = (sizes) => Math.max(...sizes.map(({ ratio }) => ratio));
  const dearest = [...found.values()].toSorted((a, b) => most(b) - most(a)).slice(0, DEAREST);
  const row = (what, { kind, bytes, seconds }) =>
    new Row(`${what}, ${Math.round(bytes / 1000)} kB`, "ms", seconds * 1000).at(kind, bytes, seconds, "kinds");
  return [
    ...usual.map((size) => row("read, usual text", size)),
    ...dearest.flat().map((size) =>
      row(size.kind.startsWith("corrections") ? `replay, ${size.kind}` : `read, nothing but ${size.kind}`, size).beside("usual text", (size.seconds * 1000) / size.ratio).atMost(MARK),
    ),
  ];
};
