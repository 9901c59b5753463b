// The npm package beside its scripts: what they load, the manifest, types, schemas.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packed } from "./bundle.js";
import { declarations } from "./declarations.js";
import { elementOf, manifest as elements } from "./reference.js";
import { FORMS_IN_ONE, PACKS } from "./wasm.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const AS_THEY_ARE = {
  "LICENSE-MIT": "LICENSE-MIT",
  "LICENSE-APACHE": "LICENSE-APACHE",
  "README.md": "www/npm/README.md",
  "banmian.css": "www/styles/banmian.css",
  "page.schema.json": "src/model.schema.json",
  "edits.schema.json": "src/edit/schema.json",
};

// `viewer` is the viewer in one script, `licences` are those of what it holds.
export const writePackage = async ({ files, viewer, licences, version }, to) => {
  await writeData(files, to);
  await copyFile(viewer, join(to, "banmian.js"));
  const forms = Object.fromEntries(FORMS_IN_ONE.map((name) => [name, packed(files[name])]));
  await writeFile(join(to, "inline-forms.js"), `export default ${JSON.stringify(forms)};\n`);
  for (const [name, path] of Object.entries(AS_THEY_ARE)) await copyFile(join(root, path), join(to, name));
  await writeFile(join(to, "THIRD-PARTY.md"), licences);
  const described = await elements();
  await writeFile(join(to, "custom-elements.json"), `${JSON.stringify(described, null, 2)}\n`);
  await declarations(to, elementOf(described));
  const manifest = JSON.parse(await readFile(join(root, "www/npm/package.json"), "utf8"));
  await writeFile(join(to, "package.json"), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
};

// What reads forms, and is loaded when one is opened.
export const FORMS = ["forms.wasm", "converted.wasm", ...PACKS];

// What the scripts load from beside themselves.
export const writeData = async (files, to) => {
  const names = { "banmian.wasm": "reading.wasm", "columns.wasm": "columns.wasm", "full.wasm": "full.wasm", "hanzi.txt": "hanzi.txt" };
  for (const [name, from] of Object.entries(names)) await writeFile(join(to, name), files[from]);
  for (const name of FORMS) await writeFile(join(to, name), files[name]);
};
