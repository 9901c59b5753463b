// The worker that reads forms.

import * as glue from "#generated/forms.js";
import { formCalls } from "./form-calls.js";
import { serve } from "./serve.js";

serve(glue, formCalls(glue));
