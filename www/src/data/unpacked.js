// What the build has packed with gzip and written in base64.

export const unpacked = async (/** @type {string} */ data) => {
  const bytes = Uint8Array.fromBase64?.(data) ?? fromBase64(atob(data));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
};

// A loop, as a call for each of half a million bytes would hold the page up.
const fromBase64 = (/** @type {string} */ units) => {
  const bytes = new Uint8Array(units.length);
  for (let i = 0; i < units.length; i += 1) bytes[i] = units.charCodeAt(i);
  return bytes;
};
