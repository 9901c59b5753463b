// Suites of tests in one browser, which is started once for all that run in a process, and anew
// where it has ended.

import assert from "node:assert/strict";
import * as node from "node:test";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engine, engineName, startBrowser } from "./browser.js";
import { Viewer } from "./viewer.js";

const isBrief = "BRIEF" in process.env;

// The browser of this process, once a suite has needed it.
let shared;
node.after(() => shared?.close());

// The suite that is being defined: what its tests use, and what is done before and after them.
let defined;

// Defines the tests of `title` in the engine that this process tests in. `define` gets what its
// tests use: `viewer`, `browser` and `folder`, an empty folder, which are there when a test runs.
// The console must stay silent, unless the suite is `loud`: there things are made to fail. In a brief run
// a suite that engines have little part in runs `inOne` of them, and one that seldom fails alone `inNone`.
export const suite = (title, { loud = false, inOne = false, inNone = false } = {}, define) => {
  if (isBrief && (inNone || (inOne && engine !== "chromium"))) return;
  node.describe(`${title} (${engineName})`, { timeout: 600_000 }, () => {
    const own = { context: {}, before: [], beforeEach: [], afterEach: [] };
    node.after(async () => {
      const { browser, viewer, folder } = own.context;
      if (!browser) return;
      await rm(folder, { recursive: true });
      if (!(await browser.answers())) return console.log(`the browser ended after the last test of “${title}”; what its console had is lost`);
      const errors = await browser.consoleErrors().catch((error) => [String(error)]);
      await forget(viewer).catch(() => {});
      if (!loud) assert.deepEqual(errors, [], "the console is not silent");
    });
    defined = own;
    define(own.context);
  });
};

// As in node:test, for the suite that is being defined. What is done before its tests is done again
// in a browser that is started anew, and must allow that.
export const before = (hook) => defined.before.push(hook);
export const beforeEach = (hook) => defined.beforeEach.push(hook);
export const afterEach = (hook) => defined.afterEach.push(hook);

// As in node:test. Where the browser ends in the midst of a test, which is no fault of what is
// tested, the test is run once more in another, and this is said. Where the browser still answers,
// the test has failed.
export const it = (title, ...rest) => {
  const test = rest.pop();
  const own = defined;
  return node.it(title, ...rest, async (t) => {
    const tell = (what) => t.diagnostic(`“${title}”: ${what}`);
    let failure = await attempt(own, test, t, tell);
    if (failure?.ended) {
      tell(`the browser ended in this test, which is run once more in another: ${String(failure.error).split("\n", 1)}`);
      await closeEnded();
      failure = await attempt(own, test, t, tell);
    }
    if (failure) throw failure.error;
  });
};

// Runs a test with what its suite has before and after it; gives back what failed first, if anything did.
const attempt = async (own, test, t, tell) => {
  const inTest = await failureOf(async () => {
    await setUp(own, tell);
    await inTurn(own.beforeEach);
    await test(t);
  });
  if (inTest?.ended) return inTest;
  const afterTest = await failureOf(() => inTurn(own.afterEach));
  return inTest ?? afterTest;
};

const failureOf = (work) => work().then(() => null, async (error) => ({ error, ended: Boolean(shared) && !(await shared.answers()) }));

const inTurn = async (hooks) => {
  for (const hook of hooks) await hook();
};

// Gives a suite a browser that answers, and does what is to be done before its tests, once in each browser.
const setUp = async (own, tell) => {
  const { context } = own;
  if (shared && !(await shared.answers())) {
    tell("the browser had ended before this test, which is run in another");
    await closeEnded();
  }
  shared ??= await startBrowser();
  if (context.browser !== shared) {
    context.browser = shared;
    context.viewer ??= new Viewer();
    context.viewer.browser = shared;
    context.folder ??= mkdtempSync(join(tmpdir(), "banmian-files-"));
    // the console has what earlier suites left there
    own.ready = shared.consoleErrors().then(() => inTurn(own.before));
  }
  await own.ready;
};

const closeEnded = async () => {
  const ended = shared;
  shared = null;
  // its folder may be kept busy by what is left of it
  await ended.close().catch(() => {});
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

// The options of a test that a brief run leaves out.
export const unlessBrief = { skip: isBrief && "the run is brief" };
