// What a script asks of the viewer stands when the promise it is given resolves.

import assert from "node:assert/strict";
import { it, suite } from "../harness/suite.js";

const TEXT = "市图书馆新馆昨日开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n\n老街修缮完工\n\n本报讯 历时两年,城南老街的修缮昨日完工,沿街店铺陆续开门迎客。\n";

suite("What a script asks for", {}, (context) => {
  it("is shown when `show` resolves, in the document's address as well", async () => {
    const { viewer } = context;
    await viewer.open();
    const shown = await viewer.run(async () => {
      const out = [];
      for (const [view, story] of [["story", "a2"], ["source", "a1"], ["list", null], ["page", null]]) {
        await viewer().show(view, story);
        out.push([viewer().view, viewer().story, location.hash, document.querySelector("article[data-current]")?.id ?? null]);
      }
      return out;
    });
    assert.deepEqual(shown, [["story", "a2", "#a2", "a2"], ["source", "a1", "#source/a1", "a1"], ["list", null, "#list", null], ["page", null, "#page", null]]);
  });

  it("is shown when `open` and `turn` resolve, the last of several alone", async () => {
    const { viewer } = context;
    await viewer.open();
    const shown = await viewer.run(async (text) => {
      const state = () => [viewer().index, viewer().text === text, viewer().state, document.querySelectorAll(".bm-page").length];
      await viewer().open(["第一页\n\n这是第一页的文字。\n", { name: "2.txt", text }]);
      const opened = state();
      await Promise.all([viewer().turn(1), viewer().turn(0), viewer().turn(1)]);
      return [opened, state()];
    }, TEXT);
    assert.deepEqual(shown, [[0, false, "ready", 1], [1, true, "ready", 1]]);
  });

  it("as soon as a page is loaded is shown, not where the page would begin", async () => {
    const { viewer } = context;
    await viewer.open();
    const shown = await viewer.run(async (text) => {
      const out = [];
      for (const story of ["a1", "a2"]) {
        await viewer().show("story", "a2");
        viewer().addEventListener("banmian-load", () => viewer().show("story", story), { once: true });
        await viewer().open({ name: "1.txt", text });
        await viewer().settled;
        out.push([viewer().view, viewer().story, location.hash, document.querySelector("article[data-current]")?.id]);
      }
      await viewer().open({ name: "2.txt", text });
      return [...out, [viewer().view, location.hash]];
    }, TEXT);
    assert.deepEqual(shown, [["story", "a1", "#a1", "a1"], ["story", "a2", "#a2", "a2"], ["page", "#page"]]);
  });

  it("by attributes is taken together, whatever their order, and stands when `settled` resolves", async () => {
    const { viewer } = context;
    await viewer.open();
    const shown = await viewer.run(async () => {
      viewer().setAttribute("view", "story");
      viewer().setAttribute("story", "a2");
      await viewer().settled;
      const story = [viewer().view, viewer().story, document.querySelector("article[data-current]")?.id];
      viewer().correcting = true;
      await viewer().settled;
      return [story, viewer().view, document.querySelector(".bm-page .bm-grip") !== null];
    });
    assert.deepEqual(shown, [["story", "a2", "a2"], "source", true]);
  });

  it("of the characters is shown when `settled` resolves, the last wish alone", async () => {
    const { viewer } = context;
    await viewer.open();
    const shown = await viewer.run(async (text) => {
      await viewer().open({ name: "1.txt", text });
      const shown = () => document.querySelector(".bm-page").textContent.includes("圖書館");
      viewer().script = "hant";
      await viewer().settled;
      const traditional = shown();
      viewer().script = "hans";
      await Promise.resolve();
      viewer().script = "hant";
      await Promise.resolve();
      viewer().script = "source";
      await viewer().settled;
      return [traditional, shown(), document.querySelector(".bm-page").lang];
    }, TEXT);
    assert.deepEqual(shown, [true, false, "zh-Hans"]);
  });
});
