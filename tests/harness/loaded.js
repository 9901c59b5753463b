// A page that loads the package, in front of a test.

import assert from "node:assert/strict";
import { after } from "node:test";
import { root } from "./programs.js";
import { serve } from "./server.js";
import { before, suite } from "./suite.js";
import { Viewer } from "./viewer.js";

// What each way to load must show: the headlines of tests/embed/page.txt.
const HEADLINES = ["河湾镇新桥通车两岸居民出行缩短半小时", "镇图书室晚间开放"];

export class Loaded extends Viewer {
  // Opens an address with one viewer, which reads and shows; nothing is forbidden, nothing fails.
  async shows(address) {
    await this.driver.get(address);
    await this.showsHere();
  }

  async showsHere() {
    // where nothing stands, what went wrong says why
    const found = () => [["ready", "error"].includes(viewer()?.getAttribute("state")), globalThis.seen ?? "nothing was watched", document.readyState];
    await this.becomes(found, [true, [], "complete"]);
    await this.headlines(":root");
    await this.nothingWrong();
  }

  // The headlines within `selector`, in a page that is styled.
  async headlines(selector) {
    const found = await this.run((selector) => {
      const within = document.querySelector(selector);
      const styled = getComputedStyle(within.querySelector(".bm-main")).containerName;
      return [[...within.querySelectorAll("article h2")].map((line) => line.textContent.trim()), styled];
    }, selector);
    assert.deepEqual(found, [HEADLINES, "bm"]);
  }

  // tests/embed/watch.js has kept nothing that a policy forbids or that failed.
  async nothingWrong() {
    assert.deepEqual(await this.run(() => globalThis.seen ?? "nothing was watched"), []);
  }

  // Runs an async function in a module script of the page, not in the driver's own world, which in
  // some engines has modules of its own. It gets `given` and what `pageHelpers` has.
  async runInPage(action, given = {}) {
    const script = `
      const pageHelpers = (${pageHelpers})();
      const done = (found) => (document.documentElement.dataset.found = JSON.stringify(found));
      (${action})(${JSON.stringify(given)}, pageHelpers).then((found) => done({ found }), (error) => done({ error: String(error) }));`;
    await this.run((textContent) => document.head.append(Object.assign(document.createElement("script"), { type: "module", textContent })), script);
    const { found, error } = JSON.parse(await this.until(() => document.documentElement.dataset.found));
    assert.equal(error, undefined);
    return found;
  }
}

// A suite whose tests use such a page. `define` gets the page, a function that returns the address of
// a file of tests/embed, which is served while the tests run, and what every suite gets.
export const loadingSuite = (title, define) =>
  suite(title, { loud: true }, (context) => {
    let server;
    const page = new Loaded();
    before(async () => {
      server ??= await serve(root);
      page.browser = context.browser;
    });
    after(() => server?.close());
    define(page, (file) => `${server.address}/tests/embed/${file}`, context);
  });

// Counts of what was loaded, and a file that is refused.
const pageHelpers = () => {
  const real = fetch;
  return {
    loaded: (name) => performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith(name)).length,
    allow: () => (globalThis.fetch = real),
    refuse: (name) =>
      (globalThis.fetch = (address, ...more) =>
        String(address).endsWith(name) ? Promise.resolve(new Response("", { status: 404, statusText: "Not Found" })) : real(address, ...more)),
    until: async (right) => {
      for (let i = 0; i < 1000 && !right(); i++) await new Promise((later) => setTimeout(later, 10));
    },
  };
};
