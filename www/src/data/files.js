// The data of the package: in files beside the script, which are named as bundlers want it.

export const fetched = async (/** @type {URL} */ address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}: ${response.url}`);
  return response;
};

export const module = async () => (await fetched(new URL("./banmian.wasm", import.meta.url))).arrayBuffer();

export const columns = async () => (await fetched(new URL("./columns.wasm", import.meta.url))).arrayBuffer();

export const full = async () => (await fetched(new URL("./full.wasm", import.meta.url))).arrayBuffer();

export const characters = async () => (await fetched(new URL("./hanzi.txt", import.meta.url))).text();

export const variants = async () => (await import("#generated/variants.txt")).default;

// The viewer as one script, to be put into files.
export const own = async () => ({ text: await (await fetched(new URL("./banmian.js", import.meta.url))).text(), type: "" });
