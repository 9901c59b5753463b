// What the view of the source is made of, with its style. Loaded when it is first shown.

import css from "../../styles/source.css";
import { adopt } from "../ui/adopted-style.js";

export { createChoosing } from "./choosing.js";
export { markDoubts } from "./doubts.js";
export { createMotion } from "./motion.js";
export { createSourcePane, nextPiece } from "./source-pane.js";

/** @type {(host: Element) => void} */
export const styleSource = (host) => adopt(host, css);
