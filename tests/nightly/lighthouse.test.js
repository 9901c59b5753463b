// What Lighthouse says of the viewer as it is hosted.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { programs, root } from "../harness/programs.js";
import { serve } from "../harness/server.js";

const LIGHTHOUSE = fileURLToPath(new URL("node_modules/lighthouse/cli/index.js", import.meta.url));

describe("Lighthouse", () => {
  let server;
  before(async () => (server = await serve(join(root, "dist", "site"))));
  after(() => server.close());

  for (const [device, flags] of [["a phone", []], ["a desktop", ["--preset=desktop"]]]) {
    it(`gives full marks for accessibility and best practices on ${device}, where nothing moves`, async (test) => {
      const { categories, audits } = await report(server.address, flags);
      const lost = ({ auditRefs }) => auditRefs.map(({ id }) => id).filter((id) => audits[id].score !== null && audits[id].score < 1);
      for (const name of ["accessibility", "best-practices"]) {
        assert.equal(categories[name].score, 1, `${name}: ${lost(categories[name]).join(", ")}`);
      }
      assert.equal(audits["cumulative-layout-shift"].numericValue, 0, "something moves while it loads");
      // how quick it is depends on the machine, so that score is shown and decides nothing
      const { performance } = categories;
      test.diagnostic(`performance on ${device}: ${Math.round(performance.score * 100)} ${lost(performance).join(", ")}`);
    });
  }
});

const report = async (address, flags) => {
  const args = [
    LIGHTHOUSE, address, "--output=json", "--quiet", "--only-categories=accessibility,best-practices,performance",
    "--chrome-flags=--headless --no-sandbox --disable-gpu --hide-scrollbars --lang=zh-CN", ...flags,
  ];
  const env = { ...process.env, CHROME_PATH: programs.chromium().browser };
  const { stdout } = await promisify(execFile)("node", args, { env, maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
};
