// Offsets in bytes of UTF-8 → offsets in UTF-16 units.

/**
 * The offsets in UTF-16 units of a text by those in bytes of UTF-8.
 *
 * @param {string} text
 * @param {number[]} bytes in any order
 * @returns {Map<number, number>}
 */
export const utf16Of = (text, bytes) => {
  const units = new Map();
  let [byte, unit] = [0, 0];
  for (const wanted of [...new Set(bytes)].sort((a, b) => a - b)) {
    while (byte < wanted && unit < text.length) {
      const code = /** @type {number} */ (text.codePointAt(unit));
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      unit += code < 0x10000 ? 1 : 2;
    }
    units.set(wanted, unit);
  }
  return units;
};
