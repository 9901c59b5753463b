// Everything in one script, the module within: for a plain <script>, for Node, and for
// whatever cannot carry files along.

import "./define.js";

export { BanmianViewer } from "./element.js";
export { decode, init, parse, render, replay, write } from "./index.js";
