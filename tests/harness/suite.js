// A suite of tests in one browser, which is started once for the file.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { engine, engineName, startBrowser } from "./browser.js";
import { Viewer } from "./viewer.js";

// Defines the tests of `title` in the engine that this process tests in. `define` gets what its
// tests use: `viewer`, `browser` and `folder`, an empty folder, which are there when a test runs.
// The console must stay silent, unless the suite is `loud`: there things are made to fail.
export const suite = (title, { loud = false } = {}, define) =>
  describe(`${title} (${engineName})`, () => {
    const context = {};
    before(async () => {
      context.browser = await startBrowser();
      context.viewer = new Viewer(context.browser);
      context.folder = join(context.browser.home, "files");
      mkdirSync(context.folder);
    });
    after(async () => {
      const errors = loud ? [] : await context.browser.consoleErrors().catch((error) => [String(error)]);
      await context.browser.close();
      assert.deepEqual(errors, [], "the console is not silent");
    });
    define(context);
  });

// Tests that only some engines can be driven to, with the reason for a reader of the results.
export const only = (engines, why) => ({ skip: engines.includes(engine) ? false : `${engineName}: ${why}` });
