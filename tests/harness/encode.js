// Bytes in encodings that JavaScript can read but not write.

// A text in the encoding of a label of the Encoding Standard with one or two bytes a character, by
// its decoder's table read backwards.
export const encode = (text, label) => Uint8Array.from([...text].flatMap((character) => table(label).get(character) ?? [character.codePointAt(0)]));

const tables = new Map();

const table = (label) => {
  if (tables.has(label)) return tables.get(label);
  const decoder = new TextDecoder(label);
  const bytes = new Map();
  const add = (...encoded) => {
    const decoded = decoder.decode(Uint8Array.from(encoded));
    if (!decoded.includes("\ufffd") && !bytes.has(decoded)) bytes.set(decoded, encoded);
  };
  for (let lead = 0x80; lead <= 0xff; lead += 1) {
    add(lead);
    for (let trail = 0x40; trail <= 0xfe; trail += 1) add(lead, trail);
  }
  return tables.set(label, bytes).get(label);
};

// A text in UTF-16 without a byte order mark.
export const utf16 = (text, { bigEndian = false } = {}) => {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};

// A text in UTF-32 without a byte order mark.
export const utf32 = (text, { bigEndian = false } = {}) => {
  const view = new DataView(new ArrayBuffer([...text].length * 4));
  [...text].forEach((character, n) => view.setUint32(n * 4, character.codePointAt(0), !bigEndian));
  return new Uint8Array(view.buffer);
};
