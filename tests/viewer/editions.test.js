// Several pages are read as an edition, whatever they are opened from.

import assert from "node:assert/strict";
import { join } from "node:path";
import { Select } from "selenium-webdriver";
import { FRONT, PICTURE, SECOND, THIRD, writeEdition } from "../harness/editions.js";
import { writeFiles } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";

const THREE = ["1.txt", "2.txt", "10.txt"];

suite("An edition", { inOne: true }, (context) => {
  // Opens files of the edition's folder, in which `files` are written first.
  const pick = async (names, files = {}) => {
    const { viewer, folder } = context;
    await viewer.open();
    const edition = writeFiles(writeEdition(folder), files);
    await viewer.pick(...names.map((name) => join(edition, name)));
    await viewer.shows(FRONT, 0);
  };
  const names = () => context.viewer.run(() => viewer().pages.map(({ name }) => name));
  const allRead = (count) => context.viewer.until((count) => viewer().pages.length === count && viewer().pages.every(({ page, text }) => page && text), count);

  it("has its files in the order of their numbers, each in the encoding it is in", async () => {
    const { viewer } = context;
    await pick(["10.txt", "2.txt", "1.txt"]);
    await allRead(3);
    assert.deepEqual(await names(), THREE);
    await viewer.clickPart("[part=pages] [data-turn='1']");
    await viewer.shows(SECOND, 1);
    assert.equal(await viewer.run(() => viewer().page.source.encoding), "gb18030");
  });

  it("is turned by button and by list, with the place in the address, and back by the browser", async () => {
    const { viewer } = context;
    await pick(THREE);
    await viewer.clickPart("[part=pages] [data-turn='1']");
    await viewer.shows(SECOND, 1);
    assert.deepEqual(await viewer.run(() => [location.hash, document.querySelectorAll("#a1").length]), ["#p2/page", 1]);
    await new Select(await viewer.part("[part=pages] select")).selectByIndex(2);
    await viewer.shows(THIRD, 2);
    await viewer.driver.navigate().back();
    await viewer.shows(SECOND, 1);
  });

  it("shows in no frame a page at the place where the page before was read", async () => {
    const { viewer, folder } = context;
    const [first, second] = [FRONT, SECOND].map((text) => `${text}\n${"读者在门前排起长队,孩子们最先走了进去。\n\n".repeat(200)}`);
    const edition = writeFiles(writeEdition(folder), { "1.txt": first, "2.txt": second });
    await viewer.open();
    await viewer.pick(...["1.txt", "2.txt"].map((name) => join(edition, name)));
    await viewer.shows(first, 0);
    const places = await viewer.run(async () => {
      window.scrollTo({ top: 3000, behavior: "instant" });
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      await frame();
      const headline = () => document.querySelector(".bm-page article h2").textContent;
      const before = headline();
      const places = [];
      // hears of each frame when all scripts have had their turn, and nothing is painted yet
      const probe = document.body.appendChild(document.createElement("div"));
      new ResizeObserver(() => places.push(`${headline() === before ? "first" : "second"} page, ${scrollY > 1000 ? "further down" : "at its beginning"}`)).observe(probe);
      let isTurning = true;
      for (let width = 1; isTurning || width < 20; width++) {
        probe.style.inlineSize = `${width}px`;
        await frame();
        if (width === 2) viewer().turn(1).then(() => (isTurning = false));
      }
      return [...new Set(places)];
    });
    assert.deepEqual(places, ["first page, further down", "second page, at its beginning"]);
  });

  it("is shown where its reader wished to be last, however quickly one wish follows another", async () => {
    const { viewer } = context;
    await pick(THREE);
    await allRead(3);
    const goes = (...wishes) => viewer.run(async (wishes) => {
      const element = viewer();
      element.removeAttribute("hash");
      await element.show("page", null, 0);
      const begun = [];
      for (const [when, ...place] of wishes) {
        // what was wished before has come, and is not painted yet
        if (when === "loaded") await new Promise((done) => element.addEventListener("banmian-load", done, { once: true }));
        begun.push(element.show(...place));
      }
      await Promise.all(begun);
      await element.settled;
      const { view, index, story } = element;
      return [view, index, story, element.querySelector("article[data-current]")?.dataset.article ?? null];
    }, wishes);
    assert.deepEqual(await goes(["now", "page", null, 1], ["now", "list"]), ["list", 1, null, null]);
    assert.deepEqual(await goes(["now", "page", null, 1], ["loaded", "list"]), ["list", 1, null, null]);
    assert.deepEqual(await goes(["now", "page", null, 1], ["loaded", "story", "a1"]), ["story", 1, "a1", "a1"]);
    assert.deepEqual(await goes(["now", "page", null, 1], ["now", "page", null, 0]), ["page", 0, null, null]);
    assert.deepEqual(await goes(["now", "page", null, 1], ["now", "page", null, 2], ["loaded", "list"]), ["list", 2, null, null]);
  });

  it("is turned on by two pages where that is asked for twice, before the next one has come", async () => {
    const { viewer } = context;
    await pick(THREE);
    await allRead(3);
    const index = (key, by) => viewer.run(async (key, by) => {
      viewer().removeAttribute("hash");
      const press = () => viewer().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
      const click = () => viewer().shadowRoot.querySelector(`[data-turn='${by}']`).click();
      for (const ask of key ? [press, press] : [click, click]) ask();
      await viewer().settled;
      return viewer().index;
    }, key, by);
    assert.deepEqual([await index("]", 1), await index("[", -1), await index(null, 1), await index(null, -1)], [2, 0, 2, 0]);
  });

  it("has the focus on the other button of its strip where the one that was pressed leads no further", async () => {
    const { viewer } = context;
    await pick(["1.txt", "10.txt"]);
    for (const [by, text, index] of [["1", THIRD, 1], ["-1", FRONT, 0]]) {
      await viewer.run((by) => viewer().shadowRoot.querySelector(`[data-turn='${by}']`).focus(), by);
      await viewer.press("ENTER");
      await viewer.shows(text, index);
      await viewer.becomes(() => viewer().shadowRoot.activeElement?.dataset.turn, String(-by));
    }
  });

  it("is read with the language pack that its reader chooses, or the one that fits", async () => {
    const { viewer } = context;
    await pick(THREE);
    for (const [chosen, language] of [["en", "en"], ["", "zh-Hans"]]) {
      await viewer.choose("[part=language] select", chosen);
      await viewer.until((language) => viewer().state === "ready" && viewer().page.source.language === language, language);
    }
  });

  it("says which file is no text and what it is, shows what is in it, and reads on", async () => {
    const { viewer } = context;
    await pick(["1.txt", "3.txt"], { "3.txt": PICTURE });
    await viewer.clickPart("[part=pages] [data-turn='1']");
    await viewer.until(() => viewer().state === "error");
    const notice = await (await viewer.part("[part=notice]")).getText();
    assert.match(notice, /3\.txt.*not text but a PNG/s);
    assert.match(await (await viewer.seen(".bm-original")).getText(), /broken off/);
    await viewer.clickPart("[part=pages] [data-turn='-1']");
    await viewer.shows(FRONT, 0);
    assert(!(await (await viewer.part("[part=notice]")).isDisplayed()), "the message stays");
  });

  it("is made of one text whose pages end in form feeds", async () => {
    const { viewer } = context;
    await pick(["fed.txt"], { "fed.txt": `${FRONT}\f${FRONT}\f` });
    assert.deepEqual(await names(), ["fed · 1", "fed · 2"]);
    await viewer.run(() => void viewer().turn(1));
    await viewer.shows(FRONT, 1);
  });

  it("leaves no more measurements in the browser, however often its pages are turned", async () => {
    const { viewer } = context;
    await pick(["fed.txt"], { "fed.txt": `${FRONT}\f${SECOND}\f` });
    await allRead(2);
    const measured = await viewer.run(async () => {
      for (let turns = 1; turns <= 10; turns += 1) await viewer().turn(turns % 2);
      return performance.getEntriesByType("measure").length;
    });
    assert(measured <= 1, `${measured} measurements`);
  });

  it("is made as a manifest lists it, with title and date", async () => {
    const { viewer } = context;
    const pages = [{ name: "A1", src: "1.txt" }, { name: "A2", text: "学校操场翻新\n\n本报讯 操场昨日完工。" }, "2.txt"];
    await pick(["edition.json", "1.txt", "2.txt"], { "edition.json": JSON.stringify({ title: "河湾报", date: "2026-11-26", pages }) });
    await allRead(3);
    assert.deepEqual(await names(), ["A1", "A2", "2.txt"]);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=pages] > span").textContent), "河湾报 · 2026-11-26");
  });
});
