/** What is told about a Go program, word by word. */

import { expectTold } from "../told.ts";

expectTold("go");
