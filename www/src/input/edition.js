// An edition: the pages that are open together, each read when it is shown or when there is
// time for it.

import { areOf, editsIn } from "./corrections.js";
import { at, fetched, opened, pagesOf, unescaped } from "./text.js";

const SLOW = 200;

export const isList = (given) => Array.isArray(given) || (globalThis.FileList && given instanceof FileList);

// One entry a page: what it is made from, and, once it is read, its source and page. Files of
// corrections go with the pages that have their names.
export const edition = (list, named, notes = []) =>
  [...list].map((given) => {
    const own = list.length === 1 ? notes[0] : notes.find((file) => areOf(file, given));
    return { given, named, notes: own, name: given.name ?? "", source: null, page: null };
  });

export const alone = (source) => [{ given: source, name: source.name ?? "", source, page: null }];

// The entries of a manifest: { title, date, pages: [{ name, src } or { name, text }] }, or only
// addresses or names of files. What it names is looked for among `files`, or fetched from beside it.
export const listed = (manifest, base, files = []) => {
  const entries = manifest.pages.map((entry) => (typeof entry === "string" ? { src: entry } : entry));
  const given = entries.map(({ name, src = "", text, edits }) => {
    if (typeof text === "string") return { name: name ?? "", text, edits };
    const file = files.find((file) => [file.name, file.webkitRelativePath].includes(src));
    return file ? { name: name ?? file.name, file } : { name: name ?? lastOf(src), src, base };
  });
  const title = [manifest.title, manifest.date].filter((text) => typeof text === "string").join(" · ");
  return Object.assign(edition(given, {}), { title });
};

// The pages that one source turns out to be, or null where it is one page.
export const expanded = (source) => {
  const named = /\.json$/i.test(source.name ?? "");
  const manifest = source.pages || named ? manifestOf(source) : null;
  return manifest ? listed(manifest, source.base ?? document.baseURI, source.files) : leavesOf(source);
};

// The manifest that a source is, or that its text is to be.
const manifestOf = (source) => {
  try {
    const manifest = source.pages ? source : JSON.parse(source.text);
    const has = (entry, key) => typeof entry?.[key] === "string";
    const right = (entry) => typeof entry === "string" || ((has(entry, "src") || has(entry, "text")) && (has(entry, "name") || entry.name == null));
    if (Array.isArray(manifest?.pages) && manifest.pages.length > 0 && manifest.pages.every(right)) return manifest;
    throw new Error('give {"pages": ["1.txt", …]}');
  } catch (error) {
    return at("manifest")(error);
  }
};

const lastOf = (path) => unescaped(path.split(/[?#]/)[0].split("/").pop());

// The entries of a text that holds several pages.
export const leavesOf = ({ texts, text, bytes, name = "", ...how }) => {
  const parts = bytes ? texts : pagesOf(text);
  if (how.leaf !== undefined || parts.length < 2) return null;
  const stem = name.replace(/\.te?xt$/i, "");
  const given = parts.map((text, leaf) => ({ name: [stem, leaf + 1].filter(Boolean).join(" · "), text, bytes, leaf }));
  return edition(given, how);
};

// The source of an entry; one that has been read keeps its page. Corrections that cannot be read
// leave it as it is.
export const sourceOf = async (entry) => {
  const { notes } = entry;
  const source = await plainSource(entry);
  if (entry.source || !notes) return source;
  try {
    return { ...source, edits: await editsIn(notes) };
  } catch (error) {
    return { ...source, amiss: error };
  }
};

const plainSource = async ({ given, named, source, page }) => {
  if (source) return { ...source, page, kept: page !== null };
  if (given.src !== undefined) return { ...named, ...(await fetched(given.src, given.base)), name: given.name };
  if (given.file) return { ...named, ...(await opened(given.file, named.named)), name: given.name };
  if (given.leaf !== undefined && given.bytes) return { ...named, name: given.name, bytes: given.bytes, leaf: given.leaf };
  if (typeof given === "string" || typeof given?.text === "string") return { ...named, name: given.name ?? "", encoding: "UTF-8", text: given.text ?? given, edits: given.edits };
  return { ...named, ...(await opened(given, named.named)) };
};

// Reads what is not read yet, a page at a time.
// `told` hears how many are read, and whether it has taken long enough to say so.
export const readAhead = async (pages, read, late, told) => {
  const started = performance.now();
  for (const page of pages) {
    if (page.page || page.error) continue;
    await read(page).catch((error) => (page.error = error));
    if (late()) return;
    told(pages.indexOf(page), pages.filter((page) => page.page || page.error).length, performance.now() - started > SLOW);
  }
};

// What bytes hold, for reading with the eyes, where they are no text.
export const lossy = (bytes) => new TextDecoder("utf-8").decode(bytes.subarray(0, 1 << 16));

// Waits until the browser has nothing else to do.
export const idle = () =>
  new Promise((done) => (globalThis.requestIdleCallback ? requestIdleCallback(() => done(), { timeout: 1000 }) : setTimeout(done, 30)));
