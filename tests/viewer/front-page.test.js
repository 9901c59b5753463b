// The front page: of an edition its stories by rank, of a page by itself in a narrow viewer the
// beginnings of its own.

import assert from "node:assert/strict";
import { join } from "node:path";
import { assertNoViolations, CONTRAST_RULES } from "../harness/axe.js";
import { engine } from "../harness/browser.js";
import { anchor, corrections } from "../harness/corrections.js";
import { editionOf, openPages } from "../harness/editions.js";
import { address, page, text, writeFiles } from "../harness/pages.js";
import { beforeEach, it, only, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

const PAGES = editionOf(3);
const onPhones = only(["chromium"], "only Chromium's window is as narrow as a phone's");

suite("The front page", {}, (context) => {
  beforeEach(async () => {
    const { viewer } = context;
    await viewer.driver.get("about:blank");
    await viewer.open();
    await viewer.run(() => {
      localStorage.clear();
      viewer().lang = "en";
    });
  });

  it("of an edition has the lead of its first page with its text, the next beside it, and every page below with its stories by rank, if it has any left", async () => {
    const { viewer } = context;
    await openPages(viewer, PAGES);
    await viewer.show("front");
    await viewer.becomes(() => document.querySelectorAll(".bm-front .bm-entry").length, 9);
    const found = await viewer.run(() => {
      const hrefs = (selector) => [...document.querySelectorAll(`.bm-front ${selector} a`)].map((node) => node.getAttribute("href"));
      return {
        lead: hrefs("[data-rank=lead] .bm-headline"),
        seconds: hrefs("[data-rank=second] .bm-headline"),
        pages: [...document.querySelectorAll(".bm-front .bm-leaf:not([hidden]) .bm-page-name")].map((node) => node.textContent),
        below: hrefs(".bm-items .bm-headline"),
        reference: document.querySelector(".bm-front .bm-reference").textContent,
        byline: document.querySelector(".bm-front [data-rank=lead] .bm-names").textContent,
      };
    });
    assert.deepEqual(found, {
      lead: ["#a1"], seconds: ["#a2", "#a3"], pages: ["Page A02", "Page A03"],
      below: ["#p2/a1", "#p2/a2", "#p2/a3", "#p3/a1", "#p3/a2", "#p3/a3"], reference: "Page A01", byline: "林一舟",
    });
    assert.equal(await viewer.run(() => location.hash), "#front");
    const lead = await viewer.run(() => document.querySelector(".bm-front .bm-text").textContent);
    assert(PAGES[0].text.includes(lead), "its text is not that of the page");
  });

  it("of an edition says of a page how many stories it has beside those that are shown, and leads to it", async () => {
    const { viewer } = context;
    const texts = editionOf(8).map(({ text }) => text);
    await openPages(viewer, [texts.slice(0, 4), texts.slice(4)].map((stories, i) => ({ name: `A0${i + 1}.txt`, text: stories.join("\n\n") })));
    const [first, second] = await viewer.run(() => viewer().pages.map(({ page }) => page.articles.length));
    assert(first > 7 && second > 4, `only ${first} and ${second} stories`);
    await viewer.show("front");
    const more = () => [...document.querySelectorAll(".bm-front .bm-more a")].map((node) => [node.textContent, node.getAttribute("href")]);
    // three of the first page stand above, four of each below its name
    await viewer.becomes(more, [[`More on this page: ${first - 7}`, "#page"], [`More on this page: ${second - 4}`, "#p2/page"]]);
  });

  it("of an edition is called as the edition is, with its date, and leads to stories, to pages, and back", async () => {
    const { viewer, folder } = context;
    const pages = PAGES.map(({ name, text }) => ({ name, text }));
    const files = writeFiles(join(folder, "front"), { "edition.json": JSON.stringify({ title: "柳口时报", date: "2026-11-26", pages }) });
    await viewer.pick(join(files, "edition.json"));
    await viewer.until(() => viewer().pages.length === 3 && viewer().pages.every(({ page }) => page));
    await viewer.press("5");
    await viewer.views("front");
    await viewer.becomes(() => document.querySelector(".bm-front .bm-plate")?.innerText.split("\n").filter(Boolean), ["柳口时报", "2026-11-26"]);
    await viewer.click('.bm-front .bm-entry[data-page="1"][data-article="a2"] .bm-lede');
    await viewer.views("story", "a2");
    await viewer.focused("article[data-current]");
    await viewer.press("ESCAPE");
    await viewer.views("front");
    await viewer.focused('.bm-front .bm-entry[data-page="1"][data-article="a2"] a');
    await viewer.click('.bm-front [data-leaf="2"] .bm-page-name a');
    await viewer.shows(PAGES[2].text, 2);
    await viewer.views("page");
    await viewer.driver.navigate().back();
    await viewer.views("front");
    assert(await viewer.run(() => document.querySelector(".bm-front").checkVisibility()));
    await viewer.driver.get("about:blank");
  });

  it("of an edition has its lead as it is corrected", async () => {
    const { viewer } = context;
    await openPages(viewer, PAGES);
    await viewer.show("front");
    const lead = () => document.querySelector(".bm-front [data-rank=lead] a")?.textContent;
    await viewer.becomes(lead, "柳口大桥通车");
    await viewer.run((edits) => (viewer().edits = edits), corrections(PAGES[0].text, { kind: "correct", at: anchor(PAGES[0].text, 2, 4), text: "新桥" }));
    await viewer.becomes(lead, "柳口新桥通车");
  });

  it("of a page by itself is the page in a wide viewer, where no button leads to it", async () => {
    const { viewer } = context;
    const shape = () => viewer.run(() => [...document.querySelectorAll(".bm-page article")].map((node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      return [node.id, left, top, width, height].join();
    }));
    const before = await shape();
    await viewer.show("front");
    assert.deepEqual(await shape(), before);
    assert.deepEqual(await viewer.run(() => [viewer().shadowRoot.querySelector("[data-view=front]").checkVisibility(), document.querySelectorAll(".bm-edition").length]), [false, 0]);
  });

  it("of a page by itself has in a narrow viewer three lines of the lead and one of each other story, and a press anywhere opens it", async () => {
    const { viewer } = context;
    await viewer.run(() => (viewer().style.width = "360px"));
    await viewer.show("front");
    assert(await viewer.run(() => viewer().shadowRoot.querySelector("[data-view=front]").checkVisibility()), "no button leads to it");
    const found = await viewer.run(() => [...document.querySelectorAll(".bm-page article")]
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map((article) => {
        const body = article.querySelector(".bm-body > :first-child");
        return [article.dataset.rank, Math.round(body.getBoundingClientRect().height / parseFloat(getComputedStyle(body).lineHeight))];
      }));
    const ranks = ["lead", "second", "major", "minor", "brief"];
    assert.deepEqual(found.map(([rank]) => rank), found.map(([rank]) => rank).sort((a, b) => ranks.indexOf(a) - ranks.indexOf(b)));
    assert.deepEqual(found.map(([, lines]) => lines), found.map((_, i) => (i === 0 ? 3 : 1)));
    const last = page.articles.at(-1).id;
    await viewer.click(`article[data-article=${last}] .bm-body > :first-child`);
    await viewer.views("story", last);
    await viewer.focused("article[data-current]");
    await viewer.press("ESCAPE");
    await viewer.views("front");
    await viewer.focused(`article[data-article=${last}]`);
    await viewer.run(() => (viewer().style.width = ""));
  });

  it("is what a phone shows at first, without a place in the address, and the page is a press away; Back leads to it", onPhones, async () => {
    const { viewer } = context;
    await onPhone(context, async () => {
      await fresh(viewer, address);
      await viewer.views("front");
      assert.deepEqual(await viewer.run(() => [location.hash, document.querySelector("article:not([data-rank=lead]) .bm-body > :nth-child(2)").checkVisibility()]), ["", false]);
      await (await viewer.button("page")).click();
      await viewer.views("page");
      assert(await viewer.run(() => document.querySelector("article:not([data-rank=lead]) .bm-body > :nth-child(2)").checkVisibility()));
      await viewer.driver.navigate().back();
      await viewer.views("front");
      for (const [place, view] of [["#page", "page"], ["#list", "list"], ["#a2", "story"]]) {
        await fresh(viewer, `${address}${place}`);
        await viewer.views(view);
      }
    });
  });

  it("is what a phone shows first of an edition that is opened", onPhones, async () => {
    const { viewer, folder } = context;
    const files = writeFiles(join(folder, "phone"), Object.fromEntries(PAGES.map(({ name, text }) => [name, text])));
    await onPhone(context, async () => {
      await fresh(viewer, `${address}#page`);
      await viewer.pick(...PAGES.map(({ name }) => join(files, name)));
      await viewer.views("front");
      await viewer.becomes(() => document.querySelectorAll(".bm-front .bm-entry").length, 9);
      assert(await viewer.run(() => document.scrollingElement.scrollWidth <= innerWidth), "it scrolls sideways");
      const lines = await viewer.run(() => [...document.querySelectorAll(".bm-front .bm-lede")].map((node) => Math.round(node.getBoundingClientRect().height / parseFloat(getComputedStyle(node).lineHeight))));
      assert.deepEqual([...new Set(lines)], [1]);
    });
  });

  it("leaves a text whole where no script is going to run", onPhones, async () => {
    const { viewer, browser } = context;
    const hidden = () => viewer.run(() => [...document.querySelectorAll("[data-role]")].filter((node) => !node.checkVisibility()).length);
    await onPhone(context, async () => {
      await browser.devtools("Emulation.setScriptExecutionDisabled", { value: true });
      try {
        await viewer.driver.get("about:blank");
        await viewer.driver.get(address);
        await viewer.seen("article");
        assert.equal(await hidden(), 0, "without a script something is hidden");
      } finally {
        await browser.devtools("Emulation.setScriptExecutionDisabled", { value: false });
      }
    });
  });

  it("shows a story whole that its headline leads to where the script does not come", onPhones, async () => {
    const { viewer, folder } = context;
    await onPhone(context, async () => {
      await viewer.driver.get("about:blank");
      await viewer.driver.get(variant(folder, "no-viewer", () => {
        customElements.define = () => {};
      }));
      await viewer.seen("article");
      const cut = (id) => viewer.run((id) => [...document.querySelectorAll(`article[data-article=${id}] [data-role]`)].some((node) => !node.checkVisibility()), id);
      const [, second] = page.articles;
      assert.equal(await cut(second.id), true, "the page is whole before any script");
      await viewer.click(`article[data-article=${second.id}] h2 a`);
      assert.equal(await cut(second.id), false);
    });
  });

  it("is printed as the whole page", only(["chromium"], "no other engine shows a page as on paper"), async () => {
    const { viewer, browser } = context;
    await openPages(viewer, PAGES);
    await viewer.show("front");
    await viewer.becomes(() => document.querySelectorAll(".bm-front .bm-entry").length, 9);
    await browser.devtools("Emulation.setEmulatedMedia", { media: "print" });
    const found = await viewer.run(() => [document.querySelector(".bm-front").checkVisibility(), [...document.querySelectorAll(".bm-page [data-role]")].every((node) => node.checkVisibility())]);
    await browser.devtools("Emulation.setEmulatedMedia", { media: "" });
    assert.deepEqual(found, [false, true]);
    await viewer.showText(text);
    await viewer.run(() => (viewer().style.width = "360px"));
    await viewer.show("front");
    await browser.devtools("Emulation.setEmulatedMedia", { media: "print" });
    const whole = await viewer.run(() => [...document.querySelectorAll(".bm-page .bm-body > [data-role]")].every((node) => node.checkVisibility()));
    await browser.devtools("Emulation.setEmulatedMedia", { media: "" });
    assert(whole, "a story is cut");
  });

  it("is in no file that is saved", async () => {
    const { viewer } = context;
    await openPages(viewer, PAGES);
    await viewer.show("front");
    const html = await viewer.run(() => viewer().html());
    const body = html.slice(html.indexOf("<banmian-viewer"), html.indexOf("<script type=\"application/json\">"));
    assert(!/bm-edition|view="front"|data-overview/.test(body));
  });

  it("breaks no rule of accessibility, in light and dark, of an edition and of a page by itself", onPhones, async () => {
    const { viewer, browser } = context;
    const dark = (value) => browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value }] });
    await openPages(viewer, PAGES);
    await viewer.show("front");
    await viewer.becomes(() => document.querySelectorAll(".bm-front .bm-entry").length, 9);
    await assertNoViolations(viewer, "the front page of an edition");
    await dark("dark");
    await assertNoViolations(viewer, "the front page of an edition, dark", CONTRAST_RULES);
    await dark("light");
    await onPhone(context, async () => {
      await assertNoViolations(viewer, "the front page of an edition on a phone");
      await fresh(viewer, address);
      await assertNoViolations(viewer, "the front of a page on a phone");
      await dark("dark");
      await assertNoViolations(viewer, "the front of a page on a phone, dark", CONTRAST_RULES);
    });
    await browser.devtools("Emulation.setEmulatedMedia", { features: [] });
  });
});

const fresh = async (viewer, address) => {
  await viewer.driver.get("about:blank");
  await viewer.driver.get(address);
  await viewer.ready();
};

const onPhone = async ({ browser }, act) => {
  assert.equal(engine, "chromium");
  await browser.devtools("Emulation.setDeviceMetricsOverride", { width: 360, height: 740, deviceScaleFactor: 1, mobile: false });
  try {
    await act();
  } finally {
    await browser.devtools("Emulation.clearDeviceMetricsOverride");
  }
};
