// Runs test files in one process, and so in one browser, which takes seconds to start:
//
//   node tests/harness/run.js FILE...

import { basename, resolve } from "node:path";
import { it } from "node:test";
import { pathToFileURL } from "node:url";

// No test of a file runs, and none is the last, before this one has ended.
let imported;
const errors = new Promise((done) => (imported = done));
it("the files can be run", async () => {
  for (const [file, error] of await errors) throw new Error(`${file}: ${error?.message}`, { cause: error });
});

// left to itself, an error would end the run of the files behind it, and no test would have failed
const failed = [];
for (const file of process.argv.slice(2)) {
  await import(pathToFileURL(resolve(file)).href).catch((error) => failed.push([basename(file), error]));
}
imported(failed);
