// The hits of a search: walked through, listed, filtered, in every view and on every page.

import assert from "node:assert/strict";
import { counted, isAt, painted, search, sides } from "../harness/find-bar.js";
import { blocksInOrder, blocksOf, page } from "../harness/pages.js";
import { beforeEach, it, suite } from "../harness/suite.js";

const EDITION = [
  "河口浮桥今日封闭\n\n本报讯 昨日,市交通局公布,河口一带今日封闭检修。\n",
  "小学添新操场\n\n本报讯 昨日,城南小学的新操场交付使用。\n",
  "渡口添新景\n\n本报訊 昨日，渡口公園二期開放。據了解，浮橋下月動工，年底通行。\n",
];

suite("The hits of a search", { inOne: true }, (context) => {
  const query = common();
  const all = matches(query);

  beforeEach(() => context.viewer.open());

  it("are gone through with Enter, F3 and Ctrl+G, and back with Shift, each painted, in sight and announced", async () => {
    const { viewer } = context;
    await viewer.run(() => viewer().addEventListener("banmian-find", ({ detail: { query, count, index } }) => (window.found = [query, count, index])));
    await search(viewer, query);
    await counted(viewer, all);
    await isAt(viewer, query, 1, all);
    await viewer.becomes(painted, Array(all).fill(query), "bm-hit", "bm-now");
    for (const [keys, index] of [[["ENTER"], 2], [["F3"], 3], [["SHIFT", "ENTER"], 2], [["CONTROL", "g"], 3]]) {
      await viewer.press(...keys);
      await isAt(viewer, query, index, all);
    }
    await viewer.becomes(() => window.found, [query, all, 2]);
  });

  it("are listed by their stories, where the down key leads and Enter goes to one", async () => {
    const { viewer } = context;
    await search(viewer, query);
    await counted(viewer, all);
    const stories = await viewer.run(() => viewer().shadowRoot.querySelectorAll("[part=hits] [role=group]").length);
    assert(stories > 1, `hits are listed in ${stories} stories`);
    await viewer.press("ENTER");
    await isAt(viewer, query, 2, all);
    await viewer.press("ARROW_DOWN");
    await viewer.focused("[data-hit='1']");
    await viewer.press("END");
    await viewer.focused(`[data-hit='${all - 1}']`);
    await viewer.press("ENTER");
    await isAt(viewer, query, all, all);
  });

  it("are listed around the current one, wherever that is among many, and the others as the reader goes to them", async () => {
    const { viewer } = context;
    const [pages, hits] = [30, 40];
    const texts = Array.from({ length: pages }, (_, i) => `渡口第${i + 1}日\n\n本报讯 ${"昨日,渡船照常往来。".repeat(hits)}\n`);
    await viewer.run((texts) => viewer().open(texts.map((text, i) => new File([text], `${i + 1}.txt`))), texts);
    await viewer.until((count) => viewer().state === "ready" && viewer().pages.length === count && viewer().pages.every(({ page }) => page), pages);
    await viewer.run((last) => viewer().turn(last), pages - 1);
    await search(viewer, "渡船");
    await counted(viewer, pages * hits);
    const first = (pages - 1) * hits;
    const listed = () => viewer.run(() => {
      const options = [...viewer().shadowRoot.querySelectorAll("[part=hits] [role=option]")];
      const numbers = options.map(({ dataset }) => Number(dataset.hit));
      const top = viewer().shadowRoot.querySelector("[part=hits] [role=listbox]").getBoundingClientRect().top;
      return { from: numbers[0], count: numbers.length, isRow: numbers.every((hit, i) => hit === numbers[0] + i), selected: options.filter((option) => option.ariaSelected === "true").map(({ dataset }) => Number(dataset.hit)), atTop: numbers[options.findIndex((option) => option.getBoundingClientRect().bottom > top + 1)] };
    });
    const { from, count, isRow, selected } = await listed();
    assert.deepEqual([selected, isRow], [[first], true]);
    assert(from > 0 && from < first && count < 200, `${count} hits are listed from ${from}`);

    await viewer.run(() => void (viewer().shadowRoot.querySelector("[part=hits] [role=listbox]").scrollTop = 0));
    await viewer.until((from) => Number(viewer().shadowRoot.querySelector("[part=hits] [role=option]").dataset.hit) < from, from);
    const above = await listed();
    assert(above.isRow && Math.abs(above.atTop - from) <= 1, `hit ${above.atTop} is where ${from} was`);

    await viewer.press("ARROW_DOWN");
    await viewer.focused(`[data-hit='${first}']`);
    for (const [key, hit] of [["HOME", 0], ["END", pages * hits - 1], ["PAGE_UP", pages * hits - 11]]) {
      await viewer.press(key);
      await viewer.focused(`[data-hit='${hit}']`);
      assert((await listed()).isRow);
    }
  });

  it("are listed below all that the bar has and says, in the window and with the page below them", async () => {
    const { viewer } = context;
    await viewer.run(() => viewer().open(new File([viewer().text], "own.txt")));
    for (const width of [360, 1200]) {
      await viewer.resize(width, 800);
      await search(viewer, query);
      await counted(viewer, all);
      await viewer.press("ARROW_DOWN");
      await viewer.focused("[data-hit='0']");
      const seen = await viewer.run(() => {
        const root = viewer().shadowRoot;
        const hits = root.querySelector("[part=hits]").getBoundingClientRect();
        const controls = [...root.querySelectorAll("[role=toolbar] button, [part=find] :is(button, input, output)")].filter((node) => node.getClientRects().length > 0 && !node.closest("[part=hits]"));
        const covered = controls.filter((node) => {
          const { left, top, width, height } = node.getBoundingClientRect();
          return root.elementFromPoint(left + width / 2, top + height / 2)?.closest("[part=hits]");
        });
        return { controls: controls.length, covered: covered.map((node) => node.outerHTML.slice(0, 60)), inside: hits.left >= 0 && hits.right <= innerWidth && hits.bottom <= innerHeight };
      });
      assert(seen.controls > 10, `${seen.controls} controls`);
      assert.deepEqual([seen.covered, seen.inside], [[], true], `at ${width} px`);
      await viewer.press("ESCAPE");
    }
  });

  it("may be those in headlines only", async () => {
    const { viewer } = context;
    await search(viewer, query);
    await counted(viewer, all);
    await viewer.choose("[part=find] select", "headlines");
    await counted(viewer, matches(query, ({ role }) => ["kicker", "headline", "deck", "subhead"].includes(role)));
    await viewer.choose("[part=find] select", "");
    await counted(viewer, all);
  });

  it("are painted no more when Escape closes the bar, which gives the focus back", async () => {
    const { viewer } = context;
    await viewer.pressToFocus("TAB", "[role=toolbar]");
    await search(viewer, query);
    await counted(viewer, all);
    await viewer.press("ARROW_DOWN");
    await viewer.focused("[data-hit]");
    await viewer.press("/");
    await viewer.focused("[part=find] input");
    await viewer.press("ESCAPE");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=find]").hidden);
    await viewer.focused("[role=toolbar]");
    await viewer.becomes(painted, [], "bm-now", "bm-hit");
  });

  it("are painted on both sides where the source is beside the reading", async () => {
    const { viewer } = context;
    await (await viewer.button("source")).click();
    await viewer.clickPart("[data-act=find]");
    await (await viewer.part("[part=find] input")).sendKeys(query);
    await counted(viewer, all);
    await viewer.press("ENTER");
    await isAt(viewer, query, 2, all);
    await viewer.becomes(sides, 2);
  });

  it("in another story open it, and the find bar keeps the focus", async () => {
    const { viewer } = context;
    const [{ id }] = page.articles;
    await viewer.show("story", id);
    await viewer.focused("article[data-current]");
    await search(viewer, query);
    await counted(viewer, all);
    for (let times = 0; times < all && (await viewer.run(() => viewer().story)) === id; times += 1) {
      const before = await viewer.run(bar);
      await viewer.press("ENTER");
      await viewer.until((before) => viewer().shadowRoot.querySelector("[part=find] output").textContent !== before, before);
    }
    await viewer.until((id) => viewer().view === "story" && viewer().story !== id, id);
    await viewer.focused("[part=find]");
  });

  it("are those of all pages of an edition, and lead to their pages", async () => {
    const { viewer } = context;
    await openEdition(viewer);
    await search(viewer, "浮桥");
    await counted(viewer, 2);
    await isAt(viewer, "浮桥", 1, 2);
    await viewer.press("ENTER");
    await isAt(viewer, "浮橋", 2, 2);
    assert.equal(await viewer.run(() => viewer().index), 2, "the hit's page is shown");
    await viewer.press("ENTER");
    await isAt(viewer, "浮桥", 1, 2);
    assert.equal(await viewer.run(() => viewer().index), 0);
  });

  it("are where a link on another page of the edition leads", async () => {
    const { viewer } = context;
    await openEdition(viewer);
    await viewer.run(() => (location.hash = `#p3/a9.9~${encodeURIComponent("浮橋下月動工")}`));
    await viewer.until(() => viewer().index === 2 && document.activeElement.textContent.includes("浮橋下月動工") && document.activeElement !== document.body);
  });
});

