// Registers the element, once.

import { BanmianViewer } from "./element.js";

const NAME = "banmian-viewer";
const registry = globalThis.customElements;
const define = () => registry.get(NAME) ?? registry.define(NAME, BanmianViewer);

// A document that brings its articles ready-made shows them before they become a viewer.
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

if (registry && document.querySelector(`${NAME}[pending]`)) whenPainted(define);
else if (registry) define();
