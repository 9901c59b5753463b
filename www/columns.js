// The module that finds columns side by side, for the one that reads: most pages have none.

import { columns as module } from "./assets.js";
import { run } from "./engine.js";
import * as glue from "./wasm/columns.js";

let started;

export const columns = () =>
  (started ??= run(glue, module()).catch((error) => {
    started = undefined;
    throw error;
  }));