const bar = () => viewer().shadowRoot.querySelector("[part=find] output").textContent;

const openEdition = async (viewer) => {
  await viewer.run((texts) => viewer().open(texts.map((text, i) => new File([text], `${i + 1}.txt`))), EDITION);
  await viewer.until(() => viewer().pages.length === 3 && viewer().pages.every(({ page }) => page) && viewer().state === "ready");
};

// How often a query stands in the blocks of the page, as the native parser has them.
function matches(query, among = () => true) {
  return blocksOf(page).filter(among).reduce((sum, { text }) => sum + text.split(query).length - 1, 0);
}

// Two characters that stand in the first story and in others, in a headline, and more than three times.
function common() {
  const stories = page.articles.map((article) => blocksInOrder(article).map(({ text }) => `${text}\n`).join(""));
  const text = stories.join("");
  const pairs = Array.from(text, (_, i) => text.slice(i, i + 2)).filter((pair) => /^[\u4e00-\u9ffe]{2}$/.test(pair));
  const found = pairs.find((pair) => {
    const titles = matches(pair, ({ role }) => ["kicker", "headline", "deck"].includes(role));
    const all = matches(pair);
    return titles > 0 && stories[0].includes(pair) && stories.filter((story) => story.includes(pair)).length > 1 && all >= 4 && all < 40;
  });
  assert(found, "no words are common to stories");
  return found;
}
