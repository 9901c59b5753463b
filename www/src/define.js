// Registers the element, once.

import { BanmianViewer } from "./element.js";
import { dress } from "./typography/dress.js";

const NAME = "banmian-viewer";
const registry = globalThis.customElements;
const define = () => registry.get(NAME) ?? registry.define(NAME, BanmianViewer);

// A document that brings its articles ready-made shows them before they become a viewer, and set as
// they are then to be.
const whenPainted = (/** @type {() => void} */ then) => {
  const seen = new PerformanceObserver(() => setTimeout(done));
  const late = setTimeout(() => done(), 300);
  const done = () => {
    seen.disconnect();
    clearTimeout(late);
    then();
  };
  seen.observe({ type: "paint", buffered: true });
};

const pending = registry ? document.querySelectorAll(`${NAME}[pending]`) : [];
for (const viewer of pending) {
  // of several pages one is shown, once the viewer stands
  if (viewer.querySelectorAll(".bm-page").length === 1) dress(viewer, viewer);
}
if (pending.length > 0) whenPainted(define);
else if (registry) define();
