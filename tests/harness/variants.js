// The built file otherwise than it is built, for what cannot be brought about in it as it is.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { file } from "./pages.js";

export const built = readFileSync(file, "utf8");
const POLICY = /<meta http-equiv="?Content-Security-Policy"?[^>]*>/;
if (!POLICY.test(built)) throw new Error(`${file} has no policy`);

// Writes a document as `NAME.html` into the folder, and gives back its address.
export const writeDocument = (folder, name, html) => {
  const path = join(folder, `${name}.html`);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
};

// The built file without its policy, which would stop what gets through; where a function is
// given, it runs in the page before all else.
export const withoutPolicy = (first) => built.replace(POLICY, () => (first ? `<script>(${first})()</script>` : ""));

// Writes that, and gives back its address.
export const variant = (folder, name, first) => writeDocument(folder, name, withoutPolicy(first));
