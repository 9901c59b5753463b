// What is built upon: licences, sources, and what is known to be unsafe.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, it } from "node:test";
import { root, target } from "../harness/programs.js";

const cargoDeny = (manifest, ...args) =>
  spawnSync(
    join(target, "tools", "bin", "cargo-deny"),
    ["--manifest-path", manifest, "--config", "deny.toml", "--log-level", "error", "--workspace", "--all-features", ...args],
    { cwd: root, encoding: "utf8" },
  );

describe("What is built upon", () => {
  for (const manifest of ["Cargo.toml", "fuzz/Cargo.toml"]) {
    it(`has licences and sources that are allowed: ${manifest}`, () => {
      const { status, stderr } = cargoDeny(manifest, "check", "licenses", "bans", "sources");
      assert.equal(status, 0, stderr);
    });

    it(`has no advisory against it: ${manifest}`, (test) => {
      // the advisories are a repository at GitHub, which not every machine can reach
      if (cargoDeny(manifest, "fetch", "db").status !== 0) return test.skip("RustSec's database at github.com cannot be had from here");
      const { status, stderr } = cargoDeny(manifest, "check", "advisories");
      assert.equal(status, 0, stderr);
    });
  }

  for (const folder of ["www", "tests", "tests/package", "tests/nightly"]) {
    it(`has no grave advisory against its npm packages: ${folder}`, (test) => {
      const { stdout } = spawnSync("npm", ["audit", "--json"], { cwd: join(root, folder), encoding: "utf8" });
      const { metadata, message } = JSON.parse(stdout);
      // npm ends with an error both where there is an advisory and where it could ask nobody
      if (!metadata?.vulnerabilities) return test.skip(`the registry does not answer: ${message}`);
      const { high, critical } = metadata.vulnerabilities;
      assert.deepEqual({ high, critical }, { high: 0, critical: 0 }, `\`npm audit\` in ${folder} says which`);
    });
  }
});
