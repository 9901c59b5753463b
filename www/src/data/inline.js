// The data of the viewer where it is one script: packed into that script.

import table from "#packed/hanzi.txt";
import pairs from "#packed/variants.txt";
import packed from "#packed/full.wasm";
import { unpacked } from "./unpacked.js";

export const module = async () => (await unpacked(packed)).arrayBuffer();

export const characters = async () => (await unpacked(table)).text();

export const variants = async () => (await unpacked(pairs)).text();

// The script this is, where it can be read: it stands in the document, or came by a server.
export const own = async () => {
  const within = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[data-banmian]"));
  if (within) return { text: within.textContent, type: within.type };
  return /^https?:/.test(address) ? { text: await (await fetch(address)).text(), type: "" } : null;
};

// Where the script came from; empty where it stands in the document.
export const address = /** @type {HTMLScriptElement | null | undefined} */ (globalThis.document?.currentScript)?.src ?? "";
