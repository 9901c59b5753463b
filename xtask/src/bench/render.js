// The best of many turns, each way after the other: until the nodes are in the document, and
// until they are laid out.
const [text, done] = arguments;
import("./banmian.js").then(async (banmian) => {
  await banmian.default({ module_or_path: "banmian.wasm" });
  const main = document.querySelector(".bm-main");
  const html = main.querySelector(".bm-page").outerHTML;
  const ways = {
    read: () => main.replaceChildren(banmian.read(text, undefined, "")[1]),
    ready: () => (main.innerHTML = html),
    parse: () => banmian.parse(text, undefined),
  };
  const best = {};
  for (let turn = 0; turn < 60; turn++) {
    for (const [name, way] of Object.entries(ways)) {
      main.replaceChildren();
      document.body.offsetHeight;
      const started = performance.now();
      way();
      const inserted = performance.now() - started;
      document.body.offsetHeight;
      const laid = performance.now() - started;
      const least = (best[name] ??= { inserted, laid });
      best[name] = { inserted: Math.min(least.inserted, inserted), laid: Math.min(least.laid, laid) };
    }
    await new Promise((done) => setTimeout(done));
  }
  return best;
}).catch((error) => String(error.stack)).then(done);
