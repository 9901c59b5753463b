// Runs test files in one process, and so in one browser, which takes seconds to start:
//
//   node tests/harness/run.js FILE...

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

for (const file of process.argv.slice(2)) await import(pathToFileURL(resolve(file)).href);
