// What a reader does to mark passages and to write notes, and what is then on the page.

import assert from "node:assert/strict";

// Two stories and what is of none.
export const NOTED = `渡口日报 2031年3月4日 第2版

渡口昨日复航

本报讯（记者 林一舟）停航三年的渡口昨日复航，首班船七点离岸。
船上坐了四十二人，多是去对岸赶早市的菜农。

摆渡的老周说，头一天的船票不收钱。

镇上菜价平稳

本报讯（记者 周四平）昨日起，镇上的菜价平稳，青菜每斤两元。
`;

// Opens the built viewer with that text, and with no notes on it.
export const openNoted = async (viewer, size) => {
  await viewer.open(undefined, size);
  await viewer.run(() => localStorage.clear());
  await viewer.showText(NOTED);
  await viewer.until(() => viewer().notes.length === 0);
};

// Opens it as a reader who comes back.
export const openAgain = async (viewer) => {
  await viewer.driver.get("about:blank");
  await viewer.open();
  await viewer.showText(NOTED);
};

// Selects from the beginning of some words in a view to the end of others.
export const select = (viewer, from, to = from, root = ".bm-page") =>
  viewer.run((from, to, root) => {
    const walker = document.createTreeWalker(viewer().querySelector(root), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const [first, last] = [nodes.find(({ data }) => data.includes(from)), nodes.findLast(({ data }) => data.includes(to))];
    if (!first || !last) throw new Error(`“${from}” or “${to}” stands in no text node`);
    first.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    getSelection().setBaseAndExtent(first, first.data.indexOf(from), last, last.data.indexOf(to) + to.length);
  }, from, to, root);

// Waits until there are so many notes on the page.
export const hasNotes = (viewer, count) => viewer.becomes(() => viewer().notes.length, count);

// Marks words by the menu of a selection.
export const markByMenu = async (viewer, words) => {
  const before = await viewer.run(() => viewer().notes.length);
  await select(viewer, words);
  await pressMenu(viewer, "notes.mark");
  await hasNotes(viewer, before + 1);
};

export const pressMenu = async (viewer, act) => {
  await viewer.until((act) => viewer().shadowRoot.querySelector(`[part=selection]:not([hidden]) [data-act='${act}']:not([hidden])`) !== null, act);
  await viewer.clickPart(`[part=selection] [data-act='${act}']`);
};

export const formIsOpen = (viewer) => viewer.until(() => viewer().shadowRoot.querySelector("[part=note-form]:not([hidden])") !== null);
export const formIsClosed = (viewer) => viewer.until(() => viewer().shadowRoot.querySelector("[part=note-form]").hidden);

// Types into the form.
export const type = async (viewer, text) => (await viewer.part("[part=note-form] textarea")).sendKeys(text);

// Writes a note on words by keys.
export const write = async (viewer, passage, words) => {
  const before = await viewer.run(() => viewer().notes.length);
  await select(viewer, passage);
  await viewer.press("SHIFT", "M");
  await formIsOpen(viewer);
  await type(viewer, words);
  await viewer.press("CONTROL", "ENTER");
  await hasNotes(viewer, before + 1);
};

// The words of the page that are marked in an ink, in the reading or in the source.
export const marked = (viewer, ink, words, root = ".bm-page") =>
  viewer.becomes((name, root) => {
    const inside = (node) => node.parentElement?.closest(root) != null;
    if (globalThis.Highlight) return [...(CSS.highlights.get(name) ?? [])].filter(({ startContainer }) => inside(startContainer)).map(String);
    return [...document.querySelectorAll(`[data-${name}]`)].filter((node) => node.closest(root)).map(({ textContent }) => textContent);
  }, words, `bm-mark-${ink}`, root);

// What each note says: its words and the passages it is on.
export const notes = (viewer) =>
  viewer.run(() => viewer().notes.map(({ body, target }) => [body?.value ?? null, ...target.map(({ selector: [{ exact }] }) => exact)]));

// The names of the signs that are seen.
export const signs = (viewer) =>
  viewer.run(() => [...viewer().shadowRoot.querySelectorAll("[part=note-signs] button:not([hidden])")].map((sign) => sign.getAttribute("aria-label")));

export const assertNotes = async (viewer, wanted) => assert.deepEqual(await notes(viewer), wanted);
