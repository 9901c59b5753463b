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
const item = { str: "河湾镇新桥通车", dir: "ltr", width: 70, height: 10, transform: [10, 0, 0, 10, 20, 80], fontName: "f", hasEOL: true };
const { text, sheet } = await decode({ items: [item], styles: {}, width: 100, height: 100 });
assert.deepEqual([text, sheet.pages[0].runs[0].x0], ["河湾镇新桥通车\n", 20]);
assert.equal((await parse({ items: [item], styles: {} })).source.pages.length, 1);
assert.equal((await parse("# 河湾镇新桥通车\n\n本报讯 昨日，新桥通车。", { form: "markdown" })).articles[0].headline.text, "河湾镇新桥通车");
assert.equal((await decode(new TextEncoder().encode("# 河湾镇\n\n本报讯\n\n# 新桥\n"))).text, "河湾镇\n\n本报讯\n\n新桥\n");
// of a font that is not in the file, and whose map is in one beside the package
const pdf = `%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>> >> >> endobj
4 0 obj <</Length 52>> stream
BT /F1 10 Tf 1 0 0 1 20 200 Tm <90568bb48aae90ac> Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type0/BaseFont/Ryumin/Encoding/90ms-RKSJ-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>> >>]>> endobj
trailer <</Root 1 0 R>>
%%EOF
`;
assert.deepEqual([(await decode(new TextEncoder().encode(pdf))).text, (await decode(bytes)).remarks], ["新橋完成\n", []]);
const broken = new TextEncoder().encode(pdf.replace(/trailer[^]*/, ""));
const decoded = await decode(broken);
assert.deepEqual(decoded.remarks, [{ kind: "repaired", message: "the file is damaged; what could be found of it was read" }]);
assert.deepEqual(await parse(decoded.text, decoded), await parse(broken));
await assert.rejects(parse({ text: "市图书馆" }), /not from this: Object/);
await assert.rejects(parse(undefined), /not from this: Undefined/);
await assert.rejects(render(page, {}), /there is no document here/);
