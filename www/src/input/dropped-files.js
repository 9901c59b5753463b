// Collects the files that a reader drops, pastes or picks, in the order of their names.

import { folders } from "../lazy.js";
import { handles, sorted, texts } from "./found-files.js";

/** @import { Found } from "./found-files.js" */

/** @typedef {{ file: File | null, entry: any, handle: Promise<any> | undefined }} Dropped */

/**
 * The files that are dropped or pasted. To be called within the event: they are gone after it.
 *
 * @param {DataTransfer} transfer
 */
export const transferredFiles = (transfer) => {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const each = items.map((item) => ({
    file: item.getAsFile(),
    entry: item.webkitGetAsEntry?.(),
    // A document opened from disk may not look into the folders of the older interface.
    handle: /** @type {any} */ (item).getAsFileSystemHandle?.().catch(() => null),
  }));
  return Promise.all(each.map(filesOf)).then((lists) => sorted(lists.flat()));
};

/**
 * The files that are picked. Files of a folder say where they lie in it; those that are not hidden and
 * are texts are meant.
 *
 * @param {FileList} files
 */
export const pickedFiles = (files) => {
  const found = [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  if (!found.some(({ file }) => file.webkitRelativePath)) return sorted(found);
  return sorted(texts(found.filter(({ path }) => !path.split("/").some((name) => name.startsWith(".")))));
};

/** @type {(item: Dropped) => Promise<Found[]>} */
const filesOf = async (item) => {
  const found = await foundIn(item);
  item.handle?.then((handle) => handle && found.forEach(({ file }) => handles.set(file, handle)));
  return found;
};

/** @type {(item: Dropped) => Promise<Found[]>} */
const foundIn = async ({ file, entry, handle }) => {
  if (entry && !entry.isDirectory) return file ? [{ path: file.name, file }] : [];
  const folder = await handle;
  const isFolder = folder?.kind === "directory";
  if (!isFolder && !entry) return file ? [{ path: file.name, file }] : [];
  const { walkEntry, walkHandle } = await folders();
  const inside = isFolder ? await walkHandle(folder, "") : await walkEntry(entry, "");
  if (inside.length > 0) return texts(inside);
  return file && !entry ? [{ path: file.name, file }] : [];
};
