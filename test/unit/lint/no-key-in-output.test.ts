/** No key of a record, an answer or an import string is in any output, whatever is broken around it. */

import fc from "fast-check";
import { it } from "vitest";
import { noKeyInFindings, noKeyInVerdicts } from "./no-key.ts";

it("no verdict, picture, report or explanation shows the key of an answer", () => {
  fc.assert(noKeyInVerdicts, { numRuns: 400 });
});

it("no finding, hover or excerpt shows the key of a record", () => {
  fc.assert(noKeyInFindings, { numRuns: 150 });
});
