// The page on paper.

import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { engine } from "../harness/browser.js";
import { beforeEach, it, only, suite } from "../harness/suite.js";

const A4 = [21, 29.7];
const A3 = [29.7, 42];

suite("On paper", {}, (context) => {
  beforeEach(() => context.viewer.open());

  it("the ground is white whatever the theme, lines are horizontal and of one size, and the bar and the addresses of links are gone", only(["chromium"], "no other engine shows a page as on paper"), async () => {
    const { viewer, browser } = context;
    await viewer.run(() => Object.assign(viewer(), { theme: "dark", size: "200", writing: "vertical" }));
    await viewer.until(isVertical);
    await browser.devtools("Emulation.setEmulatedMedia", { media: "print" });
    const found = await viewer.run(() => {
      const style = (node, part) => getComputedStyle(node, part);
      const host = viewer();
      return {
        paper: style(host).backgroundColor,
        ink: style(host).color,
        size: style(host).fontSize,
        lines: style(host.querySelector(".bm-page")).writingMode,
        bar: style(host.shadowRoot.querySelector("[part=bar]")).display,
        addresses: [...host.querySelectorAll(".bm-page a[href]:not(.bm-untitled a)")].filter((a) => !["none", "normal"].includes(style(a, "::after").content)).length,
      };
    });
    await browser.devtools("Emulation.setEmulatedMedia", { media: "" });
    assert.deepEqual(found, { paper: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)", size: "12px", lines: "horizontal-tb", bar: "none", addresses: 0 });
  });

  it("a page takes a few sheets of A4 or A3, and its lines are vertical again after printing", only(["chromium", "firefox"], "WebKitGTK's driver does not print"), async () => {
    const { viewer } = context;
    await viewer.run(() => Object.assign(viewer(), { theme: "dark", size: "200", writing: "vertical" }));
    await viewer.until(isVertical);
    const [a4, a3] = [await sheets(viewer, A4), await sheets(viewer, A3)];
    assert(a4 >= 1 && a4 <= 6, `${a4} sheets of A4`);
    assert(a3 >= 1 && a3 <= 3, `${a3} sheets of A3`);
    await viewer.until(isVertical);
  });

  it("a story takes at most four sheets of A4", only(["chromium", "firefox"], "WebKitGTK's driver does not print"), async () => {
    const { viewer } = context;
    await viewer.run(() => Object.assign(viewer(), { theme: "dark", size: "200", writing: "vertical" }));
    await viewer.show("story", "a1");
    const count = await sheets(viewer, A4);
    assert(count >= 1 && count <= 4, `${count} sheets`);
  });
});

const isVertical = () => getComputedStyle(document.querySelector(".bm-page")).writingMode === "vertical-rl";

// The sheets that the page takes, of a size in centimetres.
const sheets = async ({ driver, browser }, [width, height]) => {
  // Chromium's driver gives a print ten seconds at most, its own protocol as long as it takes
  const [paperWidth, paperHeight] = [width / 2.54, height / 2.54];
  const printed = engine === "chromium" ? (await browser.devtools("Page.printToPDF", { paperWidth, paperHeight })).data : await driver.printPage({ width, height });
  const pdf = Buffer.from(printed, "base64");
  return `${pdf.toString("latin1")}${inflated(pdf)}`.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
};

// What a PDF holds in compressed streams; Firefox has its pages there.
const inflated = (pdf) => {
  const streams = pdf.toString("latin1").matchAll(/\/ObjStm[^]*?stream\r?\n([^]*?)endstream/g);
  return [...streams].map(([, bytes]) => inflateSync(Buffer.from(bytes, "latin1"))).join("");
};
