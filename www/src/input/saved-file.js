// What an HTML file holds that the viewer has saved, or the command has written: its texts, as JSON.

/** @import { Source } from "../model/types.js" */

const DATA = '<script type="application/json">';

/**
 * The page, or the list of pages, in the bytes of such a file; null in any other.
 *
 * @param {Uint8Array} bytes
 * @returns {Partial<Source> | null}
 */
export const savedIn = (bytes) => {
  // "<", as in "<!doctype html>"
  if (bytes[0] !== 0x3c) return null;
  const html = new TextDecoder().decode(bytes);
  const viewer = html.search(/<banmian-viewer[\s>]/);
  const start = viewer < 0 ? -1 : html.indexOf(DATA, viewer);
  if (!/^<!doctype html/i.test(html) || start < 0) return null;
  try {
    const { text, name, edits, sheet, notes, pages, title } = JSON.parse(html.slice(start + DATA.length, html.indexOf("</script>", start)));
    if (Array.isArray(pages)) return { pages, title };
    return typeof text === "string" ? { text, edits, sheet, notes, ...(name && typeof name === "string" ? { name } : {}) } : null;
  } catch {
    return null;
  }
};
