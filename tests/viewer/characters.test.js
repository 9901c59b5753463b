// The other characters, full-width punctuation and vertical lines: what is shown of a text that
// is written otherwise.

import assert from "node:assert/strict";
import { before, it, suite } from "../harness/suite.js";

const HANS = "他的头发花白,理发店也发来贺信。\n\n这表明了(图书馆)的发展:皇后在家里吃面,价格是1,000.5元. \"好\"他说.";

// What is promised, the settings, a text, and what is shown of it. Two digits that stand upright
// together are in brackets.
const CASES = [
  [
    "characters that were merged are told apart by their words", { script: "hant", punctuation: "source" }, HANS,
    "他的頭髮花白,理髮店也發來賀信。這表明了(圖書館)的發展:皇后在家裡吃麵,價格是1,000.5元. \"好\"他說.",
  ],
  [
    "punctuation is full-width beside Chinese characters, and as it was in figures", {}, HANS,
    "他的头发花白，理发店也发来贺信。这表明了（图书馆）的发展：皇后在家里吃面，价格是1,000.5元。 “好”他说。",
  ],
  [
    "quotation marks are corner brackets in traditional characters, and apostrophes are none", { script: "hant" }, "“好”他说:“他说‘好’。”图书馆在O’Neil路.",
    "「好」他說：「他說『好』。」圖書館在O’Neil路。",
  ],
  ["a traditional text is shown in simplified characters", { script: "hans" }, "這表明頭髮與發展,皇后在後。", "这表明头发与发展，皇后在后。"],
  [
    "vertical lines have corner brackets, full-width digits, and two digits in one place", { writing: "vertical" },
    "“图书馆”2026年5月12日开馆,共3.5万册,APEC在A座。", "『图书馆』２０２６年５月[12]日开馆，共3.5万册，APEC在Ａ座。",
  ],
];

suite("The characters shown", { inOne: true }, (context) => {
  before(() => context.viewer.open());

  for (const [title, settings, text, wanted] of CASES) {
    it(title, async () => {
      const { viewer } = context;
      await show(viewer, settings, text);
      await viewer.becomes(shown, wanted);
    });
  }

  it("an English text stays as it is", async () => {
    const { viewer } = context;
    const text = "Hello, world (again): no Chinese here.";
    // a Chinese text that comes after it is changed: before that, so would it be
    await show(viewer, { script: "hant", punctuation: "full" }, text, HANS);
    await viewer.until(() => document.querySelectorAll(".case .bm-page")[1].textContent.includes("圖書館）"));
    assert.equal(await viewer.run(shown), text);
  });

  it("are traditional where that is chosen, a piece as long as it was; the source stays, and the page comes back as it was", async () => {
    const { viewer } = context;
    await viewer.open();
    const before = await viewer.run(() => document.querySelector(".bm-page").textContent);
    await viewer.clickPart("[data-act=type]");
    await viewer.clickPart("[part=type] [data-value=hant]");
    await viewer.until(() => document.querySelector(".bm-page").lang === "zh-Hant");
    await viewer.until(differing, 50);
    const lengths = await viewer.run(() =>
      [...document.querySelectorAll(".bm-page [data-start]")].filter(({ textContent, dataset: { start, end } }) => textContent.length !== end - start).map(({ textContent }) => textContent),
    );
    assert.deepEqual(lengths, [], "they have another length");

    await viewer.show("source");
    assert.deepEqual(
      await viewer.run(() => [[...viewer().querySelectorAll(".bm-source .bm-line")].map(({ textContent }) => textContent).join("\n") === viewer().text, viewer().querySelector(".bm-source").lang]),
      [true, "zh-Hans"],
    );
    await viewer.show("page");
    await viewer.clickPart("[part=type] [data-value=source]");
    await viewer.becomes(() => document.querySelector(".bm-page").textContent, before);
    await viewer.run(() => void (viewer().punctuation = "source"));
    await viewer.until(() => !viewer().querySelector(".bm-page").textContent.includes("，"));
    assert.equal(await viewer.run(differing, 0), false, "the source's own punctuation");
    await viewer.run(() => localStorage.clear());
  });
});

// Viewers with these settings, of a text each, instead of those before.
const show = (viewer, settings, ...texts) =>
  viewer.run(async (settings, texts) => {
    document.querySelectorAll(".case").forEach((element) => element.remove());
    for (const text of texts) {
      const element = Object.assign(document.createElement("banmian-viewer"), { className: "case" });
      for (const [name, value] of Object.entries(settings)) element.setAttribute(name, value);
      document.body.append(element);
      element.text = text;
      await element.ready;
    }
  }, settings, texts);

// What the first of them shows.
const shown = () => {
  const words = (piece) => {
    const copy = piece.cloneNode(true);
    for (const upright of copy.querySelectorAll(".bm-upright")) upright.replaceWith(`[${upright.textContent}]`);
    return copy.textContent;
  };
  const pieces = [...document.querySelector(".case").querySelectorAll(".bm-page [data-start]")];
  return pieces.sort((a, b) => a.dataset.start - b.dataset.start).map(words).join("");
};

// Whether more pieces than this are shown in other characters than the text's.
const differing = (most) => {
  const { text } = viewer();
  const pieces = [...viewer().querySelectorAll(".bm-page [data-start]")];
  return pieces.filter(({ textContent, dataset: { start, end } }) => textContent !== text.slice(start, end)).length > most;
};
