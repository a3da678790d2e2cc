/** One form that was rehearsed: a script, or a socket. */

import type { Rehearsal, Study } from "../index.ts";

export type FormName = "script" | "socket";

/** One form with everything that plots need besides its report. */
export interface RehearsedForm {
  readonly name: FormName;
  readonly rehearsal: Rehearsal;
  readonly study: Study | undefined;
}
