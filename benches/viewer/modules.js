// The WebAssembly module that has everything, and its JavaScript, as `cargo xtask package` leaves them.

import { join } from "node:path";
import { root, target } from "../../tests/harness/programs.js";

export const fullModule = join(root, "dist", "npm", "full.wasm");
export const glue = join(target, "viewer", "full", "banmian.js");
