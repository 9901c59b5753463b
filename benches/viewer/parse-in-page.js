// As parse-in-node.js, in a browser, whose clock is coarse: each way has a while to itself, and its best
// of some.

import * as banmian from "./banmian.js";
import { marked } from "./marked.js";

const WHILE = 300;
const TURNS = 5;

const measured = async () => {
  await banmian.default({ module_or_path: "banmian.wasm" });
  const text = await (await fetch("page.txt")).text();
  const ways = { wasm: () => banmian.parse(text, undefined), marked: () => marked.parse(text) };
  const best = {};
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [name, way] of Object.entries(ways)) {
      let [count, passed] = [0, 0];
      for (const started = performance.now(); passed < WHILE; passed = performance.now() - started) {
        way();
        count += 1;
      }
      best[name] = Math.min(best[name] ?? Infinity, passed / count / 1000);
      await new Promise((done) => setTimeout(done));
    }
  }
  return best;
};

measured()
  .catch((error) => ({ failed: String(error.stack ?? error) }))
  .then((found) => (document.documentElement.dataset.found = JSON.stringify(found)));
