// assets.js for the single-file build, which writes data.js.

import { locales, packed, styles } from "./data.js";

export const style = async (name) => styles[name];

export const tags = async () => Object.keys(locales);

export const locale = async (tag) => locales[tag];

export const module = async () => {
  const bytes = Uint8Array.from(atob(packed), (unit) => unit.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked).arrayBuffer();
};
