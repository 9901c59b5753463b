// esbuild's options and plugin: how sources, styles, words, modules of WebAssembly and tables of
// characters become scripts.

import * as esbuild from "esbuild";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const www = new URL("../", import.meta.url).pathname;
const COMMON = {
  absWorkingDir: www,
  bundle: true,
  minify: true,
  target: "esnext",
  charset: "utf8",
  legalComments: "none",
  logLevel: "error",
};

// A style sheet as short as it can be.
export const css = async (text) => (await esbuild.transform(text, { ...transforming, loader: "css" })).code.trim();

// A script by itself as short as it can be, with constants put into it.
export const js = async (text, define) => (await esbuild.transform(text, { ...transforming, loader: "js", define })).code;

const { minify, target, charset, legalComments } = COMMON;
const transforming = { minify, target, charset, legalComments };

// Scripts that load parts of themselves, style sheets and words when they are needed. Entries are
// names of modules in src, or pairs of a name and a path.
export const entries = (files, outdir, names) =>
  esbuild.build({
    ...options(files),
    entryPoints: names.map((name) => (typeof name === "string" ? { out: name, in: `src/${name}.js` } : name)),
    outdir,
    format: "esm",
    splitting: true,
    chunkNames: "[name]-[hash]",
  });

// Everything in one script: `inline.js`, a module for bundlers and Node, or `banmian.js`, a plain
// script, which alone opens from disk.
export const script = (files, outdir, format) =>
  esbuild.build({
    ...options(files),
    conditions: ["inline"],
    entryPoints: [{ out: format === "iife" ? "banmian" : "inline", in: "src/inline.js" }],
    outdir,
    format,
    ...(format === "iife" ? { globalName: "Banmian" } : {}),
  });

const tags = () => readdirSync(new URL("locales", `file://${www}`)).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)).sort();

// What every bundle has: the names that the build stands for, out of `files`.
export const options = (files) => ({
  ...COMMON,
  define: { LOCALES: JSON.stringify(tags()) },
  plugins: [{
    name: "banmian",
    setup(build) {
      build.onResolve({ filter: /^#(generated|packed|worker)\b/ }, ({ path }) => ({ path: path.slice(1), namespace: "generated" }));
      build.onLoad({ filter: /^generated/, namespace: "generated" }, ({ path }) => {
        const contents = files[path.slice("generated/".length)];
        return path.endsWith(".js") ? { contents, loader: "js" } : module(String(contents));
      });
      build.onLoad({ filter: /^packed/, namespace: "generated" }, ({ path }) =>
        module(gzipSync(files[path.slice("packed/".length)], { level: 9 }).toString("base64")));
      build.onLoad({ filter: /^worker/, namespace: "generated" }, async () => module(await worker(files)));
      // as modules of their own, which are shorter than what esbuild makes of text and JSON
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => module(await css(await readFile(path, "utf8"))));
      build.onLoad({ filter: /locales\/.*\.json$/ }, async ({ path }) => module(JSON.parse(await readFile(path, "utf8"))));
    },
  }],
});

const module = (value) => ({ contents: `export default ${JSON.stringify(value)}`, loader: "js" });

// The worker's script as text: a plain one, as Chromium refuses modules that are made from disk.
const worker = async (files) => {
  const { outputFiles } = await esbuild.build({ ...options(files), entryPoints: ["src/engine/worker.js"], format: "iife", write: false });
  return outputFiles[0].text;
};
