// Pictures of the viewer at four sizes, for people to look at.
//
//   node tests/shots/shots.js [NAME]   only pictures whose names contain NAME
//
// They are left in target/shots.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startBrowser } from "../harness/browser.js";
import { address } from "../harness/pages.js";
import { documentOf, SHEET, TEXT } from "../harness/printed-page.js";
import { root, target } from "../harness/programs.js";
import { TEXTS } from "../harness/work-list.js";
import { writeDocument } from "../harness/variants.js";
import { Viewer } from "../harness/viewer.js";

const SIZES = [[360, 740], [820, 1180], [1440, 900], [2560, 1440]];

const textOf = (page) => readFileSync(join(root, "tests", "pages", `${page}.txt`), "utf8");

const ISSUE = ["clean-order", "interleaved", "photo-story", "subheads", "teaser-box"].map((page, i) => ({ name: `A0${i + 1}.txt`, text: textOf(page) }));

// Where in the document each is taken, of which text or pages, and what is set.
const SHOTS = {
  page: { hash: "#page" },
  list: { hash: "#list" },
  front: { hash: "#front" },
  "front-edition": { hash: "#front", pages: ISSUE },
  "front-edition-dark": { hash: "#front", pages: ISSUE, dark: true },
  contents: { hash: "#list", pages: ISSUE },
  "contents-dark": { hash: "#list", pages: ISSUE, dark: true },
  story: { hash: "#a1" },
  source: { hash: "#source/a1" },
  correct: { hash: "#source/a2", attributes: { correcting: "" } },
  "correct-dark": { hash: "#source/a2", attributes: { correcting: "" }, dark: true },
  "work-list": { hash: "#page", work: true },
  "work-list-dark": { hash: "#page", work: true, dark: true },
  provenance: { hash: "#page", provenance: true },
  find: { hash: "#page", find: true },
  "find-source": { hash: "#source", find: true },
  "find-story": { hash: "#a1", find: true },
  facsimile: { hash: "#facsimile/a1", printed: true },
  "facsimile-dark": { hash: "#facsimile/a1", printed: true, dark: true },
  vertical: { hash: "#page", attributes: { writing: "vertical" } },
  traditional: { hash: "#page", attributes: { script: "hant", punctuation: "full" } },
  dark: { hash: "#page", dark: true },
  english: { hash: "#page", text: textOf("english") },
  "english-story": { hash: "#a1", text: textOf("english") },
  japanese: { hash: "#page", text: textOf("japanese") },
  "japanese-vertical": { hash: "#page", text: textOf("japanese"), attributes: { writing: "vertical" } },
};

// On paper, in inches.
const PRINTS = {
  "print-a4": ["#page", 8.27, 11.69],
  "print-a3": ["#page", 11.69, 16.54],
  "print-story": ["#a1", 8.27, 11.69],
};

const wanted = process.argv[2] ?? "";
const chosen = (shots) => Object.entries(shots).filter(([name]) => name.includes(wanted));
const folder = join(target, "shots");
mkdirSync(folder, { recursive: true });
const browser = await startBrowser({ engine: "chromium" });
const viewer = new Viewer(browser);

// Opens the viewer anew at a place, with a text or an edition of its own and attributes set, or a printed page.
const open = async ({ hash, text, pages, printed, attributes = {} }) => {
  await viewer.driver.get("about:blank");
  await viewer.driver.get((printed ? writeDocument(folder, "printed-page", documentOf({ text: TEXT, sheet: SHEET })) : address) + hash);
  await viewer.ready();
  if (text !== undefined) {
    await viewer.showText(text);
    await viewer.driver.executeScript("location.hash = arguments[0]", hash);
  }
  if (pages) {
    await viewer.run((pages) => viewer().open(pages), pages);
    await viewer.until(() => viewer().pages.every(({ page }) => page));
    await viewer.driver.executeScript("location.hash = arguments[0]", hash);
  }
  await viewer.run((attributes) => {
    for (const [name, value] of Object.entries(attributes)) viewer().setAttribute(name, value);
  }, attributes);
  await delay(300);
};

// Looks for the first two characters of the page's first headline, as `/` and typing do.
const find = () =>
  viewer.run(async () => {
    const { headline } = viewer().page.articles.find(({ headline }) => headline);
    await viewer().find([...headline.text].slice(0, 2).join(""));
    viewer().shadowRoot.querySelector("[part=find] [data-act=hits]").click();
    await new Promise((done) => setTimeout(done, 300));
  });

// Opens an edition and the list of all that is in doubt in it, and decides some of that.
const work = () =>
  viewer.run(async (texts) => {
    const inside = (selector) => viewer().shadowRoot.querySelector(selector);
    const until = async (done) => {
      while (!done()) await new Promise((turn) => setTimeout(turn, 50));
    };
    localStorage.clear();
    await viewer().open(texts.map((text, i) => new File([text], `A${i + 1}.txt`)));
    await until(() => viewer().pages.every(({ page }) => page));
    await viewer().show("source");
    viewer().correcting = true;
    await until(() => inside("[data-act='work.edition']"));
    inside("[data-act='work.edition']").click();
    await until(() => inside(".queue")?.children.length > 5);
    for (const [n, key] of ["c", "1", "s"].entries()) {
      inside(".queue").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
      await until(() => inside(".work progress").value === n + 1);
    }
    await viewer().settled;
    localStorage.clear();
  }, TEXTS);

// Corrects a page, and opens the list of what was corrected.
const provenance = () =>
  viewer.run(async () => {
    const { articles } = viewer().page;
    const anchor = ({ start, end, utf16 }) => ({ start, end, quote: viewer().text.slice(...utf16) });
    const made = { at: "2031-11-18T06:05:00Z", by: "陈一" };
    const edits = articles.slice(0, 3).map(({ headline, blocks: [block] }) => ({ kind: "confirm", what: [anchor((headline ?? block).spans[0])], with: anchor((headline ?? block).spans[0]), provenance: made }));
    const bytes = new TextEncoder().encode(viewer().text);
    const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    viewer().edits = { version: 1, source: { bytes: bytes.length, sha256: digest }, edits };
    await viewer().settled;
    while (!document.querySelector(".bm-provenance")) await new Promise((turn) => setTimeout(turn, 50));
    document.querySelector(".bm-provenance").open = true;
    document.querySelector(".bm-provenance").scrollIntoView({ block: "end" });
    localStorage.clear();
  });

try {
  for (const [name, shot] of chosen(SHOTS)) {
    const features = [{ name: "prefers-color-scheme", value: shot.dark ? "dark" : "light" }];
    await browser.devtools("Emulation.setEmulatedMedia", { features });
    for (const [width, height] of SIZES) {
      await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
      await open(shot);
      if (shot.find) await find();
      if (shot.work) await work();
      if (shot.provenance) await provenance();
      writeFileSync(join(folder, `${name}-${width}x${height}.png`), await viewer.driver.takeScreenshot(), "base64");
    }
  }
  await browser.devtools("Emulation.clearDeviceMetricsOverride");
  for (const [name, [hash, paperWidth, paperHeight]] of chosen(PRINTS)) {
    await open({ hash });
    const { data } = await browser.devtools("Page.printToPDF", { paperWidth, paperHeight, printBackground: false });
    writeFileSync(join(folder, `${name}.pdf`), data, "base64");
  }
} finally {
  await browser.close();
}
console.log(folder);
