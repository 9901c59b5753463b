// Suites of tests in one browser, which is started once for all that run in a process.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { engine, engineName, startBrowser } from "./browser.js";
import { Viewer } from "./viewer.js";

// The browser of this process, once a suite has needed it.
let shared;
after(async () => (await shared)?.close());

// Defines the tests of `title` in the engine that this process tests in. `define` gets what its
// tests use: `viewer`, `browser` and `folder`, an empty folder, which are there when a test runs.
// The console must stay silent, unless the suite is `loud`: there things are made to fail.
export const suite = (title, { loud = false } = {}, define) =>
  describe(`${title} (${engineName})`, { timeout: 600_000 }, () => {
    const context = {};
    before(async () => {
      context.browser = await freshBrowser();
      context.viewer = new Viewer(context.browser);
      context.folder = mkdtempSync(join(context.browser.home, "files-"));
    });
    after(async () => {
      const errors = await context.browser.consoleErrors().catch((error) => [String(error)]);
      await forget(context.viewer).catch(() => {});
      if (!loud) assert.deepEqual(errors, [], "the console is not silent");
    });
    define(context);
  });

// The browser, or another where it has ended; its console has nothing of earlier suites.
const freshBrowser = async () => {
  const running = await shared;
  const answers = await running?.driver.getTitle().then(() => true, () => false);
  if (!answers) {
    await running?.close();
    shared = startBrowser();
  }
  const browser = await shared;
  await browser.consoleErrors();
  return browser;
};

// Leaves nothing of a suite for the next: neither what the page has kept, nor what was emulated.
const forget = async (viewer) => {
  await viewer.run(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  if (engine !== "chromium") return;
  await viewer.browser.devtools("Emulation.clearDeviceMetricsOverride");
  await viewer.browser.devtools("Emulation.setEmulatedMedia", { features: [] });
};

// Tests that only some engines can be driven to, with the reason for a reader of the results.
export const only = (engines, why) => ({ skip: engines.includes(engine) ? false : `${engineName}: ${why}` });
