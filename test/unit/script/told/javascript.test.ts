/** What is told about a JavaScript script, word by word. */

import { expectTold } from "../told.ts";

expectTold("javascript");
