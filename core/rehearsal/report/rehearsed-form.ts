/** One form that was rehearsed: a script, or a socket. */

import { say } from "../../words/index.ts";
import type { Rehearsal, Study } from "../index.ts";

export type FormName = "script" | "socket";

/** Where a figure comes from. The two are never mixed. */
export type Origin = "measured" | "simulated";

/** The form as people read it. */
export function formText(name: FormName): string {
  return name === "script" ? say`script` : say`socket`;
}

/** The origin as people read it. */
export function originText(origin: Origin): string {
  return origin === "measured" ? say`measured` : say`simulated`;
}

/** One form with everything that plots need besides its report. */
export interface RehearsedForm {
  readonly name: FormName;
  readonly rehearsal: Rehearsal;
  readonly study: Study | undefined;
}
