// The strip of pages above the list of hits: a bar a page, as high as the page has hits.

import assert from "node:assert/strict";
import { counted, search } from "../harness/find-bar.js";
import { beforeEach, it, suite } from "../harness/suite.js";

// A page with the word so many times.
const page = (hits) => `城南消息\n\n本报讯 昨日,${Array.from({ length: hits }, () => "渡口开放,").join("")}市民往来如常,秩序良好。\n`;

suite("The strip of an edition's pages", { inOne: true }, (context) => {
  beforeEach(() => context.viewer.open());

  const openPages = async (hits) => {
    const { viewer } = context;
    await viewer.run((texts) => viewer().open(texts.map((text, i) => new File([text], `${i + 1}.txt`))), hits.map(page));
    await viewer.until((count) => viewer().pages.length === count && viewer().pages.every(({ page }) => page) && viewer().state === "ready", hits.length);
    await viewer.run(() => (viewer().lang = "en"));
    await search(viewer, "渡口");
    await counted(viewer, hits.reduce((sum, one) => sum + one, 0));
    await viewer.run(() => viewer().shadowRoot.querySelector("[part=hits]").hidden && viewer().shadowRoot.querySelector("[data-act=hits]").click());
  };

  it("names each page with its hits, is as high as these, and marks the page that is shown", async () => {
    const { viewer } = context;
    await openPages([1, 0, 4, 2]);
    assert.deepEqual(await viewer.run(bars), ["Page 1: 1 hit, 0.25, shown", "Page 2: 0 hits, 0", "Page 3: 4 hits, 1", "Page 4: 2 hits, 0.5"]);
  });

  it("leads to a page's first hit by a click", async () => {
    const { viewer } = context;
    await openPages([1, 0, 4, 2]);
    await viewer.clickPart(".counts button:nth-child(3)");
    await viewer.until(() => viewer().index === 2);
    await viewer.becomes(() => viewer().shadowRoot.querySelector("[part=find] output").textContent, "2 of 7");
    await viewer.until(() => viewer().shadowRoot.querySelector(".counts [aria-current]").title.startsWith("Page 3"));
  });

  it("is one stop of the keyboard, where arrow keys lead from bar to bar", async () => {
    const { viewer } = context;
    await openPages([1, 0, 4, 2]);
    await viewer.pressToFocus("TAB", ".counts button");
    await viewer.focused(".counts button:nth-child(1)");
    await viewer.press("ARROW_RIGHT");
    await viewer.press("ENTER");
    await viewer.focused(".counts button:nth-child(2)");
    await viewer.press("END");
    await viewer.focused(".counts button:nth-child(4)");
    await viewer.press("ARROW_LEFT");
    await viewer.press("ENTER");
    await viewer.until(() => viewer().index === 2);
    await viewer.focused(".counts button:nth-child(3)");
    await viewer.press("TAB");
    await viewer.focused("[data-act=hits-csv]");
  });

  it("has sixty bars at most, each of which then stands for several pages", async () => {
    const { viewer } = context;
    await openPages(Array.from({ length: 130 }, (_, i) => Number(i === 128) + Number(i === 4)));
    const found = await viewer.run(bars);
    assert.equal(found.length, 44);
    assert.deepEqual([found[1], found.at(-1)], ["Pages 4–6: 1 hit, 1", "Page 130: 0 hits, 0"]);
    await viewer.clickPart(".counts button:nth-child(43)");
    await viewer.until(() => viewer().index === 128);
  });

  it("is not there where one page is open", async () => {
    const { viewer } = context;
    await openPages([3]);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector(".counts").hidden), true);
  });
});

const bars = () => [...viewer().shadowRoot.querySelectorAll(".counts button")].map((bar) =>
  [bar.getAttribute("aria-label"), bar.style.getPropertyValue("--share"), bar.hasAttribute("aria-current") ? "shown" : ""].filter(Boolean).join(", "));
