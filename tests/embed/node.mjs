// In Node: a page is parsed with no document, and what needs one says so.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { decode, parse, render, replay, write } from "banmian";

const bytes = await readFile(new URL("page.txt", import.meta.url));
const page = await parse(bytes);
assert.equal(page.articles[0].headline.text, "河湾镇新桥通车两岸居民出行缩短半小时");
assert.deepEqual(page.articles[0].bylines[0].names, ["林一舟"]);
assert.deepEqual(await parse((await decode(bytes)).text), page);
assert.equal(JSON.stringify(page), JSON.stringify(structuredClone(page)));
const edits = { version: 1, source: { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }, edits: [] };
assert.deepEqual((await replay(bytes.toString(), edits)).page.articles, page.articles);
assert.match(await write(page, "markdown"), /河湾镇新桥通车/);
await assert.rejects(parse({ text: "市图书馆" }), /not from this: Object/);
await assert.rejects(parse(undefined), /not from this: Undefined/);
await assert.rejects(render(page, {}), /there is no document here/);
