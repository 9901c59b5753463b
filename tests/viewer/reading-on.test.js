// From one story to the next, over the pages of an edition, as a reader reads on.

import assert from "node:assert/strict";
import { join } from "node:path";
import { assertNoViolations } from "../harness/axe.js";
import { PICTURE } from "../harness/editions.js";
import { page, writeFiles } from "../harness/pages.js";
import { afterEach, it, only, suite } from "../harness/suite.js";

const story = (headline, words, times = 1) => `${headline}\n\n本报讯 ${`${words}。`.repeat(times)}\n`;
const BRIDGE = story("青石桥昨日通车", "昨日上午，青石桥建成通车，两岸往来只要五分钟", 40);
const MARKET = story("河西菜市场搬新址", "本月起，河西菜市场搬到新址，摊位比原来多一倍");
const FERRY = story("最后一班渡船停航", "昨晚九时，最后一班渡船靠岸，渡口从此停航");
const SCHOOL = story("镇中心小学添新楼", "新学期，镇中心小学添了一栋教学楼，可容六百名学生");

suite("Reading on", { inOne: true }, (context) => {
  afterEach(() => context.viewer.run(() => sessionStorage.clear()));

  // An edition: two stories, a page that cannot be read, one without stories, one story, one more.
  const opened = async () => {
    const { viewer, folder } = context;
    await viewer.open(undefined, { width: 1100, height: 700 });
    const edition = writeFiles(join(folder, "reading-on"), { "1.txt": `${BRIDGE}\n${MARKET}`, "2.txt": PICTURE, "3.txt": " \n", "4.txt": FERRY, "5.txt": SCHOOL });
    await viewer.pick(...["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"].map((name) => join(edition, name)));
    await viewer.until(() => viewer().state === "ready" && viewer().pages.length === 5 && viewer().pages[4].page !== null);
    assert.deepEqual(await viewer.run(() => viewer().pages[0].page.articles.map(({ id }) => id)), ["a1", "a2"]);
    return viewer;
  };
  const at = (index, id) => context.viewer.becomes(() => [viewer().view, viewer().index, viewer().story], ["story", index, id]);
  // What the pager offers; its words by what they are.
  const offered = () => Object.fromEntries([...viewer().shadowRoot.querySelectorAll("[part=pager] button")].map((button) => [button.dataset.step, [...button.children].map((node) => `${node.className || node.localName}: ${node.textContent}`)]));

  it("leads from the last story of a page to the first of the next that has one, and back, with a place in the history each", async () => {
    const viewer = await opened();
    await viewer.show("story", "a1");
    await viewer.press("n");
    await at(0, "a2");
    await viewer.press("n");
    await at(3, "a1");
    assert.equal(await viewer.run(() => location.hash), "#p4/a1");
    await viewer.becomes(() => viewer().shadowRoot.querySelector(".place").textContent, "1 / 1");
    for (const [index, id] of [[0, "a2"], [0, "a1"]]) {
      await viewer.driver.navigate().back();
      await at(index, id);
    }
    for (const [index, id] of [[0, "a2"], [3, "a1"]]) {
      await viewer.driver.navigate().forward();
      await at(index, id);
    }
    await viewer.press("n");
    await at(4, "a1");
    await viewer.press("p");
    await at(3, "a1");
    await viewer.press("p");
    await at(0, "a2");
    await viewer.driver.navigate().back();
    await at(3, "a1");
  });

  it("is offered below a story with what the next one says, its page and the first words of its text, and briefly the one before", async () => {
    const viewer = await opened();
    await viewer.run(() => (viewer().lang = "en"));
    await viewer.show("story", "a2");
    await viewer.becomes(offered, {
      1: ["small: Next · Page 4", "strong: 最后一班渡船停航", "lede: 本报讯 昨晚九时，最后一班渡船靠岸，渡口从此停航。"],
      "-1": ["small: Previous", "strong: 青石桥昨日通车"],
    });
    await viewer.clickPart("[part=pager] [data-step='1']");
    await at(3, "a1");
    await viewer.becomes(offered, {
      1: ["small: Next · Page 5", "strong: 镇中心小学添新楼", "lede: 本报讯 新学期，镇中心小学添了一栋教学楼，可容六百名学生。"],
      "-1": ["small: Previous · Page 1", "strong: 河西菜市场搬新址"],
    });
    await viewer.run(() => viewer().removeAttribute("lang"));
  });

  it("goes by the bar's arrows over the pages, which are of no use before the first story of all and after the last", async () => {
    const viewer = await opened();
    const disabled = () => ["previous", "next"].map((act) => viewer().shadowRoot.querySelector(`[data-act=${act}]`).disabled);
    await viewer.show("story", "a1");
    await viewer.becomes(disabled, [true, false]);
    for (const [index, id] of [[0, "a2"], [3, "a1"], [4, "a1"]]) {
      await viewer.clickPart("[part=bar] [data-act=next]");
      await at(index, id);
    }
    await viewer.becomes(disabled, [false, true]);
    await viewer.clickPart("[part=bar] [data-act=previous]");
    await at(3, "a1");
  });

  it("waits for a page that is yet to be read, whose name stands for it meanwhile", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(async (texts) => {
      const [first, second] = texts;
      let give;
      const late = new Promise((done) => (give = done));
      window.give = give;
      const slow = new Blob([second]);
      slow.name = "late-page.txt";
      slow.arrayBuffer = () => late.then(() => Blob.prototype.arrayBuffer.call(slow));
      viewer().lang = "en";
      await viewer().open([new File([first], "1.txt"), slow].map((file) => file));
    }, [MARKET, FERRY]);
    await viewer.show("story", "a1");
    await viewer.becomes(offered, { 1: ["small: Next · Page 2", "strong: late-page"] });
    await viewer.press("n");
    await viewer.run(() => window.give());
    await at(1, "a1");
  });

  it("is opened by Space at the very end of a story, and by Page Down, not before, nor by a key that is held", async () => {
    const viewer = await opened();
    await viewer.show("story", "a1");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=pager] [data-step='1']"));
    await viewer.press(" ");
    await viewer.until(() => scrollY > 0);
    assert.equal(await viewer.run(() => viewer().story), "a1", "a story is left before it was read");
    // by its key, as Firefox may take back what a script scrolls to where another key has scrolled just before;
    // that key is lost where a smooth scroll is still under way
    const toEnd = () => viewer.pressUntil("END", async () => {
      await new Promise((later) => setTimeout(later, 300));
      return scrollY + innerHeight >= document.scrollingElement.scrollHeight - 1;
    });
    await toEnd();
    assert.equal(await viewer.run(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: " ", repeat: true, bubbles: true, cancelable: true }))), true);
    assert.equal(await viewer.run(() => viewer().story), "a1", "a key that is held leaves the story");
    const end = await viewer.run(() => scrollY);
    await viewer.press("SHIFT", " ");
    await viewer.until((end) => scrollY < end, end);
    assert.equal(await viewer.run(() => viewer().story), "a1", "a key that goes up leaves the story");
    await toEnd();
    await viewer.press(" ");
    await at(0, "a2");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=pager] [data-step='1'] strong").textContent.startsWith("最后"));
    await toEnd();
    await viewer.press("PAGE_DOWN");
    await at(3, "a1");
  });

  it("leaves Space to the document and to its fields where the viewer is a part of it", async () => {
    const viewer = await opened();
    await viewer.run(() => {
      viewer().removeAttribute("hash");
      const field = Object.assign(document.createElement("textarea"), { id: "own" });
      document.body.prepend(field);
    });
    await viewer.show("story", "a2");
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=pager] [data-step='1']"));
    await viewer.run(() => document.activeElement.blur());
    await viewer.press(" ");
    await viewer.run(() => document.querySelector("#own").focus());
    await viewer.press(" ");
    await viewer.becomes(() => [document.querySelector("#own").value, viewer().story], [" ", "a2"]);
    await viewer.run(() => document.querySelector("article[data-current]").focus());
    await viewer.run(() => viewer().shadowRoot.querySelector("[part=pager]").scrollIntoView({ block: "end", behavior: "instant" }));
    await viewer.press(" ");
    await at(3, "a1");
  });

  it("goes on at the left end of vertical lines, where the next story stands", async () => {
    const viewer = await opened();
    await viewer.run(() => void (viewer().writing = "vertical"));
    await viewer.show("story", "a1");
    const sides = () => {
      const pager = viewer().shadowRoot.querySelector("[part=pager]")?.getBoundingClientRect();
      const last = [...document.querySelectorAll("article[data-current] [data-start]")].at(-1).getBoundingClientRect();
      return pager.width > 0 && pager.right <= last.left + 1 && Math.abs(pager.top - last.top) < 100;
    };
    await viewer.until(sides);
    await viewer.pressUntil(" ", () => viewer().story === "a2");
    await viewer.run(() => viewer().removeAttribute("writing"));
    await viewer.becomes(() => viewer().shadowRoot.querySelector("[part=pager]").parentElement.className, "frame");
  });

  it("is told in the characters that the reader has chosen, of other pages, too", async () => {
    const viewer = await opened();
    await viewer.run(() => void (viewer().script = "hant"));
    await viewer.show("story", "a2");
    await viewer.becomes(() => viewer().shadowRoot.querySelector("[part=pager] [data-step='1'] strong")?.textContent, "最後一班渡船停航");
    await viewer.run(() => viewer().removeAttribute("script"));
  });

  it("is asked of the document first, which is told the story and its page", async () => {
    const viewer = await opened();
    await viewer.show("story", "a2");
    await viewer.run(() => {
      window.asked = [];
      viewer().addEventListener("banmian-open", (event) => {
        window.asked.push(event.detail);
        event.preventDefault();
      }, { once: true });
    });
    await viewer.press("n");
    await viewer.becomes(() => window.asked, [{ story: "a1", index: 3 }]);
    assert.equal(await viewer.run(() => viewer().story), "a2");
  });

  it("goes through the stories of a page by itself, and has no word of pages there", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.show("story", page.articles.at(-1).id);
    await viewer.becomes((before) => [...viewer().shadowRoot.querySelectorAll("[part=pager] button")].map((button) => [button.dataset.step, button.querySelector("small").textContent === before]), [["-1", true]], await viewer.run(() => viewer().shadowRoot.querySelector("[data-act=previous]").getAttribute("aria-label")));
  });

  for (const theme of ["light", "dark"]) {
    it(`breaks no rule of accessibility in a ${theme} theme`, only(["chromium"], "is the same everywhere"), async () => {
      const viewer = await opened();
      await viewer.run((theme) => void (viewer().theme = theme), theme);
      await viewer.show("story", "a2");
      await viewer.until(() => viewer().shadowRoot.querySelectorAll("[part=pager] button").length === 2);
      await assertNoViolations(viewer, "the end of a story");
      await viewer.run(() => viewer().removeAttribute("theme"));
    });
  }
});
