// What axe finds in the viewer, in every view and with everything that can be opened.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { root } from "./programs.js";

// A short page with a doubt, captions, furniture, subheads and teasers.
const pages = ["interleaved", "photo-story", "rubric-furniture", "subheads", "teaser-box"];
export const everyRole = pages.map((name) => readFileSync(join(root, "tests", "pages", `${name}.txt`), "utf8")).join("\n");

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
  "how to ask": async () => {
    await viewer().show("page");
    await viewer().find("。 OR");
    viewer().shadowRoot.querySelector("[data-act=ask]").click();
  },
  "the panel of the type": async () => {
    await viewer().show("page");
    viewer().shadowRoot.querySelector("[data-act=type]").click();
  },
  "the forms to save in": async () => {
    await viewer().show("page");
    viewer().shadowRoot.querySelector("[data-act=save]").click();
  },
  "what there is no room for": async () => {
    await viewer().show("page");
    viewer().style.width = "24rem";
    viewer().shadowRoot.querySelector("[data-act=more]").click();
  },
  "the list of keys": async () => {
    await viewer().show("page");
    viewer().shadowRoot.querySelector("[data-act=keys]").click();
  },
};

// Closes what was opened over a view.
const closeOverlays = () => {
  const root = viewer().shadowRoot;
  root.querySelector("dialog")?.close();
  root.querySelector("[data-act=more][aria-expanded=true]")?.click();
  viewer().style.width = "";
  for (const part of ["find", "type", "save"]) {
    const opened = root.querySelector(`[part=${part}]`);
    if (opened && !opened.hidden) root.querySelector(part === "find" ? "[part=find] [data-act=close]" : `[data-act=${part}]`).click();
  }
};

// No rule is broken in the document as it is, or none of `rules`; that axe looks at anything is seen
// from what it finds to be right.
export const assertNoViolations = async (viewer, what, rules = []) => {
  // What was asked for is there two frames later, and has come to rest.
  await viewer.run(async () => {
    await viewer().settled;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
  });
  const { broken, passed } = await run(viewer, rules);
  assert.deepEqual(broken, [], what);
  assert(passed >= (rules.length || 10), `${what}: axe looked at next to nothing`);
};

// All rules or some, by axe as it is in the page already: giving it to the page takes as long as they do.
const run = async (viewer, rules) => {
  if (!(await viewer.run(() => "axe" in window))) await viewer.driver.executeScript(axe.source);
  const { violations, passed } = await viewer.run(async (rules) => {
    const { violations, passes } = await window.axe.run(document, { resultTypes: ["violations"], ...(rules.length > 0 && { runOnly: rules }) });
    const plain = ({ id, nodes }) => ({ id, nodes: nodes.map(({ html, any }) => ({ html, any: any.map(({ message }) => ({ message })) })) });
    return { violations: violations.map(plain), passed: passes.length };
  }, rules);
  return { broken: violations.map(describe), passed };
};

const describe = ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ""}`).join("; ")}`;

export const assertNoViolationsInEveryState = async (viewer, rules) => {
  for (const [state, show] of Object.entries(STATES)) {
    await viewer.run(show);
    await assertNoViolations(viewer, state, rules);
    await viewer.run(closeOverlays);
  }
};

// What depends on the colours of a theme alone.
export const CONTRAST_RULES = ["color-contrast"];
