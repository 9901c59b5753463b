// Loads the table by which texts are folded.

import { variants } from "../assets.js";
import { folder } from "./fold.js";

/** What folds texts. Where the table does not come, characters are looked for as they are. */
export const folding = async () => folder(await variants().catch(() => ""));
