import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const src = fileURLToPath(new URL("../src/", import.meta.url));

// The text of every module.
export const sources = () =>
  readdirSync(src, { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => readFileSync(join(src, name), "utf8"));
