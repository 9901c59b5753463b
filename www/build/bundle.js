// esbuild's options, and its plugin: how sources, styles, words, modules of WebAssembly and tables of
// characters become scripts.

import * as esbuild from "esbuild";
import { readdirSync } from "node:fs";
import { appendFile, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { licencesOf } from "./licences.js";

const www = fileURLToPath(new URL("../", import.meta.url));
const MINIFIED = { minify: true, target: "esnext", charset: "utf8", legalComments: "none" };

// A style sheet minified.
export const css = async (text) => (await esbuild.transform(text, { ...MINIFIED, loader: "css" })).code.trim();

// A script by itself minified, with constants put into it.
export const js = async (text, define) => (await esbuild.transform(text, { ...MINIFIED, define })).code;

// Scripts that load parts of themselves, style sheets and words when they are needed. `entries` are
// paths of modules by the names of their scripts.
export const split = (files, outdir, entries) =>
  esbuild.build({ ...splitting(files), entryPoints: entries, outdir });

// Its options.
export const splitting = (files) => ({
  ...options(files, [{ name: "few", setup: joinShared }]),
  format: "esm",
  splitting: true,
  chunkNames: "[name]-[hash]",
});

// Everything in one script: `inline.js`, a module for bundlers and Node, or `banmian.js`, a plain
// script, which alone opens from disk. Returns the licences of what it holds, with which it ends, as it
// is copied by itself.
export const whole = async (files, outdir, name) => {
  const { metafile } = await esbuild.build({
    ...options(files),
    metafile: true,
    entryPoints: { [name]: "src/inline.js" },
    outdir,
    ...(name === "banmian"
      ? { conditions: ["inline", "script"], format: "iife", globalName: "Banmian" }
      : { conditions: ["inline"], format: "esm" }),
  });
  const licences = await licencesOf(metafile);
  await appendFile(join(outdir, `${name}.js`), `/*!\n${licences}*/\n`);
  return licences;
};

// What every bundle has. `files` are what cargo and wasm-bindgen have made, by name.
export const options = (files, plugins = []) => ({
  ...MINIFIED,
  absWorkingDir: www,
  bundle: true,
  logLevel: "error",
  define: { LOCALES: JSON.stringify(tags()) },
  plugins: [...plugins, { name: "banmian", setup: (build) => plugin(build, files) }],
});

// What is loaded later also imports the element, which is there by then. Otherwise all that it has in
// common with the element would be in scripts of their own, for each set of those that share it.
const joinShared = (build) => {
  build.onResolve({ filter: /^\..*\.js$/ }, ({ kind, path, resolveDir }) =>
    (kind === "dynamic-import" ? { path: join(resolveDir, path), namespace: "later" } : null));
  build.onLoad({ filter: /./, namespace: "later" }, ({ path }) => ({
    contents: `import ${JSON.stringify(join(www, "src/element.js"))}; export * from ${JSON.stringify(path)};`,
    resolveDir: www,
  }));
};

// Bytes compressed with gzip, in base64.
export const packed = (bytes) => gzipSync(bytes, { level: 9 }).toString("base64");

// The languages there are words of.
const tags = () => readdirSync(join(www, "locales")).map((name) => name.replace(/\.json$/, "")).sort();

// What the sources import by these names is in no file beside them: `#generated/` something of
// `files`, `#packed/` the same compressed, `#worker`, `#columns-worker` and `#forms-worker` the scripts of
// the workers as text, `#rest/` the words of a language that its file gives when it is asked for the rest of them;
// `#inline-forms` is in a file beside the script `inline.js`.
const plugin = (build, files) => {
  build.onResolve({ filter: /^#inline-forms$/ }, () => ({ path: "./inline-forms.js", external: true }));
  build.onResolve({ filter: /^#(generated|packed|worker|columns-worker|forms-worker|rest)(\/|$)/ }, ({ path }) => ({ path: path.slice(1), namespace: "generated" }));
  build.onLoad({ filter: /^generated\//, namespace: "generated" }, ({ path }) => {
    const contents = files[path.slice("generated/".length)];
    return path.endsWith(".js") ? { contents } : module(String(contents));
  });
  build.onLoad({ filter: /^packed\//, namespace: "generated" }, ({ path }) => module(packed(files[path.slice("packed/".length)])));
  build.onLoad({ filter: /^((columns|forms)-)?worker$/, namespace: "generated" }, async ({ path }) => module(await worker(files, path)));
  build.onLoad({ filter: /\.css$/ }, async ({ path }) => module(await css(await readFile(path, "utf8"))));
  build.onLoad({ filter: /locales\/[^/]+\.json$/ }, async ({ path }) => {
    const { contents } = module(await words(basename(path), (key) => !LATER.test(key)));
    return { contents: `${contents};export const rest = async () => (await import("#rest/${basename(path)}")).default` };
  });
  build.onLoad({ filter: /^rest\//, namespace: "generated" }, async ({ path }) => module(await words(basename(path), (key) => LATER.test(key))));
};

// The words that a page can be read without.
const LATER = /^(cite|contents\.|copy\.done|correct\.|doubt|encoding|facsimile|find\.|form\.|front\.|heap\.|jump\.|key\.|keys$|keys\.(?!help)|kind\.|language|left|legend|link\.(?!story|block)|notes\.|origin|print|problem\.|provenance|reason\.|restore\.|role\.|save\.|sign\.|speak\.|type\.|welcome\.|why\.|work\.|zoom)/;

const words = async (name, wanted) => {
  const all = JSON.parse(await readFile(join(www, "locales", name), "utf8"));
  return Object.fromEntries(Object.entries(all).filter(([key]) => wanted(key)));
};

// A module of a value, which is shorter than what esbuild makes of text and JSON by itself.
const module = (value) => ({ contents: `export default ${JSON.stringify(value)}` });

// A plain script, as Chromium refuses workers that are modules where a document is opened from disk.
const worker = async (files, name) => {
  const { outputFiles } = await esbuild.build({ ...options(files), entryPoints: [`src/engine/${name}.js`], format: "iife", write: false });
  return outputFiles[0].text;
};
