// The library: text → page → articles, with or without a viewer.

import { adopt } from "./ui/adopted-style.js";
import { start } from "./engine/engine.js";
import { desk } from "./lazy.js";
import { reader } from "./engine/reader.js";
import { decoded, opened } from "./input/text.js";

// Starts the module, from `source` where it is given. Needed only to choose where it comes
// from, or when: what follows starts it. Of the modules that may be given the whole one does all;
// with the one that reads, what else is needed is loaded from beside this script when it is.
export const init = async (source) => {
  await start(source);
};

// Bytes → { text, encoding }.
export const decode = async (bytes, { encoding } = {}) => {
  const source = decoded(await opened(bytes, encoding), await start());
  return { text: source.text, encoding: source.encoding };
};

// Text or bytes → the page.
export const parse = async (given, { encoding, language, cues } = {}) => {
  const packs = [cues ?? []].flat();
  const engine = await reader(packs);
  const source = typeof given === "string" ? { text: given, encoding } : decoded(await opened(given, encoding), engine);
  return engine.parse(source.text, { encoding: source.encoding, language, cues: packs });
};

// A text with the edits of a list made on it: the page, what could not be made, and the list as
// it is to be kept.
export const replay = async (text, edits, { encoding, language, cues } = {}) => {
  const options = { encoding, language, cues: [cues ?? []].flat() };
  const [page, , conflicts, list] = (await desk()).replay(text, options, edits);
  return { page, conflicts, edits: list };
};

// A page in another form: "markdown", "text", "ndjson", "json-ld", "ninjs" or "tei".
export const write = async (page, form) => (await desk()).write(page, form);

// Puts the articles of `page` into `element`, instead of what it holds, and gives back the
// node they stand in.
export const render = async (page, element, { prefix = "", style = true } = {}) => {
  const articles = (await start()).render(page, prefix);
  const main = document.createElement("div");
  main.className = "bm-main";
  main.append(articles);
  const host = document.createElement("banmian-page");
  host.append(main);
  element.replaceChildren(host);
  if (style) await adopt(host);
  return host;
};
