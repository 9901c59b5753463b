// Editions of many pages in Chromium: opened, read, kept and looked through, beside indices that
// others make for finding.

import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import { address } from "../../tests/harness/pages.js";
import { serve } from "../../tests/harness/server.js";
import { inChromium, memory } from "./chromium.js";
import { findWith } from "./find-peers.js";
import { Row, step } from "./row.js";

const SIZES = [10, 100, 1000, 3000];
// The size at which finding is compared.
const COMPARED = 1000;
const PEERS = ["MiniSearch", "FlexSearch"];
// What a key may take of the main thread at a size: within a frame, and what is not felt, in milliseconds.
const KEY_WITHIN = { 100: 16 };
const TASK_WITHIN = { 3000: 50 };

export const editions = async ({ folder, made }) => {
  const queries = chooseQueries(made.slice(0, COMPARED));
  const rows = [];
  for (const count of SIZES) {
    step(`an edition of ${count} pages`);
    const path = join(folder, `edition-${count}.txt`);
    writeFileSync(path, made.slice(0, count).join("\f"));
    const bytes = statSync(path).size;
    const found = await inChromium(async (viewer) => {
      await viewer.driver.get(address);
      await viewer.ready();
      await viewer.run(addField);
      await delay(500);
      const before = await memory(viewer);
      await viewer.driver.findElement({ id: "bench" }).sendKeys(path);
      const found = await viewer.run(openAndFind, queries, count === COMPARED);
      return { ...found, memory: (await memory(viewer)) - before };
    });
    const texts = made.slice(0, count);
    rows.push(...describe(count, bytes, { ...found, ...keyTimes(found) }));
    if (count === COMPARED) rows.push(...(await compare(texts, bytes, queries, { ...found, ...keyTimes(found), ...score(texts, queries, found) })));
  }
  return rows;
};

const describe = (count, bytes, found) => [
  new Row(`first page on screen, of ${count} pages`, "ms", found.first),
  new Row(`all read, of ${count} pages`, "s", found.all / 1000).at("edition in the viewer", bytes, found.all / 1000),
  new Row(`gaps between frames over 50 ms, while reading ${count} pages`, "gaps", found.gaps),
  new Row(`longest gap, while reading ${count} pages`, "ms", found.longest),
  new Row(`memory over text, ${count} pages read and indexed`, "×", found.memory / bytes),
  new Row(`index for finding, ${count} pages`, "ms", found.index),
  new Row(`find, all found after a key, ${count} pages`, "ms", found.query),
  new Row(`find, all found after the slowest key, ${count} pages`, "ms", found.slowest),
  within(new Row(`find, a key's own work, ${count} pages`, "ms", found.key), KEY_WITHIN[count]),
  within(new Row(`find, the longest task, ${count} pages`, "ms", found.task), TASK_WITHIN[count]),
];

const within = (row, most) => (most ? row.atMost(most) : row);

const compare = async (texts, bytes, queries, ours) => {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const server = await serve(here);
  const rows = [new Row("pages found of those that hold the words", "share", ours.recall)];
  for (const name of PEERS) {
    step(`finding with ${name}`);
    const theirs = await inChromium(async (viewer) => {
      await viewer.driver.get(`${server.address}/package.json`);
      const before = await memory(viewer);
      const found = await viewer.run(findWith, name, texts, queries);
      return { ...found, ...keyTimes(found), ...score(texts, queries, found), memory: (await memory(viewer)) - before };
    });
    const beside = (what, unit, field) => new Row(what, unit, ours[field]).beside(name, theirs[field]);
    rows.push(
      beside("index for finding", "ms", "index"),
      beside("find, a key pressed", "ms", "query"),
      beside("pages found of those that hold the words", "share", "recall"),
      beside("pages that hold the words, of those found", "share", "precision"),
      new Row("memory over text, pages read and indexed", "×", ours.memory / bytes).beside(`${name}, pages and index`, theirs.memory / bytes),
    );
  }
  await server.close();
  return rows;
};

// How long it takes until all is found after a key, the middle one and the slowest, how long the middle
// key itself, and the longest task of all.
const keyTimes = ({ times, keys = [0], tasks = [] }) => {
  const [sorted, own] = [times, keys].map((list) => list.toSorted((a, b) => a - b));
  return { query: sorted[sorted.length >> 1], slowest: sorted.at(-1), key: own[own.length >> 1], task: Math.max(own.at(-1), ...tasks) };
};

// Recall over the pages that hold a query as it stands, and precision, where blanks do not count.
// `hits` are the numbers of the pages found, for each query.
const score = (texts, queries, { hits }) => {
  let [right, wanted, held, shown] = [0, 0, 0, 0];
  queries.forEach((query, i) => {
    const found = new Set(hits[i]);
    texts.forEach((text, page) => {
      const has = text.includes(query);
      wanted += has;
      right += has && found.has(page);
      held += found.has(page) && text.replace(/\s/g, "").includes(query);
    });
    shown += found.size;
  });
  return { recall: right / wanted, precision: held / shown };
};

// Stretches of two to six Chinese characters out of pages here and there, always the same.
const chooseQueries = (pages) => {
  const queries = [];
  for (let seed = 7; queries.length < 20; seed = (seed * 48271) % 0x7fffffff) {
    const characters = [...pages[seed % pages.length]];
    const start = seed % characters.length;
    const words = characters.slice(start, start + 2 + (seed % 5)).join("");
    if (/^[\u4e00-\u9fff]{2,6}$/.test(words)) queries.push(words);
  }
  return queries;
};

// A field of the bench's own, to be handed files as a reader hands them to the viewer.
const addField = () => document.body.append(Object.assign(document.createElement("input"), { type: "file", id: "bench" }));

// Opens the edition in hand, and looks for words in it as a reader types them.
const openAndFind = async (queries, compared) => {
  const element = viewer();
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const file = document.querySelector("#bench").files[0];
  await frame();

  let [last, gaps, longest, watching] = [performance.now(), 0, 0, true];
  const watch = (now) => {
    if (now - last > 50) gaps += 1;
    longest = Math.max(longest, now - last);
    last = now;
    if (watching) requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);

  const started = performance.now();
  const read = new Promise((done) => element.addEventListener("banmian-read", ({ detail }) => detail.read === detail.count && done()));
  await element.open(file);
  await frame();
  const first = performance.now() - started;
  await read;
  const all = performance.now() - started;
  watching = false;

  const indexed = performance.now();
  await element.find("〇");
  const index = performance.now() - indexed;
  const field = element.shadowRoot.querySelector("[part=find] input");
  const output = element.shadowRoot.querySelector("[part=find] output");
  const [times, keys, tasks, hits] = [[], [], [], []];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
  for (const query of queries) {
    for (let length = 1; length <= query.length; length++) {
      const started = performance.now();
      field.value = query.slice(0, length);
      field.dispatchEvent(new Event("input"));
      keys.push(performance.now() - started);
      while (output.textContent.endsWith("…")) await frame();
      times.push(performance.now() - started);
      await frame();
    }
    if (compared) hits.push((await element.find(query)).map(({ page }) => page));
  }
  return { first, all, gaps, longest, index, times, keys, tasks, hits };
};
