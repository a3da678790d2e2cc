/** What kind of script a text is. Reasons for a poll script come before what it registers. */

import type { Claim } from "./claims.ts";
import type { ScriptKind } from "./kinds.ts";
import { registrationClaim } from "./registration-script.ts";

/** The kind of a script, and why. */
export interface RecognisedScript {
  readonly kind: ScriptKind;
  readonly because: Claim;
}

/** Undefined if it is neither. `polls` is the reason why it is a poll script. */
export function scriptKindOf(polls: Claim | undefined, text: string): RecognisedScript | undefined {
  if (polls !== undefined) return { kind: "poll-script", because: polls };
  const because = registrationClaim(text);
  return because === undefined ? undefined : { kind: "registration-script", because };
}
