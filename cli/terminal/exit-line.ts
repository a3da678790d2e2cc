/** The last line of what did not end with 0: why. */

import type { ExitCode } from "../exit-code.ts";
import type { Look } from "./look.ts";
import { wrap } from "./wrap.ts";

/** Nothing where there is no reason but that the user ended it. */
export function exitLine(code: ExitCode, reasons: readonly string[], look: Look): string[] {
  if (reasons.length === 0) return [];
  return wrap(`Exit code ${code}: ${reasons.join(", ")}.`, look.width).map(look.paint.red);
}
