// Collects the files that a reader drops, pastes or picks, in the order of their names.

import { folders } from "../lazy.js";

/** @typedef {{ path: string, file: File }} Found */

const order = new Intl.Collator(undefined, { numeric: true });
const byPath = (/** @type {Found} */ a, /** @type {Found} */ b) => order.compare(a.path, b.path);

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

/** @type {(item: { file: File | null, entry: any, handle: Promise<any> | undefined }) => Promise<Found[]>} */
const filesOf = async ({ file, entry, handle }) => {
  if (entry && !entry.isDirectory) return file ? [{ path: file.name, file }] : [];
  const folder = await handle;
  const isFolder = folder?.kind === "directory";
  if (!isFolder && !entry) return file ? [{ path: file.name, file }] : [];
  const { walkEntry, walkHandle } = await folders();
  const inside = isFolder ? await walkHandle(folder, "") : await walkEntry(entry, "");
  if (inside.length > 0) return texts(inside);
  return file && !entry ? [{ path: file.name, file }] : [];
};

// What calls itself a text or a document, or the list of an edition's pages; where nothing does, everything.
const texts = (/** @type {Found[]} */ found) => {
  const named = found.filter(({ path }) => /\.(te?xt|pdf|xml|hocr)$|(^|\/)edition\.json$/i.test(path));
  return named.length > 0 ? named : found;
};

const sorted = (/** @type {Found[]} */ found) => found.sort(byPath).map(({ file }) => file);
