// A web developer sets the paper into a page of their own, with a policy, a style and scripts of theirs.

import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { select } from "../harness/notes.js";
import { writeFiles } from "../harness/pages.js";
import { root } from "../harness/programs.js";
import { serve } from "../harness/server.js";
import { it, suite } from "../harness/suite.js";
import { TOWN_PAPER } from "../harness/town-paper.js";
import { walk } from "../harness/walk.js";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types banmian";
const PAGES = ["A1.txt", "A2.txt", "A3.txt"];

// The developer's page: two viewers between paragraphs.
const PAGE = `<!doctype html>
<html lang="zh-Hans">
<meta charset="utf-8">
<title>河湾今日</title>
<link rel="stylesheet" href="site.css">
<script type="module" src="npm/define.js"></script>
<script src="site.js"></script>
<h1>河湾今日</h1>
<p>本站转载《河湾晚报》。</p>
<banmian-viewer id="paper" src="edition.json" contained bar="compact" history notes></banmian-viewer>
<p>另见副刊。</p>
<banmian-viewer id="other" src="A4.txt" contained bar="compact"></banmian-viewer>
<p id="end">完</p>
`;

const STYLE = `
  body { margin: 0 auto; max-inline-size: 60rem; font: 1rem/1.6 sans-serif; background: #eef; }
  p { color: #246; padding: 0.5rem; }
  h2 { text-transform: uppercase; border-block-end: 4px solid hotpink; }
  #paper { block-size: 30rem; --banmian-accent: #00508c; }
  #other { block-size: 20rem; }
`;

// What the developer hears of both, and how much is asked of the browser's stores.
const SCRIPT = `
  window.heard = [];
  window.stored = [];
  for (const name of ["load", "open", "find", "note", "error"]) {
    addEventListener("banmian-" + name, ({ target, detail }) => heard.push([target.id, name, detail]));
  }
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...given) {
    // places in stories are kept for the session alone
    if (this !== sessionStorage) stored.push(given[0]);
    return setItem.apply(this, given);
  };
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    stored.push("indexedDB");
    return open.apply(this, given);
  };
`;

