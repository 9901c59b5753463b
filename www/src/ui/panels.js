// What stands in the panels of the tool bar, loaded when it is first asked for.

export { createTypeFields } from "../typography/type-fields.js";
export { createOriginFields } from "./origin-fields.js";
