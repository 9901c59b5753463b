// The data of the viewer where it is one script: packed into that script.

import table from "#packed/hanzi.txt";
import pairs from "#packed/variants.txt";
import packed from "#packed/full.wasm";

export const module = async () => (await unpacked(packed)).arrayBuffer();

export const characters = async () => (await unpacked(table)).text();

export const variants = async () => (await unpacked(pairs)).text();

// The script this is, where it can be read: it stands in the document, or came by a server.
export const own = async () => {
  const within = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[data-banmian]"));
  if (within) return { text: within.textContent, type: within.type };
  return /^https?:/.test(address) ? { text: await (await fetch(address)).text(), type: "" } : null;
};

const address = /** @type {HTMLScriptElement | null | undefined} */ (globalThis.document?.currentScript)?.src ?? "";

const unpacked = async (/** @type {string} */ data) => {
  const bytes = Uint8Array.fromBase64?.(data) ?? fromBase64(atob(data));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
};

// A loop, as a call for each of half a million bytes would hold the page up.
const fromBase64 = (/** @type {string} */ units) => {
  const bytes = new Uint8Array(units.length);
  for (let i = 0; i < units.length; i += 1) bytes[i] = units.charCodeAt(i);
  return bytes;
};
