// The licences of what others have written go with what is shipped.

import assert from "node:assert/strict";
import { test } from "node:test";
import { licencesOf } from "../build/licences.js";

test("each package that is built in is named once, with its licence in full", async () => {
  const inputs = { "src/element.js": {}, "node_modules/fflate/esm/browser.js": {}, "node_modules/d3-dsv/src/csv.js": {}, "node_modules/d3-dsv/src/dsv.js": {} };
  const licences = await licencesOf({ inputs });
  assert.deepEqual(licences.match(/^## \S+/gm), ["## d3-dsv", "## fflate"]);
  assert.match(licences, /Mike Bostock/);
  assert.match(licences, /Permission is hereby granted, free of charge/);
});
