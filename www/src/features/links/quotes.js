// What links and quotations are made of, loaded when something that could be linked is in sight.

import { citation } from "./citation.js";
import { folding } from "../../model/fold.js";
import { linkTo, resolve } from "./links.js";
import { indexOf, rangesOf } from "../../model/search.js";

export const quotes = async () => ({ fold: await folding(), citation, indexOf, linkTo, rangesOf, resolve });
