import { BanmianViewer } from "./element.js";

const registry = globalThis.customElements;
if (registry && !registry.get("banmian-viewer")) registry.define("banmian-viewer", BanmianViewer);
