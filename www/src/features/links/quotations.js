// Everything that links and citations need.

import { folding } from "../../model/folding.js";
import { indexOf, rangesOf } from "../../model/search.js";
import { citation } from "./citation.js";
import { linkTo, resolve } from "./links.js";

export const quotations = async () => ({ fold: await folding(), citation, indexOf, linkTo, rangesOf, resolve });
