/** Recognises registration scripts: those that ask a manager for a new agent. */

import { type Claim, COMMENT, hintIn } from "./claims.ts";
import type { ScriptKind } from "./kinds.ts";

/** These words in a comment in the first lines make any script a registration script. */
const HINT = "keypoll: registration script";

/** A longer text is generated or data. UTF-16 units. */
const LONGEST = 512 * 1024;

/** Characters that end a line in some languages, besides the line feed. */
const LINE_ENDS = /[\r\u2028\u2029]/;

/**
 * What such a script does: one way of registration for each row. Each is compared with one line of code. In doubt a
 * script is not one.
 */
const signs: readonly RegExp[] = [
  // The request of the registration service.
  /\bOSSEC A:/,
  // Programs that belong to a manager or an agent.
  /(?:^|[\s"'/\\(])agent-auth(?:\.exe)?["'}\s]/,
  /(?:^|[\s"'/\\(}])manage_agents(?:\.exe)?(?:["'\s]|$)/,
  // The REST API.
  /\/agents\/insert\b/,
];

/** Every sign and every pair below contains one of these. This is a fast check of a text before its lines. */
const MAY_BE = /OSSEC A:|agent-auth|manage_agents|\/agents|1515/i;

/**
 * The same in two parts, the second anywhere after the first. One pattern for both would need quadratic time for a long
 * line.
 */
const pairs: readonly (readonly [first: RegExp, then: RegExp])[] = [
  // A TLS client at the service's own port.
  [/\bs_client\b/, /\b1515\b/g],
  [/\b1515\b/, /\b(?:s_client|wrap_socket|SslStream)\b/g],
  // The REST API: POST makes an agent, and in 3.x also PUT.
  [/\bpost\b/i, /\/agents(?:\/insert(?:\/quick)?)?(?:["'?\s),]|$)/gi],
  [/\bput\b/i, /\/agents\/(?:\$\{?\w+\}?|["']\s*[+.]|\{\w+\}|%s)["'\s]*(?:$|[\s,)])/gi],
];

/**
 * Why a script is recognised as a registration script. Undefined for any other. Reasons for a poll script come first.
 */
export function registrationClaim(text: string): Extract<Claim, "hint" | "content"> | undefined {
  if (hintIn(text, HINT)) return "hint";
  return text.length <= LONGEST && MAY_BE.test(text) && codeLines(text).some(registers)
    ? "content"
    : undefined;
}

function registers(line: string): boolean {
  return (
    signs.some((sign) => sign.test(line)) ||
    line.split(LINE_ENDS).some((part) => pairs.some(([first, then]) => follows(part, first, then)))
  );
}

/** `then` searches from `lastIndex` on, so that it can look at the text before. */
function follows(text: string, first: RegExp, then: RegExp): boolean {
  const hit = first.exec(text);
  if (hit === null) return false;
  then.lastIndex = hit.index + hit[0].length;
  return then.test(text);
}

/** Lines without comment lines. A comment that continues on the next line is one comment. */
function codeLines(text: string): readonly string[] {
  return text
    .replace(/[\\`]\r?\n\s*/g, " ")
    .split("\n")
    .filter((line) => !COMMENT.test(line));
}

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
