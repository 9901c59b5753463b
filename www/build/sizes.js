// How large what was built is, as it is and as servers send it.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

export const sizesOf = async (name, bytes) => {
  const [gz, br] = await Promise.all([promisify(gzip)(bytes, { level: 9 }), promisify(brotliCompress)(bytes)]);
  return `${name}: ${kB(bytes.length)}, gzip ${kB(gz.length)}, brotli ${kB(br.length)}`;
};

export const sizesIn = async (path) => {
  const names = (await readdir(path)).sort();
  const lines = await Promise.all(names.map(async (name) => sizesOf(`  ${name}`, await readFile(join(path, name)))));
  return [path, ...lines].join("\n");
};
