// The module that finds columns side by side, for the one that reads: most pages have none.

import { columns as module } from "../assets.js";
import { once } from "../once.js";
import { run } from "./engine.js";
import * as glue from "#generated/columns.js";

export const columns = once(() => run(glue, module()));
