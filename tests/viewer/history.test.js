// The address says where the reader is, and the browser's Back goes back.

import assert from "node:assert/strict";
import { address, page } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";

suite("The browser's history", {}, (context) => {
  const story = page.articles.at(-1).id;

  it("Back returns from a story to the page, at its headline, and Forward to the story", async () => {
    const { viewer } = context;
    await fresh(viewer, `${address}#page`);
    await viewer.click(`article[data-article=${story}] h2 a`);
    await viewer.views("story", story);
    assert.equal(await hash(viewer), `#${story}`);
    await viewer.driver.navigate().back();
    await viewer.views("page");
    assert.equal(await hash(viewer), "#page");
    await viewer.until((story) => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return document.activeElement.matches(`article[data-article=${story}] h2 a`) && bottom > 0 && top < innerHeight;
    }, story);
    await viewer.driver.navigate().forward();
    await viewer.views("story", story);
    await viewer.focused("article[data-current]");
  });

  it("Back returns to the page that was opened without a place in its address", async () => {
    const { viewer } = context;
    await fresh(viewer, address);
    await viewer.click(`article[data-article=${story}] h2 a`);
    await viewer.views("story", story);
    await viewer.driver.navigate().back();
    await viewer.views("page");
    assert.equal(await hash(viewer), "");
    await viewer.driver.navigate().forward();
    await viewer.views("story", story);
  });

  it("has entries that are called after what is shown", async () => {
    const { viewer } = context;
    await fresh(viewer, address);
    const headline = (id) => page.articles.find((article) => article.id === id).headline.text;
    const [lead] = await viewer.run(() => [...document.querySelectorAll(".bm-page article")].map((article) => article.dataset.article));
    await viewer.until((title) => document.title === title, headline(lead));
    await viewer.show("story", story);
    await viewer.until((title) => document.title === title, headline(story));
    await viewer.run(() => viewer().open({ text: "New library opens\n\nThe new library opened on Monday.", name: "A2.txt" }));
    await viewer.until(() => document.title === "New library opens");
    assert.deepEqual(await viewer.run(() => [document.querySelector("h1.bm-title").textContent, document.querySelector("h1.bm-title").lang]), ["Newspaper page", "en"]);
    await viewer.run(() => viewer().open(["bridge", "school"].map((what) => ({ text: `New ${what} opens\n\nThe new ${what} opened on Monday.`, name: what }))));
    await viewer.until(() => document.title === "New bridge opens");
    await viewer.run(() => viewer().turn(1));
    await viewer.until(() => document.title === "New school opens");
  });

  it("Back returns through the views in the order they were shown", async () => {
    const { viewer } = context;
    await fresh(viewer, `${address}#page`);
    for (const view of ["list", "source"]) {
      await (await viewer.button(view)).click();
      await viewer.views(view);
    }
    for (const view of ["list", "page"]) {
      await viewer.driver.navigate().back();
      await viewer.views(view);
      const pressed = await viewer.run(() => viewer().shadowRoot.querySelector("[aria-pressed=true]").dataset.view);
      assert.equal(pressed, view, "the tool bar says where the reader is");
    }
  });

  it("Back returns to a story that Escape has left", async () => {
    const { viewer } = context;
    await fresh(viewer, `${address}#${story}`);
    await viewer.views("story", story);
    await viewer.focused("article[data-current]");
    await viewer.press("ESCAPE");
    await viewer.views("page");
    await viewer.driver.navigate().back();
    await viewer.views("story", story);
  });

  it("of a document with an address of its own has the viewers' places, where they ask for that, and keeps what is the document's", async () => {
    const { viewer } = context;
    await fresh(viewer, address);
    const found = await viewer.run(async (text) => {
      history.replaceState({ own: 1 }, "");
      viewer().removeAttribute("hash");
      const other = document.createElement("banmian-viewer");
      viewer().after(other);
      other.text = text;
      await other.ready;
      await viewer().show("story", viewer().page.articles[0].id);
      await viewer().show("page");
      viewer().setAttribute("history", "");
      other.setAttribute("history", "");
      return [document.querySelectorAll("banmian-viewer").length, history.state.banmian ?? null];
    }, "New library opens\n\nThe new library opened on Monday.");
    assert.deepEqual(found, [2, null], "the viewers, and what is theirs in the state without the attribute");
    const places = () => viewer.run(() => [...document.querySelectorAll("banmian-viewer")].map(({ view }) => view));
    await viewer.click(`article[data-article=${story}] h2 a`);
    await viewer.views("story", story);
    assert.deepEqual(await viewer.run(() => [location.hash, history.state.own]), ["", 1]);
    await viewer.run(async () => {
      const other = document.querySelectorAll("banmian-viewer")[1];
      await other.show("story", other.page.articles[0].id);
      // an entry of the document's own says nothing of the viewers
      history.pushState({ own: 2 }, "");
    });
    assert.deepEqual(await places(), ["story", "story"]);
    for (const [direction, wanted, own] of [["back", ["story", "story"], 1], ["back", ["story", "page"], 1], ["back", ["page", "page"], 1], ["forward", ["story", "page"], 1], ["forward", ["story", "story"], 1], ["forward", ["story", "story"], 2]]) {
      const before = await viewer.run(() => JSON.stringify(history.state));
      await viewer.driver.navigate()[direction]();
      await viewer.until((before) => JSON.stringify(history.state) !== before, before);
      await viewer.becomes(() => [...document.querySelectorAll("banmian-viewer")].map(({ view }) => view), wanted);
      assert.equal(await viewer.run(() => history.state.own), own);
    }
  });

  for (const [place, view, opened] of [["#list", "list", null], [`#${story}`, "story", story], [`#source/${story}`, "source", story]]) {
    it(`the address ${place} opens what it names`, async () => {
      const { viewer } = context;
      await fresh(viewer, `${address}${place}`);
      await viewer.views(view, opened);
    });
  }
});

const hash = (viewer) => viewer.run(() => location.hash);

// Another place in the document that is open would not be opened anew.
const fresh = async (viewer, address) => {
  await viewer.driver.get("about:blank");
  await viewer.open(address);
};
