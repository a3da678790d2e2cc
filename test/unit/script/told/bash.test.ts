/** What is told about a shell script, word by word. */

import { expectTold } from "../told.ts";

expectTold("bash");
