import assert from "node:assert/strict";
import { test } from "node:test";
import { withForms } from "../build/forms.js";
import { withFilesBeside } from "../build/site.js";
import { savedIn } from "../src/input/saved-file.js";

test("no text of a page is taken for a part of its file", () => {
  const text = '&lt;style>开馆</main><script type="application/json">"\\u003cscript type=\\"module\\" data-banmian>site</style>"</script>\n</banmian-viewer>';
  const file = `<head>\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'">\n<title>&lt;style></title>\n<style>a{}</style>\n</head>\n<body>\n<banmian-viewer>${text}\n<script type="module" data-banmian>viewer</script>\n</body>\n</html>\n`;
  const { html, style } = withFilesBeside(file);
  assert.equal(style, "a{}");
  assert.ok(html.includes(text) && !html.includes("<style>") && html.includes("script-src 'self'"));
  assert.ok(html.endsWith('</banmian-viewer>\n<script type="module" src="site.js"></script>\n</body>\n</html>\n'));
  assert.equal(html.split("site.css").length, 2);
});

test("what reads forms stands behind the viewer's script, and changes nothing of what else is in the file", () => {
  const viewer = '<banmian-viewer>\n<script type="application/json">{"text":"开馆\\u003c/body>"}</script>\n</banmian-viewer>';
  const file = `<!doctype html>\n<head>\n<style>a{}</style>\n</head>\n<body>\n${viewer}\n<script type="module" data-banmian>viewer</script>\n</body>\n</html>\n`;
  const bytes = new TextEncoder().encode("data");
  const one = withForms(file, { "forms.wasm": bytes, "converted.wasm": bytes, "cmaps-gb1.bin": bytes, "cmaps-cns1.bin": bytes });
  assert.deepEqual([...one.matchAll(/data-banmian-forms="([^"]+)"/g)].map(([, name]) => name), ["forms.wasm", "converted.wasm", "cmaps-gb1.bin", "cmaps-cns1.bin"]);
  assert.equal(one.replace(/\n<script type="text\/plain" data-banmian-forms="[^"]+">[\w+/=]+<\/script>/g, ""), file);
  assert.deepEqual(withFilesBeside(one), withFilesBeside(file));
  assert.deepEqual(savedIn(new TextEncoder().encode(one)), { text: "开馆</body>", edits: undefined, sheet: undefined, notes: undefined });
});
