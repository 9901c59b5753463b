// A page says what has been corrected in it by hand, when, and who signed for it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { assertNoViolations } from "../harness/axe.js";
import { choose, control, hasEdits, startCorrecting } from "../harness/correcting.js";
import { anchor, corrections } from "../harness/corrections.js";
import { banmian } from "../harness/programs.js";
import { writeFiles } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";
import { variant, writeDocument } from "../harness/variants.js";

const TEXT = "渡口昨日复航\n\n本报讯 停航三年的城南渡口昨日复航,首班船载客六十人,两岸居民过江只要十分钟。\n\n菜价连降三周\n\n本报讯 市内二十个农贸市场的蔬菜均价连降三周,黄瓜、番茄降幅最大。\n";

// Before all else in the page: it is always the same moment.
const stopTheClock = () => (Date.now = () => Date.UTC(2031, 10, 18, 12, 5, 9));

suite("What was corrected by hand", { inOne: true }, (context) => {
  const foot = () => context.viewer.run(() => {
    const node = document.querySelector(".bm-provenance");
    return node && {
      summary: node.querySelector("summary").textContent,
      items: [...node.querySelectorAll("li")].map((item) => item.textContent),
      times: [...node.querySelectorAll("time")].map(({ dateTime, textContent }) => [dateTime, textContent]),
      names: [...node.querySelectorAll("cite")].map(({ textContent }) => textContent),
      isOpen: node.open,
    };
  });

  // Opens the page, and the panel in which it is corrected.
  const open = async () => {
    const { viewer, folder } = context;
    await viewer.open(variant(folder, "clock", stopTheClock));
    await viewer.run(() => (viewer().lang = "en"));
    writeFiles(folder, { "ferry.txt": TEXT });
    await viewer.pick(join(folder, "ferry.txt"));
    await viewer.shows(TEXT, 0);
    await startCorrecting(viewer);
  };

  // Opens the page and confirms a piece of each story, at a time that is known, signed where there is a name.
  const correct = async (name) => {
    const { viewer } = context;
    await open();
    await viewer.run(() => localStorage.clear());
    await open();
    if (name !== undefined) {
      const field = await viewer.part("[part=correct] .sign input");
      await viewer.run(() => viewer().shadowRoot.querySelector(".sign").scrollIntoView());
      await field.clear();
      await field.sendKeys(name, "\t");
    }
    for (const [n, start] of ["渡口昨日", "菜价连降"].entries()) {
      await choose(viewer, start);
      await (await control(viewer, "confirm")).click();
      await hasEdits(viewer, n + 1);
    }
  };

  it("is said at the foot of the page, with when and by whom, and each entry leads to its place", async () => {
    const { viewer } = context;
    await correct("陈一");
    assert.deepEqual(await viewer.run(() => viewer().edits.edits.map(({ provenance }) => provenance)), Array.from({ length: 2 }, () => ({ at: "2031-11-18T12:05:09Z", by: "陈一" })));
    await viewer.show("page");
    await viewer.until(() => document.querySelector(".bm-provenance"));
    const { summary, items, times, names, isOpen } = await foot();
    assert.deepEqual([summary, items.length, isOpen], ["Corrections by hand: 2", 2, false]);
    assert.match(items[0], /“渡口昨日复航” is right/);
    assert.deepEqual(names, ["陈一", "陈一"]);
    assert.equal(times[0][0], "2031-11-18T12:05:09Z");
    assert.match(times[0][1], /Nov(ember)? 1[89], 2031/);

    await viewer.click(".bm-provenance summary");
    await viewer.click(".bm-provenance li:last-child a");
    await viewer.until(() => {
      const { top, bottom } = [...document.querySelectorAll(".bm-page [data-start]")].find(({ textContent }) => textContent.includes("菜价连降")).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    assert.equal(await viewer.run(() => viewer().view), "page");
  });

  it("is counted by story where a story is open, and by piece where one is corrected", async () => {
    const { viewer } = context;
    await correct();
    await viewer.show("story", "a1");
    await viewer.until(() => document.querySelectorAll(".bm-provenance li").length === 1);
    assert.match((await foot()).items[0], /渡口昨日/);
    await viewer.show("page");
    await viewer.until(() => document.querySelectorAll(".bm-provenance li").length === 2);
  });

  it("is said no more when it has been taken back", async () => {
    const { viewer } = context;
    await correct();
    for (const left of [1, 0]) {
      await (await control(viewer, "undo")).click();
      await hasEdits(viewer, left);
    }
    await viewer.show("page");
    await viewer.until(() => document.querySelector(".bm-provenance") === null);
  });

  it("has no name where the reader has given none, and keeps one that was given for the next time", async () => {
    const { viewer } = context;
    await correct();
    assert.deepEqual(await viewer.run(() => viewer().edits.edits[0].provenance), { at: "2031-11-18T12:05:09Z" });
    assert.equal(await viewer.run(() => localStorage.getItem("banmian.signed")), null);
    await correct("陈一");
    assert.equal(await viewer.run(() => localStorage.getItem("banmian.signed")), "陈一");
    await open();
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector(".sign input").value), "陈一");
    await viewer.run(() => localStorage.clear());
  });

  it("stands in a saved file with scripts off, with the times as machines write them, as the command writes it", async () => {
    const { viewer, folder } = context;
    await correct("陈一 <i>");
    const [html, edits] = await viewer.run(async () => [await viewer().html(), JSON.stringify(viewer().edits)]);
    const [text, list] = [join(folder, "ferry.txt"), join(folder, "ferry.edits.json")];
    writeFiles(folder, { "ferry.txt": TEXT, "ferry.edits.json": edits });
    const written = execFileSync(banmian, ["html", text, "--edits", list], { encoding: "utf8" });
    const read = async (html, name) => {
      // without the script nothing but the file itself is shown
      await viewer.driver.get(writeDocument(folder, name, html.replace(/<script type="module"[^]*?<\/script>/, "").replace(/<script data-banmian>[^]*?<\/script>/, "")));
      return viewer.run(() => document.querySelector(".bm-provenance").outerHTML.replaceAll(/&gt;/g, ">"));
    };
    const saved = await read(html, "saved");
    assert.match(saved, /<details class="bm-provenance" lang="zh-Hans"><summary>人工校订：2 处<\/summary>/);
    assert.match(saved, /<a href="#a1">“渡口/);
    assert.match(saved, /<time datetime="2031-11-18T12:05:09Z">2031-11-18T12:05:09Z<\/time> <cite>陈一 &lt;i><\/cite>/);
    assert.equal(await read(written, "written"), saved);
  });

  it("leads in a saved edition to the stories of its own page", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(() => localStorage.clear());
    await viewer.run((text) => viewer().open([{ name: "A1.txt", text }, { name: "A2.txt", text: `${text}\n` }]), TEXT);
    await viewer.run(() => viewer().turn(1));
    await viewer.run((edits) => (viewer().edits = edits), corrections(`${TEXT}\n`, { kind: "correct", at: anchor(TEXT, 0, 2), text: "渡头" }));
    await viewer.until(() => viewer().pages[1].edits);
    const html = await viewer.run(() => viewer().html());
    const [list] = /<details class="bm-provenance"[^]*?<\/details>/.exec(html);
    assert.match(list, /href="#p2-a1"/);
    assert.match(html, /<article id="p2-a1"/);
  });

  it("breaks no rule of accessibility, in light and in dark", async () => {
    const { viewer } = context;
    await correct("陈一");
    await viewer.show("page");
    await viewer.until(() => document.querySelector(".bm-provenance"));
    await viewer.click(".bm-provenance summary");
    await assertNoViolations(viewer, "the corrections of a page");
    await viewer.run(() => (viewer().theme = "dark"));
    await assertNoViolations(viewer, "the corrections of a page, dark", ["color-contrast"]);
    await viewer.run(() => viewer().removeAttribute("theme"));
  });
});
