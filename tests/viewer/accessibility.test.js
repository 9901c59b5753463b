// No rule of accessibility that a program can check is broken: axe in every view, language and theme
// of the system.

import { join } from "node:path";
import { CONTRAST_RULES, everyRole, assertNoViolations, assertNoViolationsInEveryState } from "../harness/axe.js";
import { FRONT, PICTURE, writeEdition } from "../harness/editions.js";
import { writeFiles } from "../harness/pages.js";
import { it, only, suite, unlessBrief } from "../harness/suite.js";

suite("No rule of accessibility is broken", {}, (context) => {
  const preferTheme = (value) => context.browser.devtools("Emulation.setEmulatedMedia", { features: value ? [{ name: "prefers-color-scheme", value }] : [] });

  const inChromium = only(["chromium"], "its driver cannot set the system's theme");

  for (const [theme, lang, rules] of [["light", "zh-Hans"], ["light", "zh-Hant"], ["light", "en"], ["dark", "zh-Hans", CONTRAST_RULES]]) {
    const options = lang === "zh-Hans" ? inChromium : { skip: inChromium.skip || unlessBrief.skip };
    it(`where the system's theme is ${theme} and the language ${lang}`, options, async () => {
      const { viewer } = context;
      await preferTheme(theme);
      await viewer.open();
      await viewer.run((lang) => {
        viewer().lang = lang;
        document.documentElement.lang = lang;
      }, lang);
      // once on the whole page that is built in; axe takes ten times as long for it
      if (theme !== "light" || lang !== "zh-Hans") await viewer.showText(everyRole);
      await assertNoViolationsInEveryState(viewer, rules);
      await preferTheme(null);
    });
  }

  for (const theme of ["light", "dark"]) {
    it(`in an edition, and on a page of it that cannot be read, where the system's theme is ${theme}`, inChromium, async () => {
      const { viewer, folder } = context;
      await preferTheme(theme);
      await viewer.open();
      const edition = writeFiles(writeEdition(folder), { "3.txt": PICTURE });
      await viewer.pick(...["1.txt", "10.txt", "3.txt"].map((name) => join(edition, name)));
      await viewer.shows(FRONT, 0);
      await assertNoViolations(viewer, "an edition");
      await viewer.run(() => void viewer().turn(1));
      await viewer.until(() => viewer().state === "error");
      await assertNoViolations(viewer, "a page that cannot be read");
      await preferTheme(null);
    });
  }
});
