// The full module in place of the others, for the build that puts everything into one script.

export { start as columns, start as full } from "./engine.js";
