// A viewer that is `contained` scrolls within itself, and leaves the document where it is.

import assert from "node:assert/strict";
import { assertNoViolations } from "../harness/axe.js";
import { address, page } from "../harness/pages.js";
import { it, suite } from "../harness/suite.js";

const story = page.articles.at(-1).id;
const first = page.articles[0].id;
const linkTo = (id) => `#${id}.2~${page.articles.find((article) => article.id === id).blocks[1].text.slice(0, 12)}`;
const HEADLINE = `article[data-article=${story}] h2 a`;

suite("A viewer that is contained", {}, (context) => {
  // In the midst of a document, in a narrow column.
  const embed = async () => {
    const { viewer } = context;
    await viewer.driver.get("about:blank");
    await viewer.open(address, { width: 1000, height: 900 });
    await viewer.run(async () => {
      const [above, below] = ["div", "div"].map((tag) => document.createElement(tag));
      above.style.height = "1500px";
      below.style.height = "3000px";
      viewer().before(above);
      viewer().after(below);
      viewer().removeAttribute("hash");
      viewer().setAttribute("contained", "");
      Object.assign(viewer().style, { width: "340px", height: "500px", minHeight: "0" });
      scrollTo(0, 1300);
      await viewer().settled;
    });
    // laid out anew for its width
    await viewer.until(async () => {
      const frame = viewer().shadowRoot.querySelector(".frame");
      const before = frame.scrollHeight;
      for (let frames = 0; frames < 10; frames += 1) await new Promise(requestAnimationFrame);
      return frame.scrollHeight === before;
    });
    return viewer;
  };

  it("scrolls by itself where stories are opened, left, found and linked to, and goes back to where the reader was", async () => {
    const viewer = await embed();
    const stays = async (what) => assert.deepEqual(await viewer.run(place), { document: 1300, height: 500 }, what);
    const barIsBack = () => viewer.becomes(barTop, 0);
    await stays("at first");

    const deep = await viewer.run(async (selector) => {
      const frame = viewer().shadowRoot.querySelector(".frame");
      const headline = document.querySelector(selector);
      frame.scrollTop = headline.getBoundingClientRect().top - frame.getBoundingClientRect().top - 200;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return frame.scrollTop;
    }, HEADLINE);
    assert(deep > 500, "the page does not scroll");
    await viewer.driver.findElement({ css: HEADLINE }).click();
    await viewer.views("story", story);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector(".frame").scrollTop), 0, "the story begins at its beginning");
    // not by a key, whose smooth way would go on after the story is left
    await viewer.run(() => (viewer().shadowRoot.querySelector(".frame").scrollTop = 300));
    await viewer.press("ESCAPE");
    await viewer.views("page");
    await viewer.focused(HEADLINE);
    await viewer.until(isInFrame, HEADLINE);
    await stays("after a story");
    await barIsBack();

    // the last hit of a common character, behind all that is in sight
    await viewer.run(() => (viewer().shadowRoot.querySelector(".frame").scrollTop = 0));
    await viewer.run(() => viewer().find("。"));
    await viewer.clickPart("[data-act=find-previous]");
    await viewer.until(() => viewer().shadowRoot.querySelector(".frame").scrollTop > 500);
    await stays("after finding");
    await barIsBack();
    await viewer.clickPart("[part=find] [data-act=close]");

    await viewer.run((hash) => (location.hash = hash), linkTo(story));
    await viewer.until(() => document.querySelector("[data-linked]") !== null);
    assert(await viewer.run(isInFrame, "[data-linked]"), "what is linked to is in sight");
    await stays("after a link");

    // out of sight it comes when it is linked to
    await viewer.run(() => scrollTo(0, 0));
    await viewer.run((hash) => (location.hash = hash), linkTo(first));
    await viewer.seen(`article[data-article=${first}] [data-linked]`);
    await viewer.until(() => viewer().getBoundingClientRect().bottom <= innerHeight + 1);
  });

  it("fits source, vertical lines and panels within its height, and breaks no rule of accessibility", async () => {
    const viewer = await embed();
    const box = (selector) => viewer.run((selector) => {
      const { top, bottom } = viewer().shadowRoot.querySelector(selector).getBoundingClientRect();
      const around = viewer().getBoundingClientRect();
      return { above: top >= around.top - 1, below: bottom <= around.bottom + 1 };
    }, selector);
    const inside = { above: true, below: true };
    await assertNoViolations(viewer, "the page");
    await viewer.clickPart("[data-act=type]");
    assert.deepEqual(await box("[part=type]"), inside, "the panel of the type");
    await viewer.press("ESCAPE");

    await viewer.show("source", story);
    for (const part of ["bar", "source", "reading", "why"]) assert.deepEqual(await box(`[part=${part}]`), inside, part);
    assert(await viewer.run(isInFrame, ".bm-source [aria-current]"), "the source of the story is in sight");
    assert(await viewer.run(isInFrame, ".bm-page [aria-current]"), "the story is in sight");
    await assertNoViolations(viewer, "the source");
    assert.equal((await viewer.run(place)).document, 1300);

    await viewer.run(() => {
      viewer().setAttribute("writing", "vertical");
      return viewer().show("page");
    });
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=reading]").matches(".down"));
    assert.deepEqual(await box("[part=reading]"), inside, "vertical lines");
    await viewer.show("story", story);
    await viewer.show("page");
    assert.equal((await viewer.run(place)).document, 1300);

    await viewer.run(() => {
      viewer().removeAttribute("writing");
      viewer().removeAttribute("contained");
      viewer().style.height = "";
      return viewer().settled;
    });
    assert(await viewer.run(() => viewer().offsetHeight > 2000), "without the attribute it is as long as the page");
  });
});

const place = () => ({ document: scrollY, height: viewer().offsetHeight });

const barTop = () => viewer().shadowRoot.querySelector("[part=bar]").getBoundingClientRect().top - viewer().getBoundingClientRect().top;

const isInFrame = (selector) => {
  const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
  const around = viewer().getBoundingClientRect();
  return top >= around.top && top < around.bottom && bottom > around.top;
};
