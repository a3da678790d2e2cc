/** What is told about a PHP script, word by word. */

import { expectTold } from "../told.ts";

expectTold("php");
