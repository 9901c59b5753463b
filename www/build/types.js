// Types of a page and of corrections, from their JSON Schemas; run by itself, into `types`, where
// the sources' JSDoc looks for them.

import { compileFromFile } from "json-schema-to-typescript";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const SCHEMAS = { page: "src/model.schema.json", edits: "src/edit/schema.json" };

export const schemaTypes = async (to) => {
  await mkdir(to, { recursive: true });
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const types = await compileFromFile(path(schema), { additionalProperties: false, bannerComment: "" });
    await writeFile(join(to, `${name}.d.ts`), types.replaceAll("EditsOfANewspaperPage", "Edits"));
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await schemaTypes(path("www/types"));
