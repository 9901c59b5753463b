// Lists the files of a folder that a reader drops, with where they lie in it; hidden ones are left out.

import { rethrowAtStage } from "./errors.js";

/** @import { Found } from "./dropped-files.js" */

/** @type {(folder: any, path: string) => Promise<Found[]>} */
export const walkHandle = async (folder, path) => {
  /** @type {Found[]} */
  const found = [];
  for await (const [name, inside] of folder.entries()) {
    if (name.startsWith(".")) continue;
    const where = `${path}${name}`;
    if (inside.kind === "directory") found.push(...(await walkHandle(inside, `${where}/`)));
    else found.push({ path: where, file: await inside.getFile().catch(rethrowAtStage("file", where)) });
  }
  return found;
};

/** @type {(entry: any, path: string) => Promise<Found[]>} */
export const walkEntry = async (entry, path) => {
  if (entry.name.startsWith(".")) return [];
  const where = `${path}${entry.name}`;
  /** @type {<T>(ask: (done: (value: T) => void, fail: (error: unknown) => void) => void) => Promise<T>} */
  const promised = (ask) => new Promise(ask).catch(rethrowAtStage("file", where));
  if (!entry.isDirectory) return [{ path: where, file: await promised((done, fail) => entry.file(done, fail)) }];
  const reader = entry.createReader();
  /** @type {any[]} */
  const found = [];
  for (;;) {
    // Folders are given in parts; an empty one is the last.
    /** @type {any[]} */
    const part = await promised((done, fail) => reader.readEntries(done, fail));
    if (part.length === 0) return (await Promise.all(found.map((inside) => walkEntry(inside, `${where}/`)))).flat();
    found.push(...part);
  }
};
