// Where everything is one script its module does all there is to do.

export { start as columns, start as full } from "./engine.js";
