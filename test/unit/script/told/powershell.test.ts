/** What is told about a PowerShell script, word by word. */

import { expectTold } from "../told.ts";

expectTold("powershell");
