// The licences of the packages that the viewer's scripts hold.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));

/**
 * The licences, as Markdown, of those packages that were built into a script; `metafile` is esbuild's
 * account of that.
 *
 * @param {{ inputs: Record<string, unknown> }} metafile
 */
export const licencesOf = async ({ inputs }) => {
  const names = Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  const all = await Promise.all([...new Set(names)].sort().map(licenceOf));
  return `# What others have written\n\nThe viewer's scripts hold these packages.\n\n${all.join("\n")}`;
};

// A licence in full, as most ask for that.
const licenceOf = async (/** @type {string} */ name) => {
  const folder = join(packages, name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no file with its licence, which is to go with the viewer: take another package`);
  return `## ${name} ${version} (${license})\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`;
};
