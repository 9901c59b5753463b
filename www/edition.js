// An edition: the pages that are open together, each read when it is shown or when there is
// time for it.

import { opened } from "./text.js";

const SLOW = 200;

export const isList = (given) => Array.isArray(given) || (globalThis.FileList && given instanceof FileList);

// One entry a page: what it is made from, and, once it is read, its source and page.
export const edition = (list, named) => [...list].map((given) => ({ given, named, name: given.name ?? "", source: null, page: null }));

export const alone = (source) => [{ given: source, name: source.name ?? "", source, page: null }];

// The source of an entry; one that has been read keeps its page.
export const sourceOf = async ({ given, named, source, page }) => {
  if (source) return { ...source, page, kept: page !== null };
  if (typeof given === "string" || typeof given?.text === "string") return { ...named, name: given.name ?? "", encoding: "UTF-8", text: given.text ?? given };
  return { ...named, ...(await opened(given, named.named)) };
};

// Reads what is not read yet, a page at a time, while the browser has nothing else to do.
// `told` hears how many are read, and whether it has taken long enough to say so.
export const readAhead = async (pages, read, late, told) => {
  const started = performance.now();
  for (const page of pages) {
    if (page.page || page.error) continue;
    await idle();
    if (late()) return;
    await read(page).catch((error) => (page.error = error));
    if (late()) return;
    told(pages.indexOf(page), pages.filter((page) => page.page || page.error).length, performance.now() - started > SLOW);
  }
};

// What bytes hold, for reading with the eyes, where they are no text.
export const lossy = (bytes) => new TextDecoder("utf-8").decode(bytes.subarray(0, 1 << 16));

const idle = () =>
  new Promise((done) => (globalThis.requestIdleCallback ? requestIdleCallback(() => done(), { timeout: 1000 }) : setTimeout(done, 30)));
