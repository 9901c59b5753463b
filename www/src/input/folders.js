// Lists the files of a folder that a reader drops, with where they lie in it; hidden ones are left out.

import { rethrowAtStage } from "./errors.js";

/** @import { Found } from "./found-files.js" */

/** @type {WeakMap<File, number | string>} the folders that files were found in */
const folders = new WeakMap();
let count = 0;

/** @type {(file: File) => number | string} what files of one folder have alike, and no others */
export const folderOf = (file) => folders.get(file) ?? (file.webkitRelativePath ?? "").replace(/[^/]*$/, "");

/** @type {(file: File, folder: number | string) => void} hears in which folder a file lay */
export const setFolder = (file, folder) => void folders.set(file, folder);

/** @type {(folder: any, path: string) => Promise<Found[]>} */
export const walkHandle = async (folder, path) => {
  const number = (count += 1);
  /** @type {Found[]} */
  const found = [];
  for await (const [name, inside] of folder.entries()) {
    if (name.startsWith(".")) continue;
    const where = `${path}${name}`;
    if (inside.kind === "directory") found.push(...(await walkHandle(inside, `${where}/`)));
    else found.push(inFolder(number, { path: where, file: await inside.getFile().catch(rethrowAtStage("file", where)) }));
  }
  return found;
};

/** @type {(entry: any, path: string, folder?: number) => Promise<Found[]>} */
export const walkEntry = async (entry, path, folder = 0) => {
  if (entry.name.startsWith(".")) return [];
  const where = `${path}${entry.name}`;
  /** @type {<T>(ask: (done: (value: T) => void, fail: (error: unknown) => void) => void) => Promise<T>} */
  const promised = (ask) => new Promise(ask).catch(rethrowAtStage("file", where));
  if (!entry.isDirectory) return [inFolder(folder, { path: where, file: await promised((done, fail) => entry.file(done, fail)) })];
  const number = (count += 1);
  const reader = entry.createReader();
  /** @type {any[]} */
  const found = [];
  for (;;) {
    // Folders are given in parts; an empty one is the last.
    /** @type {any[]} */
    const part = await promised((done, fail) => reader.readEntries(done, fail));
    if (part.length === 0) return (await Promise.all(found.map((inside) => walkEntry(inside, `${where}/`, number)))).flat();
    found.push(...part);
  }
};

/** @type {(folder: number, found: Found) => Found} */
const inFolder = (folder, found) => {
  folders.set(found.file, folder);
  return found;
};
