// What links and quotations are made of, loaded when something that could be linked is in sight.

import { folding } from "../../model/fold.js";
import { indexOf, rangesOf } from "../../model/search.js";
import { citation } from "./citation.js";
import { linkTo, resolve } from "./links.js";

export const quotations = async () => ({ fold: await folding(), citation, indexOf, linkTo, rangesOf, resolve });
