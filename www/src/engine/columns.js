// The module that finds columns side by side. Most pages have none, so it is loaded when one has.

import { columns as module } from "../assets.js";
import { once } from "../once.js";
import { run } from "./engine.js";
import * as glue from "#generated/columns.js";

export const columns = once(() => run(glue, module()));
