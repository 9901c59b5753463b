// No rule of accessibility that can be checked by a program is broken: axe in every view, theme and language.

import assert from "node:assert/strict";
import { join } from "node:path";
import { it } from "node:test";
import { AxeBuilder } from "@axe-core/webdriverjs";
import { FRONT, writeEdition } from "../harness/editions.js";
import { only, suite } from "../harness/suite.js";

// Views, and what can be opened over them: by scripts, as the ways there are tested elsewhere.
const STATES = {
  "the page": () => viewer().show("page"),
  "the contents": () => viewer().show("list"),
  "a story": () => viewer().show("story", viewer().page.articles[0].id),
  "the source": () => viewer().show("source"),
  "why a piece is where it is": async () => {
    await viewer().show("source");
    await viewer().select(viewer().page.articles[0].blocks[0].spans[0].utf16[0]);
  },
  "what is doubted": async () => {
    await viewer().show("source");
    viewer().shadowRoot.querySelector("button.doubts").click();
  },
  "the panel of corrections": () => {
    viewer().correcting = true;
    return viewer().select(viewer().page.diagnostics[0].spans[0].utf16[0]);
  },
  "what is found": async () => {
    await viewer().show("page");
    await viewer().find(viewer().page.articles[0].headline.text.slice(0, 2));
  },
  "the list of what is found": async () => {
    await viewer().show("page");
    await viewer().find("。");
    viewer().shadowRoot.querySelector("[data-act=hits]").click();
  },
  "the panel of the type": async () => {
    await viewer().show("page");
    viewer().shadowRoot.querySelector("[data-act=type]").click();
  },
  "the list of keys": async () => {
    await viewer().show("page");
    viewer().shadowRoot.querySelector("[data-act=keys]").click();
  },
};

// Closes what was opened over a view.
const putAway = () => {
  const root = viewer().shadowRoot;
  root.querySelector("dialog").close();
  for (const part of ["find", "type"]) {
    const opened = root.querySelector(`[part=${part}]`);
    if (opened && !opened.hidden) root.querySelector(part === "find" ? "[part=find] [data-act=close]" : "[data-act=type]").click();
  }
};

suite("No rule of accessibility is broken", {}, (context) => {
  // That axe looks at anything is seen from the rules that are kept.
  const isClean = async (what) => {
    const { viewer } = context;
    // What was asked for is there two frames later.
    await viewer.run(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
    const { violations, passes } = await new AxeBuilder(viewer.driver).setLegacyMode().options({ resultTypes: ["violations"] }).analyze();
    const broken = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join("; ")}`);
    assert.deepEqual(broken, [], what);
    assert(passes.length > 10, `${what}: axe looked at next to nothing`);
  };
  const isCleanInEveryState = async () => {
    const { viewer } = context;
    for (const [state, show] of Object.entries(STATES)) {
      await viewer.run(show);
      await isClean(state);
      await viewer.run(putAway);
    }
  };
  const preferTheme = (value) => context.browser.devtools("Emulation.setEmulatedMedia", { features: value ? [{ name: "prefers-color-scheme", value }] : [] });

  for (const theme of ["light", "dark"]) {
    for (const lang of ["zh-Hans", "zh-Hant", "en"]) {
      it(`where the system's theme is ${theme} and the language ${lang}`, only(["chromium"], "its driver cannot set the system's theme"), async () => {
        const { viewer } = context;
        await preferTheme(theme);
        await viewer.open();
        await viewer.run((lang) => {
          viewer().lang = lang;
          document.documentElement.lang = lang;
        }, lang);
        await isCleanInEveryState();
        await preferTheme(null);
      });
    }

    it(`in an edition, and on a page of it that cannot be read, where the system's theme is ${theme}`, only(["chromium"], "its driver cannot set the system's theme"), async () => {
      const { viewer, folder } = context;
      await preferTheme(theme);
      await viewer.open();
      const edition = writeEdition(folder);
      await viewer.pick(...["1.txt", "10.txt", "3.pdf"].map((name) => join(edition, name)));
      await viewer.shows(FRONT, 0);
      await isClean("an edition");
      await viewer.run(() => void viewer().turn(1));
      await viewer.until(() => viewer().state === "error");
      await isClean("a page that cannot be read");
      await preferTheme(null);
    });
  }

  for (const theme of ["paper", "light", "sepia", "dark", "contrast"]) {
    it(`in the theme ${theme} that a reader chooses`, async () => {
      const { viewer } = context;
      await viewer.open();
      await viewer.run((theme) => void (viewer().theme = theme), theme);
      await isCleanInEveryState();
      await viewer.run(() => void (viewer().theme = null));
    });
  }
});
