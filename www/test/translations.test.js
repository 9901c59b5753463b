import assert from "node:assert/strict";
import * as esbuild from "esbuild";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { options } from "../build/bundle.js";
import { HOST_KINDS, HOST_REMARKS } from "../src/engine/form-errors.js";
import { sources } from "./sources.js";

const www = fileURLToPath(new URL("../", import.meta.url));
const tags = readdirSync(join(www, "locales")).map((name) => name.replace(".json", ""));
const words = Object.fromEntries(tags.map((tag) => [tag, JSON.parse(readFileSync(join(www, "locales", `${tag}.json`), "utf8"))]));

// The names of errors and remarks of the library's forms.
const kindsOf = (file) => {
  const source = readFileSync(join(www, "../src/form", file), "utf8");
  const [, arms] = source.match(/fn kind\(&self\) -> &'static str \{(.*?)\n {4}\}\n/s);
  return [...arms.matchAll(/=> "([a-z-]+)"/g)].map(([, kind]) => kind);
};

// The keys that the sources name, whole or by what is put into them.
const asked = () => {
  const keys = new Set();
  for (const source of sources()) {
    for (const [, key] of source.matchAll(/(?<![\p{L}\p{N}])t\("([^"]+)"/gu)) keys.add(key);
    for (const [, key] of source.matchAll(/"(correct\.[a-z.]+)"/g)) keys.add(key);
  }
  for (const act of ["carry", "type", "join", "split", "headline", "confirm", "undo", "redo", "printed", "done"]) keys.add(`correct.${act}`);
  for (const what of ["role", "headline", "join", "part", "split", "merge", "kind", "correct", "confirm"]) keys.add(`correct.did.${what}`);
  for (const place of ["behind", "before", "story", "page"]) keys.add(`correct.did.move.${place}`);
  for (const view of ["page", "list", "source", "facsimile"]) keys.add(`view.${view}`);
  for (const code of ["empty", "undecodable", "doubtful-encoding", "not-text", "doubtful-recognition", "doubtful-join", "doubtful-place", "doubtful-headline", "no-headline", "no-body", "unplaced"]) keys.add(`doubt.${code}`);
  for (const stage of ["fetch", "file", "form", "decode", "manifest", "engine", "parse", "cues", "edits"]) keys.add(`error.${stage}`);
  for (const kind of kindsOf("error.rs")) keys.add(`form.error.${kind}`);
  for (const kind of HOST_KINDS) keys.add(`form.error.${kind}`);
  for (const kind of [...kindsOf("document.rs"), ...HOST_REMARKS]) keys.add(`form.remark.${kind}`);
  return keys;
};

test("every locale has each word that the viewer asks for", () => {
  const keys = asked();
  assert.ok(keys.has("form.error.scanned") && keys.has("form.error.unavailable") && keys.has("form.remark.hidden"), "the forms were not searched");
  assert.ok(keys.has("why.place") && keys.has("said.loaded"), "the sources were not searched");
  assert.ok(["en", "zh-Hans", "zh-Hant"].every((tag) => tag in words));
  for (const tag of tags) {
    assert.deepEqual([...keys].filter((key) => !(key in words[tag])), [], `${tag} misses words`);
    assert.deepEqual(Object.keys(words[tag]).sort(), Object.keys(words.en).sort(), `${tag} and en have other keys`);
    assert.deepEqual(Object.keys(words[tag]).filter((key) => words[tag][key].trim() === ""), [], `${tag} has empty words`);
  }
});

test("a file of words is all that a language needs", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "banmian-"));
  await esbuild.build({ ...options({ "variants.txt": "" }), entryPoints: ["src/assets.js"], outdir, format: "esm", outExtension: { ".js": ".mjs" } });
  const assets = await import(pathToFileURL(join(outdir, "assets.mjs")));
  assert.deepEqual((await assets.tags()).toSorted(), tags.toSorted());
  for (const tag of tags) {
    const { default: first, rest } = await assets.locale(tag);
    assert.deepEqual({ ...first, ...(await rest()) }, words[tag]);
  }
});
