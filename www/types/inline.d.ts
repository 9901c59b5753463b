export * from "./index.js";
export { BanmianViewer, type BanmianViewerEventMap } from "./element.js";
