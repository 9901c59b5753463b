// Where style, words and the module come from: the folders beside this one. The single-file build
// puts assets-inline.js in its place.

const at = (name) => new URL(`../${name}`, import.meta.url);

const got = async (name) => {
  const response = await fetch(at(name));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}: ${response.url}`);
  return response;
};

export const style = async (name) => (await got(`styles/${name}`)).text();

export const tags = async () => (await got("locales/index.json")).json();

export const locale = async (tag) => (await got(`locales/${tag}.json`)).json();

export const module = async () => (await got("wasm/banmian.wasm")).arrayBuffer();

export const columns = async () => (await got("wasm/columns.wasm")).arrayBuffer();

export const desk = async () => (await got("wasm/desk.wasm")).arrayBuffer();

export const characters = async () => (await got("hanzi.txt")).text();

export const variants = async () => (await got("variants.txt")).text();

// Plain modules are no one script; a file that is saved is then without.
export const own = async () => null;
