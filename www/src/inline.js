// Everything in one script, with the module in it: for a plain <script>, for Node, and wherever no
// files can be loaded.

import "./define.js";

export { BanmianViewer } from "./element.js";
export { decode, init, parse, render, replay, write } from "./index.js";
