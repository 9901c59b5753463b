// The worker that reads pages.

import * as glue from "#generated/reading.js";
import { serve } from "./serve.js";

serve(glue);
