// Rendered on a server: every entry can be imported where there is no document.
import assert from "node:assert/strict";
import "banmian/define";
import "banmian/inline";
import { BanmianViewer } from "banmian/element";

assert.equal(typeof BanmianViewer, "function");
assert.ok(BanmianViewer.observedAttributes.includes("view"));
assert.equal(globalThis.customElements, undefined);
