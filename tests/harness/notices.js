// What a reader is told where something fails.

import assert from "node:assert/strict";

// Waits until the viewer says that a page cannot be shown, in words that are seen.
export const saysError = async (viewer, words = "") => {
  await viewer.until(() => viewer()?.state === "error");
  assert(await (await viewer.part("[part=notice]")).isDisplayed(), "nothing is said");
  await inWords(viewer, words);
};

// Waits until the viewer says something beside a page, which is shown; what was said before may still stand there.
export const saysBesidePage = async (viewer, words = "") => {
  const says = (words) => {
    const { hidden, innerText } = viewer().shadowRoot.querySelector("[part=notice]");
    return !hidden && innerText.includes(words);
  };
  await viewer.until(says, words);
  assert.deepEqual(await viewer.run(() => [viewer().state, viewer().querySelectorAll("article").length > 0]), ["ready", true]);
  await inWords(viewer, words);
};

export const saysNothing = async (viewer) => {
  assert(await viewer.run(() => viewer().shadowRoot.querySelector("[part=notice]").hidden), "something is said");
};

const inWords = async (viewer, words) => {
  const said = await (await viewer.part("[part=notice]")).getText();
  assert(said.length > 20 && said.includes(words), `${JSON.stringify(words)} is not in ${JSON.stringify(said)}`);
  assert(!said.includes("error."), `${JSON.stringify(said)} is a key, not words`);
};

// To run before all else in a page: keeps at what stages something fails.
export const recordStages = () => {
  window.stages = [];
  addEventListener("banmian-error", ({ detail }) => window.stages.push(detail.stage));
};

export const stages = (viewer) => viewer.run(() => window.stages);

export const articleCount = (viewer) => viewer.run(() => viewer().querySelectorAll("article").length);
