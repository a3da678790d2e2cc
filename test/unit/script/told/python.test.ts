/** What is told about a Python script, word by word. */

import { expectTold } from "../told.ts";

expectTold("python");
