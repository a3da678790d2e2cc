/** What is told about a Ruby script, word by word. */

import { expectTold } from "../told.ts";

expectTold("ruby");
