// What cargo and wasm-bindgen have made, by name, its modules of WebAssembly made small.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rename } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const require = createRequire(import.meta.url);
const BINARYEN = require("binaryen/package.json").version;
const WASM_OPT = require.resolve("binaryen/bin/wasm-opt");
const FLAGS = [
  // -Oz makes a module that is shorter, but larger compressed
  "-O2",
  // so is what is inlined once more: it is no longer alike
  "--flexible-inline-max-function-size=0", "--always-inline-max-function-size=0", "--one-caller-inline-max-function-size=0",
  // functions of one name, compiled for several types, pack better side by side
  "--reorder-functions-by-name", "--strip-debug",
  "--enable-bulk-memory", "--enable-multivalue", "--enable-mutable-globals", "--enable-nontrapping-float-to-int",
  "--enable-reference-types", "--enable-sign-ext",
];

// The character maps of PDF, by the collections that fonts name.
export const PACKS = ["gb1", "cns1", "japan1", "korea1"].map((collection) => `cmaps-${collection}.bin`);

// What reads forms in one script: Japanese and Korean maps, as large as the Chinese ones, are not in it.
export const FORMS_IN_ONE = ["forms.wasm", "converted.wasm", "cmaps-gb1.bin", "cmaps-cns1.bin"];

// Modules that are always started by their own JavaScript.
const OWN_GLUE = ["forms", "converted", "columns"];

// { "full.wasm", "full.js", …, "hanzi.txt", "variants.txt", "cmaps-gb1.bin", … } out of the folder `generated`.
export const modules = async (generated, names) => {
  const files = {};
  const read = async (name, path) => (files[name] = await readFile(join(generated, path)));
  await Promise.all(names.map(async (name) => {
    files[`${name}.wasm`] = await optimised(join(generated, name, "banmian_bg.wasm"), join(generated, "optimised"));
    await read(`${name}.js`, `${name}/banmian.js`);
  }));
  await Promise.all(["hanzi.txt", "variants.txt", ...PACKS].map((name) => read(name, name)));
  for (const name of names) if (!OWN_GLUE.includes(name)) ensureImports(name, files);
  // a host may bring the whole module to read with, and the worker is given any of them
  files["reading.js"] = files["full.js"];
  return files;
};

// What wasm-opt has made of the same bytes before is taken from the folder `cache`.
const optimised = async (path, cache) => {
  const key = createHash("sha256").update(await readFile(path)).update(JSON.stringify([BINARYEN, FLAGS])).digest("hex");
  const made = join(cache, `${key}.wasm`);
  const read = () => readFile(made);
  return read().catch(async () => {
    await mkdir(cache, { recursive: true });
    await promisify(execFile)(process.execPath, [WASM_OPT, ...FLAGS, path, "-o", `${made}.part`]);
    await rename(`${made}.part`, made);
    return read();
  });
};

// The JavaScript of the whole module starts the one that reads as well: what that imports it has to give,
// and to mean the same by it, as wasm-bindgen numbers some names anew in each module.
const ensureImports = (name, files) => {
  const [own, given] = [`${name}.js`, "full.js"].map((glue) => functions(String(files[glue])));
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(files[`${name}.wasm`])).map((wanted) => wanted.name);
  const wrong = imports.filter((wanted) => !given.has(wanted) || given.get(wanted) !== own.get(wanted));
  if (wrong.length > 0) throw new Error(`the module ${name} imports what the whole one does not, or not so: ${wrong}`);
};

// The functions that a module is given, as they are written.
const functions = (glue) => new Map([...glue.matchAll(/^ *(__wb\w+): (.*?),\n(?= *(?:__wb\w+: |\}))/gms)].map(([, name, body]) => [name, body]));
