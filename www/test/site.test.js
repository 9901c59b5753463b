import assert from "node:assert/strict";
import { test } from "node:test";
import { withFilesBeside } from "../build/site.js";

test("no text of a page is taken for a part of its file", () => {
  const text = '&lt;style>开馆</main><script type="application/json">"\\u003cscript type=\\"module\\" data-banmian>site</style>"</script>\n</banmian-viewer>';
  const file = `<head>\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'">\n<title>&lt;style></title>\n<style>a{}</style>\n</head>\n<body>\n<banmian-viewer>${text}\n<script type="module" data-banmian>viewer</script>\n</body>\n</html>\n`;
  const { html, style } = withFilesBeside(file);
  assert.equal(style, "a{}");
  assert.ok(html.includes(text) && !html.includes("<style>") && html.includes("script-src 'self'"));
  assert.ok(html.endsWith('</banmian-viewer>\n<script type="module" src="site.js"></script>\n</body>\n</html>\n'));
  assert.equal(html.split("site.css").length, 2);
});
