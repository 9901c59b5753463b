import assert from "node:assert/strict";
import { test } from "node:test";
import { elementOf, manifest } from "../build/reference.js";
import { sources } from "./sources.js";

const names = (items) => items.map(({ name }) => name).sort();

test("the manifest names every event and part that the sources have, and no other", async () => {
  const { events, cssParts } = elementOf(await manifest());
  const all = sources().join("\n");
  const named = (pattern) => new Set([...all.matchAll(pattern)].map(([, name]) => name));
  for (const name of named(/\bpart(?:\(| = |: )"([\w-]+)"/g)) assert.ok(names(cssParts).includes(name), `${name} is no part in the manifest`);
  for (const name of named(/"(banmian-[a-z]+)"/g)) {
    const known = names(events).includes(name) || ["banmian-viewer", "banmian-page"].includes(name);
    assert.ok(known, `${name} is no event in the manifest`);
  }
  for (const name of [...names(events), ...names(cssParts)]) assert.ok(all.includes(`"${name}"`), `${name} is in no module`);
});

test("the manifest has what a document may use of the element", async () => {
  const { attributes, members, cssProperties, slots, tagName } = elementOf(await manifest());
  assert.equal(tagName, "banmian-viewer");
  for (const name of ["src", "view", "story", "hash", "files", "corrections", "theme"]) assert.ok(names(attributes).includes(name), name);
  for (const name of ["text", "page", "pages", "ready", "open", "show", "find", "html"]) assert.ok(names(members).includes(name), name);
  assert.ok(members.every(({ privacy }) => privacy !== "private"));
  assert.ok(cssProperties.length > 20 && slots.length === 1);
});
