// The picture of the printed page behind its text.

// The last parts of the address of a IIIF image: region, size, rotation, and quality with format.
const IIIF = /^(.*\/)(?:max|full|\^?!?\d*,\d*|\^?pct:[\d.]+)(\/!?[\d.]+\/(?:default|native|color|gr[ae]y|bitonal)\.\w+)$/;
const INFO = /^(.*)\/info\.json$/;
// Widths are asked for in few sizes, as servers keep what they have made.
const STEP_PX = 512;
const MOST_PX = 4096;

/**
 * Where a picture may be had, the address that fits best first: of a IIIF image one about as wide as it is
 * shown, then as it was given, or whole.
 *
 * @param {string} address
 * @param {number} width in pixels of the screen
 * @returns {string[]}
 */
export const imageAddresses = (address, width) => {
  const wanted = Math.min(MOST_PX, Math.max(1, Math.ceil(width / STEP_PX)) * STEP_PX);
  const [, base] = INFO.exec(address) ?? [];
  if (base !== undefined) return [`${wanted},`, "max", "full"].map((size) => `${base}/full/${size}/0/default.jpg`);
  const [, before, after] = IIIF.exec(address) ?? [];
  return before === undefined ? [address] : [`${before}${wanted},${after}`, address];
};

/**
 * A picture that is loaded from the first address that gives one.
 *
 * @param {string[]} addresses
 * @param {{ loaded: () => void, failed: () => void }} hooks
 */
export const createImage = ([first, ...others], { loaded, failed }) => {
  const image = document.createElement("img");
  image.className = "bm-scan";
  // what it shows is there as text
  image.alt = "";
  image.decoding = "async";
  image.addEventListener("load", loaded);
  image.addEventListener("error", () => {
    const next = others.shift();
    if (next === undefined) failed();
    else image.src = next;
  });
  image.src = first;
  return image;
};
