// The built viewer, the page it is built with, and what the native parser makes of that.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseNatively, root } from "./programs.js";

// The single file that `cargo xtask view` builds.
export const file = join(root, "dist", "banmian.html");
export const address = pathToFileURL(file).href;
if (!existsSync(file)) throw new Error(`${file} is missing; \`cargo xtask view --no-open\` builds it`);

const seeds = join(root, "seeds");
const seed = join(seeds, readdirSync(seeds).filter((name) => name.endsWith(".txt")).sort()[0]);
export const text = readFileSync(seed, "utf8");
export const page = parseNatively(seed);

// Writes files (name → text or bytes) into a folder; names may have folders in them.
export const writeFiles = (folder, files) => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
};

// A text without its blanks.
export const withoutWhitespace = (text) => text.replace(/\s/gu, "");

// A reading with its confidences and places as floats of single precision, which JSON of the command
// writes in fewer digits than JavaScript. They are equal bit for bit.
export const inSinglePrecision = (reading) => JSON.parse(JSON.stringify(reading), (key, value) => (FLOATS.test(key) ? Math.fround(value) : value));
const FLOATS = /^(confidence|[xy][01]|width|height)$/;

// The blocks of an article in the order they are read in, and those of a page.
export const blocksInOrder = ({ rubric, kicker, headline, decks, bylines, blocks, jumps }) =>
  [rubric, kicker, headline, ...decks, ...bylines, ...blocks, ...jumps].filter(Boolean);
export const blocksOf = ({ articles, furniture, unplaced }) => [...articles.flatMap(blocksInOrder), ...furniture, ...unplaced];
