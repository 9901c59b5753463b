// What files are called, and how they begin. One that cannot be read is opened all the same, and its error says so.

/** @type {(blob: Blob) => Promise<Uint8Array>} the bytes of a file; none where it cannot be read */
export const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer().catch(() => new ArrayBuffer(0)));

/** @type {(blob: Blob) => Promise<Uint8Array>} the beginning of a file, by which what is no text is told */
export const headOf = (blob) => bytesOf(blob.slice(0, 1 << 12));

/** @type {(name: string) => string} a name without its ending */
export const stem = (name) => name.replace(/\.[^.]*$/, "");
