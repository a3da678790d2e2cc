/** A cause in words: the reason behind one or several messages. */

import type { Severity } from "../../severity.ts";

export interface Cause {
  readonly severity: Severity;
  readonly title: string;
  /** Empty if the title is enough. */
  readonly meaning: string;
  readonly advice: string;
}
