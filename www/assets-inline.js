// assets.js for the single-file build, which writes data.js.

import { characters as table, locales, packed, styles } from "./data.js";

export const style = async (name) => styles[name];

export const tags = async () => Object.keys(locales);

export const locale = async (tag) => locales[tag];

export const module = async () => (await unpacked(packed)).arrayBuffer();

export const characters = async () => (await unpacked(table)).text();

const unpacked = async (data) => {
  const bytes = Uint8Array.from(atob(data), (unit) => unit.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
};
