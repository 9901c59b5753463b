// What a reader drops, pastes or picks → files, in the order of their names.

import { at } from "./text.js";

const order = new Intl.Collator(undefined, { numeric: true });
const byPath = (a, b) => order.compare(a.path, b.path);

// To be called within the event: what is dropped is gone after it.
export const carried = (transfer) => {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const each = items.map((item) => ({
    file: item.getAsFile(),
    entry: item.webkitGetAsEntry?.(),
    // A document opened from disk may not look into the folders of the older interface.
    handle: item.getAsFileSystemHandle?.().catch(() => null),
  }));
  return Promise.all(each.map(lifted)).then((lists) => sorted(lists.flat()));
};

// Files of a folder say where they lie in it; those that are not hidden and are texts are meant.
export const picked = (files) => {
  const found = [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  if (!found.some(({ file }) => file.webkitRelativePath)) return sorted(found);
  return sorted(texts(found.filter(({ path }) => !path.split("/").some((name) => name.startsWith(".")))));
};

const lifted = async ({ file, entry, handle }) => {
  if (entry && !entry.isDirectory) return file ? [{ path: file.name, file }] : [];
  const folder = await handle;
  const inside = folder?.kind === "directory" ? await walkHandle(folder, "") : entry ? await walkEntry(entry, "") : [];
  if (inside.length > 0) return texts(inside);
  return file && !entry ? [{ path: file.name, file }] : [];
};

// What calls itself a text, or the list of an edition's pages; where nothing does, everything.
const texts = (found) => {
  const named = found.filter(({ path }) => /\.te?xt$|(^|\/)edition\.json$/i.test(path));
  return named.length > 0 ? named : found;
};

const sorted = (found) => found.sort(byPath).map(({ file }) => file);

const walkHandle = async (folder, path) => {
  const found = [];
  for await (const [name, inside] of folder.entries()) {
    if (name.startsWith(".")) continue;
    const where = `${path}${name}`;
    if (inside.kind === "directory") found.push(...(await walkHandle(inside, `${where}/`)));
    else found.push({ path: where, file: await inside.getFile().catch(at("file", where)) });
  }
  return found;
};

const walkEntry = async (entry, path) => {
  if (entry.name.startsWith(".")) return [];
  const where = `${path}${entry.name}`;
  const asked = (ask) => new Promise(ask).catch(at("file", where));
  if (!entry.isDirectory) return [{ path: where, file: await asked((done, fail) => entry.file(done, fail)) }];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    // Folders are given in parts; an empty one is the last.
    const part = await asked((done, fail) => reader.readEntries(done, fail));
    if (part.length === 0) return (await Promise.all(found.map((inside) => walkEntry(inside, `${where}/`)))).flat();
    found.push(...part);
  }
};
