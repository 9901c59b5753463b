// Runs test files in one process, and so in one browser, which takes seconds to start:
//
//   node tests/harness/run.js FILE...

import { basename, resolve } from "node:path";
import { it } from "node:test";
import { pathToFileURL } from "node:url";

for (const file of process.argv.slice(2)) {
  try {
    await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    // left to itself, it would end the run of those behind it, and no test would have failed
    it(`${basename(file)} can be run`, () => {
      throw error;
    });
  }
}
