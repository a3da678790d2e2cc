/** What is told about a Perl script, word by word. */

import { expectTold } from "../told.ts";

expectTold("perl");
