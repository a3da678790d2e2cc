/** A syntax error in a script. */

import type { Span } from "../placed-finding.ts";

export interface TreeError extends Span {
  /** What is wrong, as a clause: `( is never closed`. */
  readonly what: string;
}
