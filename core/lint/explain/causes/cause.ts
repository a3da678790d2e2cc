/** A cause in words: what lies behind one or several messages. */

import type { Severity } from "../../severity.ts";

export interface Cause {
  readonly severity: Severity;
  readonly title: string;
  /** Empty where the title says it all. */
  readonly meaning: string;
  readonly advice: string;
}
