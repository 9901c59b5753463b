// assets.js for packages: style and words in scripts of their own, so that whatever bundles or
// serves this needs to know of three files only, which are named as bundlers want it.

import { locales, shell, sheets } from "./data.js";

export const style = async (name) => (name === "shell.css" ? shell : (await sheets[name]()).default);

export const tags = async () => Object.keys(locales);

export const locale = async (tag) => (await locales[tag]()).default;

export const module = async () => (await got(new URL("./banmian.wasm", import.meta.url))).arrayBuffer();

export const columns = async () => (await got(new URL("./columns.wasm", import.meta.url))).arrayBuffer();

export const desk = async () => (await got(new URL("./desk.wasm", import.meta.url))).arrayBuffer();

export const characters = async () => (await got(new URL("./hanzi.txt", import.meta.url))).text();

export const variants = async () => (await import("./variants.js")).default;

// The viewer as one script, to be put into files.
export const own = async () => ({ text: await (await got(new URL("./banmian.js", import.meta.url))).text(), type: "" });

const got = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}: ${response.url}`);
  return response;
};
