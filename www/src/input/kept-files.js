// Keeps the files that a reader has opened in this browser, where they have said that it may.

import { clear, createStore, del, get, set } from "idb-keyval";
import { handles, sorted, texts } from "./found-files.js";
import { folderOf, setFolder, walkHandle } from "./folders.js";

/** @import { Found } from "./found-files.js" */

/** @typedef {{ name: string, text: string }} Pasted */
/** @typedef {{ path: string, folder: string, name: string, bytes: ArrayBuffer }} Laid a file, and where it lay */

/**
 * What was open: its title and how many pages it has, the key of the place where its reader was, and
 * either what the browser knows the files by or the files themselves, with where each lies.
 *
 * @typedef {object} Kept
 * @property {string} title
 * @property {number} count
 * @property {string} place
 * @property {any[]} [handles]
 * @property {(Laid | Pasted)[]} [files]
 */

/** How much is kept at most, in bytes. */
export const MOST = 200e6;

const ASKED = "banmian.keep-files";
// Another document has other files.
const key = () => location.pathname;

/** @type {ReturnType<typeof createStore> | undefined} */
let store;
const opened = () => (store ??= createStore("banmian", "files"));

/** @type {(File | Pasted)[]} what the reader has opened last, whether it is kept or not */
let newest = [];
/** @type {Omit<Kept, "handles" | "files"> | null} what is known of it */
let known = null;

/** What the reader has said to keeping files: `yes`, `no`, or null before they were asked. */
export const answer = () => localStorage.getItem(ASKED);

/** Whether this browser keeps anything, and lets it be asked for. */
export const canKeep = async () => {
  try {
    answer();
    await get(key(), opened());
    return true;
  } catch {
    return false;
  }
};

/** @type {() => Promise<Kept | undefined>} what is kept for this document */
export const kept = async () => get(key(), opened());

/** Forgets it. */
export const forget = async () => del(key(), opened());

/** @type {(list: (File | Pasted)[], about: Omit<Kept, "handles" | "files">) => void} hears what the reader has opened */
export const remember = (list, about) => {
  newest = list;
  known = about;
};

/**
 * Keeps what the reader has opened last, in the place of what was kept before. What is too large is not
 * kept, and `false` is returned.
 */
export const keepNewest = async () => {
  if (!known) return true;
  const named = newest.map((file) => handles.get(/** @type {File} */ (file)));
  if (named.every(Boolean)) {
    await set(key(), { ...known, handles: [...new Set(named)] }, opened());
    return true;
  }
  const size = newest.reduce((sum, file) => sum + (file instanceof File ? file.size : file.text.length), 0);
  if (size > MOST) return false;
  const files = await Promise.all(newest.map((file) => (file instanceof File ? lying(file) : file)));
  await set(key(), { ...known, files }, opened());
  return true;
};

/**
 * Takes the reader's answer for good: what is open is kept from now on, or all that is kept is gone.
 * Returns whether there was room for it.
 *
 * @param {boolean} isYes
 */
export const setAnswer = async (isYes) => {
  localStorage.setItem(ASKED, isYes ? "yes" : "no");
  if (isYes) return keepNewest();
  await clear(opened());
  return true;
};

/**
 * The files that are kept. What was dropped is asked for anew, which a browser allows on a press of the
 * reader's alone.
 *
 * @param {Kept} kept
 * @returns {Promise<(File | Pasted)[]>}
 */
export const filesIn = async ({ handles: named, files = [] }) => {
  if (named) return sorted((await Promise.all(named.map(foundIn))).flat());
  return files.map((item) => ("bytes" in item ? laid(item) : item));
};

/** @typedef {Error & { file?: string, refused?: boolean }} NotFound `file` is the name of what could not be read, and `refused` whether the reader or the browser said no */

/** @type {(handle: any) => Promise<Found[]>} */
const foundIn = async (handle) => {
  try {
    if ((await handle.requestPermission?.({ mode: "read" })) === "denied") throw Object.assign(new Error("denied"), { refused: true });
    const found = handle.kind === "directory" ? texts(await walkHandle(handle, "")) : [await inPlace(handle)];
    for (const { file } of found) handles.set(file, handle);
    return found;
  } catch (error) {
    throw Object.assign(/** @type {Error} */ (error), { file: handle.name, refused: /** @type {NotFound} */ (error).refused || /** @type {Error} */ (error).name === "NotAllowedError" });
  }
};

/** @type {(handle: any) => Promise<Found>} */
const inPlace = async (handle) => {
  const file = await handle.getFile();
  return { path: file.name, file };
};

// Some browsers keep no files in private windows, but bytes.
/** @type {(file: File) => Promise<Laid>} */
const lying = async (file) => ({ path: file.webkitRelativePath || file.name, folder: String(folderOf(file)), name: file.name, bytes: await file.arrayBuffer() });

/** @type {(kept: Laid) => File} */
const laid = ({ path, folder, name, bytes }) => {
  const file = new File([bytes], name);
  setFolder(file, folder);
  return path === name ? file : Object.defineProperty(file, "webkitRelativePath", { value: path });
};
