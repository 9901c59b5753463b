// An archivist goes through the doubts of an edition, signs what is corrected, and puts it away.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { startCorrecting } from "../harness/correcting.js";
import { forgetAll } from "../harness/kept.js";
import { recordDownloads, reopen, saveHtml } from "../harness/saving.js";
import { afterEach, it, suite } from "../harness/suite.js";
import { openAtDesk, writeTownPaper } from "../harness/town-paper.js";
import { writeDocument } from "../harness/variants.js";
import { walk } from "../harness/walk.js";
import { decide, listed } from "../harness/work-list.js";

const NAME = "沈青禾";

suite("An archivist", { inOne: true }, (context) => {
  afterEach(() => forgetAll(context.viewer));

  it("goes through the doubts of an edition, signs, takes back, saves, and finds all of it again", async () => {
    const { viewer, folder } = context;
    const paper = writeTownPaper(folder);
    const is = async (looked, tally) => {
      const { done, count, tally: found, isCorrecting } = await viewer.run(listed);
      assert.deepEqual([done, count, found, isCorrecting], [looked, 3, tally, true]);
      assert(await viewer.run(isCardSeen), "what is looked at, and what can be done with it, is out of sight");
    };
    const kinds = () => viewer.run(() => viewer().pages.map(({ edits }) => edits?.edits.map(({ kind }) => kind) ?? []));
    const orderOf = () => viewer.run(() => viewer().pages[1].page.articles.map(({ blocks }) => blocks.map(({ text }) => text.slice(0, 6))));
    let html;
    let pages;

    await walk({
      "the edition": async () => {
        await openAtDesk(viewer, paper);
      },
      "the work list of all its pages, the least sure first": async () => {
        await startCorrecting(viewer);
        await viewer.clickPart("[part=correct] [data-act='work.edition']");
        await viewer.focused(".queue");
        await viewer.until(() => viewer().state === "ready" && viewer().index === 3);
        await is(0, [0, 0, 0]);
      },
      "her name": async () => {
        await viewer.run(() => viewer().shadowRoot.querySelector(".sign").scrollIntoView());
        await (await viewer.part("[part=correct] .sign input")).sendKeys(NAME, "\t");
        await viewer.run(() => viewer().shadowRoot.querySelector(".queue").focus());
      },
      "one that is right": async () => {
        assert.equal(await decide(viewer, "c"), 1);
        await viewer.until(() => viewer().index === 1);
        await is(1, [1, 0, 0]);
      },
      "one that belongs elsewhere, by the number of the place": async () => {
        const before = await orderOf();
        assert.equal(await decide(viewer, "1"), 2);
        assert.notDeepEqual(await orderOf(), before);
        await is(2, [1, 1, 0]);
      },
      "one to be looked at later": async () => {
        await viewer.press("s");
        await viewer.until(() => viewer().shadowRoot.querySelector(".work progress").value === 3);
        await is(3, [1, 1, 1]);
      },
      "the way back over the border of the page, and forth again": async () => {
        const made = await kinds();
        const steps = [["u", 2, 1], ["u", 1, 1], ["u", 0, 3], [["SHIFT", "U"], 1, 1], [["SHIFT", "U"], 2, 1], [["SHIFT", "U"], 3, 1]];
        for (const [key, looked, index] of steps) {
          await viewer.press(...[key].flat());
          await viewer.until((looked, index) => viewer().shadowRoot.querySelector(".work progress").value === looked && viewer().index === index && viewer().state === "ready", looked, index);
        }
        assert.deepEqual(await kinds(), made);
        await is(3, [1, 1, 1]);
      },
      "the end of it: both are signed": async () => {
        await viewer.run(() => (viewer().correcting = false));
        pages = await viewer.run(() => viewer().pages);
        const signed = pages.flatMap(({ edits }) => edits?.edits ?? []).map(({ kind, provenance }) => [kind, provenance.by]);
        assert.deepEqual(signed, [["move", NAME], ["confirm", NAME]]);
        await viewer.run(() => viewer().show("page", null, 1));
        await viewer.until(() => document.querySelector(".bm-provenance"));
      },
      "TEI, which has the changes": async () => {
        await viewer.run(recordDownloads);
        await viewer.clickPart("[data-act=save]");
        await viewer.clickPart("[part=save] [data-form=tei]");
        await viewer.until(() => window.downloads.length === 1);
        const tei = await viewer.run(() => window.downloads[0].blob.text());
        assert.equal([...tei.matchAll(/<change\b/g)].length, 2);
        assert(tei.includes(NAME), "TEI does not say by whom");
      },
      "the file, which says with scripts off what was corrected, by whom and when": async () => {
        html = await saveHtml(viewer);
        await viewer.driver.get(writeDocument(folder, "without-scripts", html.replace(/<script type="module"[^]*?<\/script>/, "").replace(/<script data-banmian>[^]*?<\/script>/, "")));
        await viewer.seen(".bm-provenance");
        const said = await viewer.run(() => [...document.querySelectorAll(".bm-provenance li")].map((item) => [item.querySelector("cite").textContent, item.querySelector("time").dateTime]));
        assert.deepEqual(said, pages.flatMap(({ edits }) => edits?.edits ?? []).map(({ provenance }) => [provenance.by, provenance.at]));
      },
      "the file, opened again by itself": async () => {
        await reopen(viewer, folder, "put-away", html);
        await isAsPutAway();
      },
      "the file, opened in a viewer that knows nothing of it": async () => {
        await viewer.open();
        await forgetAll(viewer);
        await viewer.pick(writeDocument(folder, "put-away", html).replace("file://", ""));
        await isAsPutAway();
        assert(readFileSync(paper[1], "utf8") === pages[1].text, "the text is another");
      },
    });

    async function isAsPutAway() {
      await viewer.until((count) => viewer().state === "ready" && viewer().pages.length === count && viewer().pages.every(({ page }) => page), pages.length);
      const plain = (list) => list.map(({ text, page, edits }) => ({ text, page, edits }));
      assert.deepEqual(plain(await viewer.run(() => viewer().pages)), plain(pages));
    }
  });
});

// Whether the doubt that is looked at stands in the panel's window with its choices, below the panel's head.
const isCardSeen = () => {
  const box = (selector) => viewer().shadowRoot.querySelector(`[part=correct]${selector}`).getBoundingClientRect();
  const [card, head, panel] = [box(" .card"), box(" > .row"), box("")];
  return card.top >= head.bottom - 1 && card.bottom <= panel.bottom + 1;
};
