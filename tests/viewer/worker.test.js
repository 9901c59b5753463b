// Many pages and long ones are read in a worker, to the same pages; where there is none, or it
// fails, they are read all the same.

import assert from "node:assert/strict";
import { subhead } from "../harness/corrections.js";
import { FRONT, SECOND } from "../harness/editions.js";
import { parseText } from "../harness/programs.js";
import { before, it, suite } from "../harness/suite.js";
import { variant } from "../harness/variants.js";

const TEXTS = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? FRONT : `${SECOND}\n\n第${n}页`));

suite("A worker", { loud: true }, (context) => {
  let pagesWithout;

  // Opens the edition in the viewer that is there, and gives back its pages when all are read.
  const readEdition = async () => {
    const { viewer } = context;
    await viewer.run(openTexts, TEXTS);
    await viewer.until((count) => viewer().pages.length === count && viewer().pages.every(({ page }) => page), TEXTS.length);
    return viewer.run(() => viewer().pages.map(({ name, page }) => [name, page]));
  };
  const open = (name, first) => context.viewer.open(variant(context.folder, name, first));
  const isRead = async () => assert.deepEqual(await readEdition(), pagesWithout);
  const workers = () => context.viewer.run(() => ["made", "answers", "died"].map((name) => Number(document.documentElement.dataset[name])));

  before(async () => {
    await open("no-worker", removeWorker);
    pagesWithout = await readEdition();
    assert.equal(pagesWithout.length, TEXTS.length);
  });

  it("reads the pages of an edition to what they are without it", async () => {
    await open("counted", countWorkers);
    await isRead();
    const [made, answers] = await workers();
    assert(made === 1 && answers >= TEXTS.length - 1, `${made} workers gave ${answers} answers`);
  });

  it("is allowed by the built file's own policy", async () => {
    const { viewer } = context;
    await viewer.open();
    await viewer.run(() => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => (document.documentElement.dataset.violated = effectiveDirective));
    });
    await isRead();
    assert.equal(await viewer.run(() => document.documentElement.dataset.violated ?? null), null);
  });

  it("reads a long page to what it is without it", async () => {
    const { viewer } = context;
    const text = FRONT.repeat(100_000 / FRONT.length + 1);
    const read = async (name, first) => {
      await open(name, first);
      await viewer.run((text) => void (viewer().text = text), text);
      await viewer.until(() => viewer().state === "ready" && viewer().text.length > 100_000);
      return viewer.run(() => [viewer().page.articles, viewer().querySelectorAll("article").length]);
    };
    const wanted = await read("no-worker", removeWorker);
    assert.deepEqual(await read("counted", countWorkers), wanted);
    const [made, answers] = await workers();
    assert(made === 1 && answers >= 1, `${made} workers gave ${answers} answers`);
  });

  const REFUSALS = {
    "cannot be made": () => {
      globalThis.Worker = class {
        constructor() {
          throw new DOMException("refused", "SecurityError");
        }
      };
    },
    "is refused by a policy": () => {
      globalThis.Worker = class extends EventTarget {
        postMessage() {
          setTimeout(() => this.onerror(new Event("error", { cancelable: true })));
        }
        terminate() {}
      };
    },
    "does not answer": () => {
      globalThis.Worker = class extends EventTarget {
        postMessage() {}
        terminate() {}
      };
    },
  };
  for (const [what, refuse] of Object.entries(REFUSALS)) {
    it(`is done without where it ${what}`, async () => {
      await open("refused", refuse);
      await isRead();
    });
  }

  it("is done without where it dies", async () => {
    await open("dies", () => {
      const Real = Worker;
      const { dataset } = document.documentElement;
      globalThis.Worker = class extends Real {
        asked = 0;
        postMessage(...given) {
          this.asked += 1;
          if (this.asked < 4) return super.postMessage(...given);
          dataset.died = "1";
          this.terminate();
          setTimeout(() => this.onerror(new Event("error", { cancelable: true })));
        }
      };
    });
    await isRead();
    assert.equal((await workers())[2], 1, "it did not die");
  });

  it("overtakes no correction that is made of a page while it still reads that", async () => {
    const { viewer } = context;
    // The answer for the second page is held back until the page is corrected.
    await open("slow", () => {
      const Real = Worker;
      globalThis.answer = new Promise((done) => (globalThis.answerNow = done));
      globalThis.Worker = class extends Real {
        postMessage(...given) {
          if (given[0].id === 1) globalThis.answer.then(() => super.postMessage(...given));
          else super.postMessage(...given);
        }
      };
    });
    await viewer.run(openTexts, TEXTS);
    await viewer.until(() => viewer().state === "ready" && viewer().pages.length > 1);
    await viewer.run(() => void viewer().turn(1));
    await viewer.until(() => viewer().index === 1 && viewer().state === "ready");
    await viewer.run((edits) => void (viewer().edits = edits), subhead(TEXTS[1], parseText(TEXTS[1])));
    await viewer.until(() => viewer().pages[1].edits?.edits.length === 1);
    await viewer.run(() => globalThis.answerNow());
    await viewer.until(() => viewer().pages.every(({ page }) => page));
    assert.equal(await viewer.run(() => viewer().pages[1].edits?.edits.length), 1);
  });
});

const openTexts = (texts) => void viewer().open(texts.map((text, n) => ({ name: `${n}.txt`, text })));

const removeWorker = () => delete globalThis.Worker;

// Counts the workers that are made, and their answers.
const countWorkers = () => {
  const Real = Worker;
  const { dataset } = document.documentElement;
  Object.assign(dataset, { made: 0, answers: 0 });
  globalThis.Worker = class extends Real {
    constructor(...given) {
      super(...given);
      dataset.made = Number(dataset.made) + 1;
      this.addEventListener("message", ({ data }) => data.found && (dataset.answers = Number(dataset.answers) + 1));
    }
  };
};
