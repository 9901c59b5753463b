// A reader in front of the viewer: what can be done with it, and what is seen.

import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { By, Key } from "selenium-webdriver";
import * as pages from "./pages.js";

const WITHIN = 20_000;

export class Viewer {
  constructor(browser) {
    this.browser = browser;
  }

  get driver() {
    return this.browser.driver;
  }

  // Opens an address, the built file's if none is given, and waits until its viewer stands.
  async open(address = pages.address, { width = 1400, height = 1200 } = {}) {
    await this.resize(width, height);
    await this.driver.get(address);
    await this.ready();
  }

  // Opens the built file unless a viewer stands already, for tests that leave it as it is.
  async openOnce() {
    if (!(await this.run(() => viewer()?.state === "ready"))) await this.open();
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
      // in a microtask, as WebKit's driver lets others run between the lines of a script that is not
      Promise.resolve().then(() => (${action})(...given)).then(
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

  // Waits until a function gives back in the page what is wanted.
  async becomes(action, wanted, ...given) {
    const end = Date.now() + WITHIN;
    let found;
    do {
      found = await this.run(action, ...given);
      if (isDeepStrictEqual(found, wanted)) return;
      await delay(20);
    } while (Date.now() < end);
    assert.deepEqual(found, wanted, `not within ${WITHIN / 1000} s: ${action} ${JSON.stringify(given)}`);
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
    const pressed = await this.run(async (selector) => {
      // what is still being set may move it away from the pointer
      await viewer()?.settled;
      const node = document.querySelector(selector);
      node.scrollIntoView({ block: "center", behavior: "instant" });
      // drivers press the middle of an element's first box, which is empty before a block within a line
      const hasBox = ([box]) => box !== undefined && box.width > 0 && box.height > 0;
      return [node, ...node.querySelectorAll("*")].find((each) => hasBox(each.getClientRects())) ?? node;
    }, selector);
    await pressed.click();
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

  // Waits until what has the focus, in the document or in the shadow root, stands in what matches the selector.
  focused(selector) {
    return this.until((selector) => {
      const inside = document.activeElement?.shadowRoot?.activeElement;
      return (inside ?? document.activeElement)?.closest(selector) != null;
    }, selector);
  }

  // Presses keys until that is so.
  pressToFocus(keys, selector) {
    return this.pressUntil(keys, (selector) => (document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)?.closest(selector) != null, selector);
  }

  // Waits until this view is shown, of this story if one is given.
  views(view, story = null) {
    return this.until((view, story) => viewer().view === view && (story === null || viewer().story === story), view, story);
  }

  // Shows a view, as a program does.
  async show(view, story = null) {
    await this.run((view, story) => viewer().show(view, story), view, story);
    await this.views(view, story);
  }

  // Shows another text.
  async showText(text) {
    await this.run((text) => (viewer().text = text), text);
    await this.until((text) => viewer().state === "ready" && viewer().text === text, text);
  }

  // Chooses by value in a list of the shadow root, as drivers cannot in every engine.
  async choose(selector, value) {
    const chosen = await this.run((selector, value) => {
      const select = viewer().shadowRoot.querySelector(selector);
      select.value = value;
      select.dispatchEvent(new Event("change"));
      return select.value;
    }, selector, value);
    assert.equal(chosen, value, `${selector} offers it`);
  }

  // Moves the pointer to a place in the window and presses it some times.
  point([x, y], presses = 0) {
    const actions = this.driver.actions({ async: true }).move({ x: Math.round(x), y: Math.round(y), duration: 20 });
    for (let times = 0; times < presses; times += 1) actions.press().release();
    return actions.perform();
  }

  // The text in the clipboard, pasted into a field of the test's own.
  async clipboard() {
    await this.run(() => {
      const field = Object.assign(document.createElement("textarea"), { id: "pasted" });
      document.body.append(field);
      field.focus({ preventScroll: true });
    });
    await this.press("CONTROL", "v");
    await this.until(() => document.querySelector("#pasted").value !== "");
    return this.run(() => {
      const field = document.querySelector("#pasted");
      field.remove();
      return field.value;
    });
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
