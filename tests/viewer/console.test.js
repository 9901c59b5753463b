// The console stays silent where a page is read, and would tell if something went wrong.

import assert from "node:assert/strict";
import { engine, provokeError } from "../harness/browser.js";
import { address } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";

suite("The console", { loud: true }, (context) => {
  it("is silent where the built page is opened", async () => {
    const { viewer, browser } = context;
    await viewer.open();
    const errors = engine === "webkit" ? await browser.consoleErrorsOf(address, 5000) : await browser.consoleErrors();
    assert.deepEqual(errors, []);
  });

  it("tells of an error that is made on purpose", async () => {
    const errors = await provokeError(context.browser);
    assert(errors.some((line) => line.includes("on purpose")), `it has ${JSON.stringify(errors)}`);
  });
});
