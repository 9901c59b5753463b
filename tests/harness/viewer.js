// A reader in front of the viewer: what can be done with it, and what is seen.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { By, Key } from "selenium-webdriver";
import * as pages from "./pages.js";

const WITHIN = 20_000;

export class Viewer {
  constructor(browser) {
    this.browser = browser;
    this.driver = browser.driver;
  }

  // Opens an address, the built file's if none is given, and waits until its viewer stands.
  async open(address = pages.address, { width = 1400, height = 1200 } = {}) {
    await this.resize(width, height);
    await this.driver.get(address);
    await this.ready();
  }

  // Waits until the viewer shows a text; an error that it shows instead is thrown.
  async ready() {
    await this.until(() => ["ready", "error"].includes(viewer()?.getAttribute("state")));
    const notice = await this.run(() => (viewer().getAttribute("state") === "ready" ? "" : viewer().shadowRoot.querySelector("[part=notice]").innerText));
    assert.equal(notice, "", "the viewer says so");
  }

  resize(width, height) {
    return this.driver.manage().window().setRect({ width, height });
  }

  // What a function gives back in the page; it may be async, and may call the viewer `viewer()`.
  // It sees nothing of the test but its arguments.
  async run(action, ...given) {
    const script = `
      const viewer = () => document.querySelector("banmian-viewer");
      const given = [...arguments];
      const done = given.pop();
      (async () => (${action})(...given))().then(
        (value) => done({ value }),
        (error) => done({ error: String(error?.stack ?? error) + " " + String(error) }),
      );`;
    const { value, error } = await this.driver.executeAsyncScript(script, ...given);
    if (error) throw new Error(`in the page: ${error}`);
    return value;
  }

  // Waits until a function gives back something true in the page, and gives that back.
  async until(condition, ...given) {
    const end = Date.now() + WITHIN;
    for (;;) {
      const value = await this.run(condition, ...given);
      if (value) return value;
      if (Date.now() > end) throw new Error(`not within ${WITHIN / 1000} s: ${condition} ${JSON.stringify(given)}`);
      await delay(20);
    }
  }

  // Waits until an element of the document matches the selector.
  async seen(selector) {
    await this.until((selector) => document.querySelector(selector) !== null, selector);
    return this.driver.findElement(By.css(selector));
  }

  all(selector) {
    return this.driver.findElements(By.css(selector));
  }

  // An element of the shadow root.
  async part(selector) {
    const host = await this.driver.findElement(By.css("banmian-viewer"));
    return (await host.getShadowRoot()).findElement(By.css(selector));
  }

  // The tool bar's button for a view.
  button(view) {
    return this.part(`[part='bar'] [data-view='${view}']`);
  }

  // Clicks an element of the document that may be out of sight.
  async click(selector) {
    await this.run((selector) => document.querySelector(selector).scrollIntoView({ block: "center", behavior: "instant" }), selector);
    await this.driver.findElement(By.css(selector)).click();
  }

  async clickPart(selector) {
    await (await this.part(selector)).click();
  }

  // Presses keys together, and lets go of them: names as in `Key` ("TAB", "ARROW_RIGHT"), or characters.
  async press(...keys) {
    const actions = this.driver.actions({ async: true });
    const values = keys.map((key) => (key.length > 1 ? Key[key] : key));
    assert(values.every(Boolean), `no such key in ${keys}`);
    for (const value of values) actions.keyDown(value);
    for (const value of values.reverse()) actions.keyUp(value);
    await actions.perform();
  }

  // Presses keys until a function gives back something true in the page, at most sixty times.
  async pressUntil(keys, condition, ...given) {
    for (let times = 0; times < 60; times += 1) {
      if (await this.run(condition, ...given)) return;
      await this.press(...[keys].flat());
    }
    throw new Error(`not after pressing ${keys} sixty times: ${condition}`);
  }

  // Chooses files in the viewer's dialog, by their paths.
  async pick(...paths) {
    const input = await this.part("input[type=file]");
    await input.sendKeys(paths.join("\n"));
  }

  // Waits until the page at `index` is shown, and is of `text`.
  shows(text, index = 0) {
    return this.until(
      (text, index) => viewer().state === "ready" && viewer().text === text && viewer().index === index && viewer().querySelector(".bm-page article") !== null,
      text, index,
    );
  }
}
