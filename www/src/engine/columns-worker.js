// The worker that finds columns.

import * as glue from "#generated/columns.js";
import { serve } from "./serve.js";

serve(glue);
