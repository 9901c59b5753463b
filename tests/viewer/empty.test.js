// A viewer in which nothing is open says what can be opened, and how.

import assert from "node:assert/strict";
import { assertNoViolations } from "../harness/axe.js";
import { it, only, suite } from "../harness/suite.js";
import { built, writeDocument } from "../harness/variants.js";

const TEXT = "新馆开馆\n\n本报讯 昨日上午,市图书馆新馆正式开馆,首日迎来读者三千余人。\n";
const [, POLICY] = /(<meta http-equiv="?Content-Security-Policy"?[^>]*>)/.exec(built);
const [SCRIPT] = /<script[^>]*data-banmian[^>]*>.*?<\/script>/s.exec(built);
// A document with a viewer and nothing in it; what is to run before all else, no policy would allow.
const documentOf = (attributes, first) =>
  `<!doctype html><html lang="en"><meta charset="utf-8">${first ? `<script>(${first})()</script>` : POLICY}<meta name="viewport" content="width=device-width"><title>Empty</title>
    <main><h1>A viewer</h1><banmian-viewer lang="en" ${attributes}></banmian-viewer></main>${SCRIPT}</html>`;

const welcome = () => viewer().shadowRoot.querySelector("[part=welcome]").innerText;

suite("A viewer with nothing open", { loud: true }, (context) => {
  const inChromium = only(["chromium"], "its driver cannot emulate that");

  const open = async (name, attributes, first) => {
    const { viewer, folder } = context;
    await viewer.driver.get(writeDocument(folder, name, documentOf(attributes, first)));
    await viewer.until(() => viewer()?.shadowRoot?.querySelector("[part=welcome] p") != null);
    await viewer.run(() => viewer().settled);
    return viewer;
  };

  it("names the forms that it opens, and that all stays on this machine", async () => {
    const viewer = await open("files", "hash files");
    const said = await viewer.run(welcome);
    for (const word of ["PDF", "OCR", "ALTO", "hOCR", "PAGE", "Markdown", "folder", "Corrections", "this machine"]) assert(said.includes(word), `${word} is not in ${said}`);
    await viewer.run(() => (viewer().lang = "zh-Hant"));
    await viewer.until(() => viewer().shadowRoot.querySelector("[part=welcome]").innerText.includes("資料夾"));
  });

  it("opens the dialogs of the browser by its buttons", async () => {
    const viewer = await open("files", "hash files");
    const asked = await viewer.run(() => {
      const root = viewer().shadowRoot;
      const asked = [];
      for (const input of root.querySelectorAll("input[type=file]")) {
        input.addEventListener("click", (event) => {
          event.preventDefault();
          asked.push(input.webkitdirectory ? "folder" : "file");
        });
      }
      for (const act of ["open", "folder"]) root.querySelector(`[part=welcome] [data-act=${act}]`).click();
      return asked;
    });
    assert.deepEqual(asked, ["file", "folder"]);
  });

  it("opens what is in the clipboard where the browser hands it out", async () => {
    const viewer = await open("pasted", "files", `() => Object.defineProperty(navigator, "clipboard", { value: { readText: async () => ${JSON.stringify(TEXT)} } })`);
    await viewer.clickPart("[part=welcome] [data-act=paste]");
    await viewer.shows(TEXT);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=welcome]").checkVisibility()), false);
  });

  it("says by which key to paste where the browser refuses, and that there is nothing to paste", async () => {
    for (const [name, given, pattern] of [["refused", `async () => { throw new DOMException("refused", "NotAllowedError") }`, /(Ctrl\+|⌘)V/], ["nothing", `async () => " "`, /no text/]]) {
      const viewer = await open(name, "files", `() => Object.defineProperty(navigator, "clipboard", { value: { readText: ${given} } })`);
      await viewer.clickPart("[part=welcome] [data-act=paste]");
      await viewer.until((pattern) => new RegExp(pattern).test(viewer().shadowRoot.querySelector("[part=note]").textContent), pattern.source);
      assert.equal(await viewer.run(() => viewer().state), "empty");
    }
  });

  it("has no button to paste where the browser has no way to", async () => {
    const viewer = await open("without", "files", `() => Object.defineProperty(navigator, "clipboard", { value: undefined })`);
    assert.deepEqual(await viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=welcome] button")].map(({ dataset }) => dataset.act)), ["open", "folder"]);
  });

  it("says nothing but that where nothing can be opened", async () => {
    const viewer = await open("host", "");
    assert.equal(await viewer.run(welcome), "There is nothing to read here yet.");
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelectorAll("[part=welcome] :is(button, dl)").length), 0);
  });

  it("is gone when a text is given", async () => {
    const viewer = await open("host", "");
    await viewer.showText(TEXT);
    assert.equal(await viewer.run(() => viewer().shadowRoot.querySelector("[part=welcome]").checkVisibility()), false);
  });

  it("breaks no rule of accessibility, by day and by night, and fits a phone", inChromium, async () => {
    for (const theme of ["light", "dark"]) {
      await context.browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: theme }] });
      for (const [name, attributes] of [["files", "hash files corrections"], ["host", ""]]) {
        const viewer = await open(name, attributes);
        await assertNoViolations(viewer, `${name}, ${theme}`);
      }
    }
    await context.browser.devtools("Emulation.setEmulatedMedia", { features: [] });
    await context.browser.devtools("Emulation.setDeviceMetricsOverride", { width: 320, height: 640, deviceScaleFactor: 1, mobile: false });
    const viewer = await open("files", "hash files corrections");
    const wide = await viewer.run(() => document.documentElement.scrollWidth);
    await context.browser.devtools("Emulation.clearDeviceMetricsOverride");
    assert.equal(wide, 320);
  });
});
