/** The last line if the exit code is not 0: the reason. */

import type { ExitCode } from "../exit-code.ts";
import type { Look } from "./look.ts";
import { wrap } from "./wrap.ts";

/** Empty if the only reason is that the user ended the program. */
export function exitLine(code: ExitCode, reasons: readonly string[], look: Look): string[] {
  if (reasons.length === 0) return [];
  return wrap(`Exit code ${code}: ${reasons.join(", ")}.`, look.width).map(look.paint.red);
}
