// In Node: a page is parsed with no document, and what needs one says so.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { decode, parse, render } from "banmian";

const bytes = await readFile(new URL("page.txt", import.meta.url));
const page = await parse(bytes);
assert.equal(page.articles[0].headline.text, "河湾镇新桥通车两岸居民出行缩短半小时");
assert.deepEqual(page.articles[0].bylines[0].names, ["林一舟"]);
assert.deepEqual(await parse((await decode(bytes)).text), page);
assert.equal(JSON.stringify(page), JSON.stringify(structuredClone(page)));
await assert.rejects(render(page, {}), /there is no document here/);
