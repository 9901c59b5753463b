// The motion of the sample from a heap to a page, as twelve pictures on a phone and on a laptop, in
// target/shots/film, for people to look at:
//
//   node tests/shots/film.js

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startBrowser } from "../harness/browser.js";
import { target } from "../harness/programs.js";
import { Viewer } from "../harness/viewer.js";

const SIZES = { phone: [360, 740], laptop: [1440, 900] };
const FRAMES = 12;

// Everything that is animated stands still at a share of the motion, from 0 to 1.
const still = (share) => {
  const animations = [...document.getAnimations(), ...viewer().shadowRoot.getAnimations()];
  const end = Math.max(...animations.map(({ effect }) => effect.getComputedTiming().endTime));
  for (const animation of animations) {
    animation.pause();
    animation.currentTime = Math.min(share, 0.999) * end;
  }
  return [animations.length, end];
};

const folder = join(target, "shots", "film");
mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
const viewer = new Viewer(browser);
try {
  for (const [name, [width, height]] of Object.entries(SIZES)) {
    await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    await viewer.open();
    await viewer.run(() => viewer().settled);
    await viewer.run(() => viewer().shadowRoot.querySelector("[data-act=again]").click());
    await viewer.until(() => viewer().shadowRoot.querySelector(".flight") !== null);
    for (let i = 0; i < FRAMES; i++) {
      const [count, end] = await viewer.run(still, i / (FRAMES - 1));
      if (i === 0) console.log(`${name}: ${count} animations in ${end} ms`);
      writeFileSync(join(folder, `${name}-${String(i + 1).padStart(2, "0")}.png`), await viewer.driver.takeScreenshot(), "base64");
    }
    await viewer.press("SHIFT");
  }
} finally {
  await browser.close();
}
console.log(folder);
