// Which of the files that were found are meant, in what order, and what the browser knows each by.

/** @typedef {{ path: string, file: File }} Found */

const order = new Intl.Collator(undefined, { numeric: true });
const byPath = (/** @type {Found} */ a, /** @type {Found} */ b) => order.compare(a.path, b.path);

/** @type {WeakMap<File, any>} the handle of the file or the folder that was dropped, where the browser gives one */
export const handles = new WeakMap();

/** @type {(found: Found[]) => Found[]} what calls itself a text or a document, or the list of an edition's pages; where nothing does, everything */
export const texts = (found) => {
  const named = found.filter(({ path }) => /\.(te?xt|pdf|xml|hocr)$|(^|\/)edition\.json$/i.test(path));
  return named.length > 0 ? named : found;
};

/** @type {(found: Found[]) => File[]} the files in the order of their names */
export const sorted = (found) => found.sort(byPath).map(({ file }) => file);
