// Texts that are taken for more than text where something is wrong: each would set `window.ran`.

import assert from "node:assert/strict";

export const VECTORS = [
  "<script>ran=1</script>",
  "</script><script>ran=1</script>",
  "<img src=x onerror=ran=1>",
  "<svg onload=ran=1>",
  "<svg><script>ran=1</script></svg>",
  '"><img src=x onerror=ran=1>',
  "' onmouseover='ran=1' autofocus onfocus='ran=1",
  "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
  '<a href="javascript:ran=1">x</a>',
  "javascript:ran=1",
  "<style>*{background:url(https://x.invalid/)}</style>",
  "<link rel=stylesheet href=https://x.invalid/>",
  "<meta http-equiv=refresh content='0;url=https://x.invalid/'>",
  "<base href=https://x.invalid/>",
  "<template><script>ran=1</script></template>",
  "<!--><script>ran=1</script>-->",
  "]]><script>ran=1</script>",
  "{{constructor.constructor('ran=1')()}}",
  "</head></style><script>ran=1</script>",
  "</main></banmian-viewer><script>ran=1</script>",
  "<style></style></SCRIPT><!--",
  '<script type="module" data-banmian>ran=1</script>',
];

// No script ran, nothing stands in the document but what the viewer makes, nothing was asked for.
export const isHarmless = async (viewer, what) => {
  const found = await viewer.run(() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
    const made = all(document.body).filter((node) => !node.matches("body > script, banmian-viewer > script"));
    const isStrange = (node) =>
      /^(script|img|iframe|link|meta|base|template|object|embed|form)$/.test(node.localName) || (node.localName === "style" && !node.getRootNode().host);
    const links = made.filter((node) => node.hasAttribute("href")).map((node) => node.getAttribute("href"));
    return {
      ran: globalThis.ran ?? 0,
      elements: made.filter(isStrange).map((node) => node.outerHTML),
      handlers: made.flatMap((node) => [...node.attributes]).filter(({ name }) => name.startsWith("on")).map(({ name, value }) => `${name}=${value}`),
      links: links.filter((href) => !/^(#|https?:|blob:)/.test(href)),
      requests: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !/^(data|blob|file):/.test(name)),
    };
  });
  assert.deepEqual(found, { ran: 0, elements: [], handlers: [], links: [], requests: [] }, what);
};