suite("A web developer", {}, (context) => {
  it("sets an edition into a page of their own, which stays theirs", async () => {
    const { viewer, folder } = context;
    const manifest = { title: "河湾晚报", date: "2031-11-18", pages: PAGES.map((src) => ({ name: src.replace(".txt", ""), src })) };
    const site = writeFiles(join(folder, "site"), { ...TOWN_PAPER, "index.html": PAGE, "site.css": STYLE, "site.js": SCRIPT, "edition.json": JSON.stringify(manifest), "start.html": "<!doctype html><title>Start</title><p>Start" });
    symlinkSync(join(root, "dist", "npm"), join(site, "npm"));
    const server = await serve(site, { "Content-Security-Policy": POLICY });
    const heard = (name, id = "paper") => viewer.run((name, id) => window.heard.filter(([target, what]) => target === id && what === name).map(([, , detail]) => detail), name, id);
    const place = () => [viewer().view, viewer().index, viewer().story, location.pathname + location.hash];

    try {
      await walk({
        "the page, with both viewers": async () => {
          await viewer.driver.get(`${server.address}/start.html`);
          await viewer.driver.get(`${server.address}/index.html`);
          await viewer.until(() => ["paper", "other"].every((id) => document.getElementById(id)?.state === "ready"));
          await viewer.until(() => viewer().pages.length === 3 && viewer().pages.every(({ page }) => page));
        },
        "nothing of the sample, and nothing that is offered": async () => {
          const parts = await viewer.run(() => [...document.querySelectorAll("banmian-viewer")].flatMap(({ shadowRoot }) => ["sample", "offer", "welcome"].filter((part) => shadowRoot.querySelector(`[part=${part}]`)?.checkVisibility())));
          assert.deepEqual(parts, []);
        },
        "ids of which none is there twice": async () => {
          const ids = await viewer.run(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
          assert.deepEqual(ids, [...new Set(ids)]);
        },
        "a style that stays outside": async () => {
          const [inside, outside] = await viewer.run(() => ["#paper h2", "#end"].map((selector) => {
            const { textTransform, borderBlockEndWidth, color } = getComputedStyle(document.querySelector(selector));
            return [textTransform, borderBlockEndWidth, color];
          }));
          assert.deepEqual(inside.slice(0, 2), ["none", "0px"]);
          assert.equal(outside[2], "rgb(34, 68, 102)");
        },
        "what is heard when it stands": async () => {
          const loads = await heard("load");
          assert.deepEqual(loads.map(({ index, count, text }) => [index, count, text]), [[0, 3, TOWN_PAPER["A1.txt"]]]);
        },
        "a story, by script": async () => {
          await viewer.run(() => viewer().show("story", "a2", 0));
          assert.deepEqual(await viewer.run(place), ["story", 0, "a2", "/index.html"]);
          assert.deepEqual((await heard("open")).map(({ story, index }) => [story, index]), []);
        },
        "a page, by script": async () => {
          await viewer.run(() => viewer().turn(2));
          assert.equal(await viewer.run(() => viewer().index), 2);
        },
        "a word, by script, and where it stands": async () => {
          const hits = await viewer.run(() => viewer().find("周德水"));
          assert.deepEqual(hits.map(({ page, ranges }) => [page, ranges.map((range) => TOWN_PAPER[PAGES[page]].slice(...range)).join("")]), [[0, "周德水"], [2, "周德水"]]);
          await viewer.becomes(() => window.heard.filter(([id, name]) => id === "paper" && name === "find").map(([, , { query, count }]) => [query, count]), [["周德水", 2]]);
          await viewer.run(() => viewer().shadowRoot.querySelector("[part=find] [data-act=close]").click());
        },
        "a note of the reader's": async () => {
          const words = "老船工周德水";
          await viewer.run(() => viewer().show("story", "a1", 0));
          await select(viewer, words);
          await viewer.press("m");
          await viewer.becomes(() => window.heard.filter(([, name]) => name === "note").map(([id, , { notes, index }]) => [id, index, notes.length]), [["paper", 0, 1]]);
          assert.deepEqual(await viewer.run(() => viewer().notes.map(({ target }) => target[0].selector[0].exact)), [words]);
          const notes = await viewer.run(() => viewer().notes);
          const sideways = await viewer.run(() => [...document.querySelectorAll("banmian-viewer")].map(({ shadowRoot }) => {
            const { scrollWidth, clientWidth } = shadowRoot.querySelector(".frame");
            return scrollWidth - clientWidth;
          }));
          assert.deepEqual(sideways, [0, 0], "the viewer scrolls sideways");
          await viewer.run(() => void (viewer().notes = []));
          await viewer.becomes(() => viewer().notes.length, 0);
          await viewer.run((notes) => void (viewer().notes = notes), notes);
          await viewer.becomes(() => viewer().notes, notes);
        },
        "one HTML file, by script": async () => {
          const html = await viewer.run(() => viewer().html());
          assert(PAGES.every((name) => html.includes(TOWN_PAPER[name].split("\n")[3])), "a page is missing");
        },
        "a reader who opens a story and goes back, and stays on the page": async () => {
          await viewer.run(() => viewer().show("page", null, 0));
          await viewer.click("#paper article[data-article=a2] h2 a");
          await viewer.becomes(() => [viewer().view, viewer().story], ["story", "a2"]);
          assert.deepEqual((await heard("open")).map(({ story, index }) => [story, index]), [["a2", 0]]);
          await viewer.driver.navigate().back();
          await viewer.until(() => viewer().view === "page" && location.pathname === "/index.html");
          await viewer.driver.navigate().forward();
          await viewer.becomes(() => [viewer().view, viewer().story], ["story", "a2"]);
        },
        "the other viewer, which has seen nothing of it": async () => {
          assert.deepEqual(await viewer.run(() => {
            const other = document.querySelector("#other");
            return [other.view, other.story, other.index, other.pages.length, other.text];
          }), ["page", null, 0, 1, TOWN_PAPER["A4.txt"]]);
          assert.deepEqual((await viewer.run(() => window.heard.filter(([id]) => id === "other").map(([, name]) => name))), ["load"]);
        },
        "stores that nobody has touched, and no error": async () => {
          const stored = await viewer.run(async () => [window.stored, Object.keys(localStorage), await indexedDB.databases?.() ?? []]);
          assert.deepEqual(stored, [[], [], []]);
          assert.deepEqual(await heard("error"), []);
        },
      });
    } finally {
      await viewer.driver.get("about:blank");
      await server.close();
    }
  });
});
