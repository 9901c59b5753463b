// The package is what npm, TypeScript, Node and the bundlers people use want it to be.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { build, installPackage, run, runInNode } from "../harness/project.js";

describe("The package", () => {
  let tarball;
  before(() => (tarball = installPackage()));

  it("leaves publint nothing to say", () => {
    assert.doesNotMatch(run("publint", ["run", "--strict", tarball]), /warning/i);
  });

  it("has types that are right for whoever imports it", () => {
    // .wasm, styles and the plain script have no types; all else is ES modules only
    const untyped = ["wasm", "wasm/columns", "wasm/converted", "wasm/forms", "wasm/full", "css", "banmian.js"];
    const said = run("attw", [tarball, "--profile", "esm-only", "--format", "ascii", "--exclude-entrypoints", ...untyped]);
    assert.doesNotMatch(said, /warning/i);
  });

  it("parses in Node without a document", () => runInNode("node.mjs"));
  it("can be imported on a server", () => runInNode("ssr.mjs"));
  it("is built into an application by Vite", () => void build.vite());
  it("is built into an application by webpack", () => void build.webpack());
  it("is built into an application by esbuild", () => void build.esbuild());
  it("is built into the examples of React, Vue and Svelte", () => void build.frameworks());
});
