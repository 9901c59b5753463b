// A paragraph's link is copied, and leads back to it when numbers and words have changed.

import assert from "node:assert/strict";
import { before, it, suite } from "../harness/suite.js";

const PARAGRAPH = ".bm-page article:not([data-article=a1]) p[data-role=paragraph]";
// Each percent sign begins a byte, three of them a character.
const CHARACTER = 9;
const OTHER = encodeURIComponent("龘");

suite("A link to a paragraph", {}, (context) => {
  let link;
  let start;

  // copies the link with the pointer
  before(async () => {
    const { viewer } = context;
    await viewer.open();
    start = await viewer.run((paragraph) => {
      const node = document.querySelector(paragraph);
      node.scrollIntoView({ block: "center", behavior: "instant" });
      return Number(node.dataset.start ?? node.querySelector("[data-start]").dataset.start);
    }, PARAGRAPH);
    await viewer.point(await viewer.run((paragraph) => {
      const { left, top } = document.querySelector(paragraph).getClientRects()[0];
      return [left + 30, top + 10];
    }, PARAGRAPH));
    const place = await viewer.until((paragraph) => {
      const { left, top, width, height } = viewer().shadowRoot.querySelector("[part=anchor]").getBoundingClientRect();
      const box = document.querySelector(paragraph).getBoundingClientRect();
      return width > 0 && top >= box.top - 40 && top <= box.bottom ? [left + width / 2, top + height / 2] : null;
    }, PARAGRAPH);
    await viewer.point(place, 1);
    await viewer.until(isCopied);
    link = await viewer.clipboard();
  });

  const parts = () => {
    const [, page, place, quote] = /^([^#]*)#([^~]*)~(.+)$/.exec(link) ?? assert.fail(`${link} is no link`);
    return { page, place, quote };
  };

  it("is copied with the control beside it, and names its story and its words", () => {
    const { place } = parts();
    assert.match(place, /^a\d/);
    assert(!place.startsWith("a1."), `it leads to ${place}`);
  });

  for (const [title, hash] of [
    ["as it was copied", ({ place, quote }) => `${place}~${quote}`],
    ["with the numbers of another reading", ({ quote }) => `a1.1~${quote}`],
    ["with a story that is no longer there", ({ quote }) => `a99.7~${quote}`],
    ["with a character that was corrected", ({ place, quote }) => `${place}~${quote.slice(0, -CHARACTER)}${OTHER}`],
  ]) {
    it(`leads to it ${title}, in sight, marked and with the focus`, async () => {
      const { viewer } = context;
      await viewer.driver.get("about:blank");
      await viewer.open(`${parts().page}#${hash(parts())}`);
      await viewer.becomes(() => {
        const node = document.activeElement;
        const { top } = node.getBoundingClientRect();
        const start = Number(node.dataset.start ?? node.querySelector("[data-start]")?.dataset.start);
        return { view: viewer().view, start, marked: node.matches("[data-linked]"), inSight: top >= 0 && top < innerHeight };
      }, { view: "story", start, marked: true, inSight: true });
    });
  }

  it("says that its words are not on the page where they are not, and opens no other story", async () => {
    const { viewer } = context;
    await viewer.driver.get("about:blank");
    await viewer.open(`${parts().page}#${parts().place}~${OTHER.repeat(6)}`);
    await viewer.until((words) => {
      const notice = viewer().shadowRoot.querySelector("[part=notice]");
      return !notice.hidden && notice.textContent.includes(words) && viewer().view === "page";
    }, decodeURIComponent(OTHER.repeat(6)));
  });

  it("leaves whoever has gone elsewhere before it led there where they are", async () => {
    const { viewer } = context;
    await viewer.driver.get("about:blank");
    await viewer.open();
    const shown = await viewer.run(async (hash) => {
      location.hash = hash;
      await new Promise((done) => addEventListener("hashchange", done, { once: true }));
      await viewer().show("page");
      await viewer().settled;
      await new Promise((done) => setTimeout(done, 500));
      return viewer().view;
    }, `${parts().place}~${parts().quote}`);
    assert.equal(shown, "page");
  });

  it("is copied with the keyboard: Tab reaches one control, the arrow keys take it from block to block", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.pressToFocus("TAB", "[part=anchor]");
    await viewer.press("HOME");
    const first = await viewer.run(label);
    assert.notEqual(first, "");
    await viewer.press("ARROW_DOWN");
    await viewer.until((first) => viewer().shadowRoot.querySelector("[part=anchor]").getAttribute("aria-label") !== first, first);
    await viewer.press("ENTER");
    await viewer.until(isCopied);
    assert.match(await viewer.clipboard(), /#.+~/);
  });

  it("has a sign that stands on no character, however narrow the viewer is", async () => {
    const { viewer } = context;
    await viewer.open();
    // it comes when the reader first points at something
    await viewer.run(() => viewer().querySelector("article").dispatchEvent(new PointerEvent("pointerover", { bubbles: true })));
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=anchor]"));
    for (const width of [320, 360, 820]) {
      for (const view of ["page", "story"]) {
        await viewer.show(view, view === "story" ? "a1" : null);
        const { count, covered } = await viewer.run(signs, width);
        assert(count > 5, `${count} signs at ${width} px`);
        assert.deepEqual(covered, [], `${view} at ${width} px`);
      }
    }
  });

  it("of a selection leads to all of it, over several paragraphs, by an address that stays short", async () => {
    const { viewer } = context;
    await viewer.open();
    const story = await viewer.run(() => [...document.querySelectorAll("article")].find((node) => node.querySelectorAll("p[data-role=paragraph]").length > 2).dataset.article);
    await viewer.show("story", story);
    const words = await viewer.run(() => {
      const pieces = [...document.querySelectorAll("article[data-current] p[data-role=paragraph]")].slice(0, 3).map((node) => node.querySelector("[data-start]") ?? node);
      const text = (node) => document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
      getSelection().setBaseAndExtent(text(pieces[0]), 3, text(pieces[2]), 9);
      return getSelection().toString();
    });
    await viewer.until(() => !viewer().shadowRoot.querySelector("[part=selection]").hidden);
    await viewer.clickPart("[data-act='copy.link']");
    await viewer.until(() => viewer().shadowRoot.querySelector("[data-act='copy.link'][data-done]") !== null);
    const copied = await viewer.clipboard();
    const quoted = decodeURIComponent(copied.slice(copied.indexOf("~")));
    assert(quoted.length < 60 && words.length > 100, `${words.length} characters are quoted by ${quoted}`);
    await viewer.driver.get("about:blank");
    await viewer.open(copied);
    const marked = () => [...(CSS.highlights.get("bm-linked") ?? [])].map(String).join("").replace(/\s/g, "");
    await viewer.becomes(marked, words.replace(/\s/g, ""));
    await viewer.driver.get("about:blank");
    await viewer.open(copied.slice(0, copied.lastIndexOf("~")));
    await viewer.becomes(marked, words.slice(0, 16));
  });
});

const isCopied = () => viewer().shadowRoot.querySelector("[part=anchor]").matches("[data-done]");

// Where the sign stands beside each block in a document as wide, and the blocks whose sign meets letters.
const signs = (width) => {
  document.body.style.width = `${width}px`;
  const blocks = [...viewer().querySelectorAll(".bm-page [data-role]")].filter((node) => node.checkVisibility());
  const range = document.createRange();
  const lines = blocks.flatMap((block) => {
    range.selectNodeContents(block);
    return [...range.getClientRects()];
  });
  const button = viewer().shadowRoot.querySelector("[part=anchor]");
  const covered = blocks.filter((block) => {
    block.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, composed: true }));
    const box = button.getBoundingClientRect();
    const style = getComputedStyle(button);
    const glyph = { left: box.left + parseFloat(style.paddingInlineStart) + 1, right: box.right - 1, top: box.top + 5, bottom: box.bottom - 5 };
    return lines.some(({ left, right, top, bottom }) => Math.min(right, glyph.right) - Math.max(left, glyph.left) > 1 && Math.min(bottom, glyph.bottom) - Math.max(top, glyph.top) > 1);
  });
  document.body.style.width = "";
  return { count: blocks.length, covered: covered.slice(0, 3).map((block) => block.textContent.slice(0, 20)) };
};

const label = () => viewer().shadowRoot.querySelector("[part=anchor]").getAttribute("aria-label");
