/** Telling registration scripts: those that ask a manager for a new agent. */

import { type Claim, COMMENT, hintIn } from "./claims.ts";

/** Says in a comment in the first lines that a script is one, whatever it looks like. */
const HINT = "keypoll: registration script";

/** A longer text is generated or data. UTF-16 units. */
const LONGEST = 512 * 1024;

/** What such a script does, one way of registration a row; each is held against one line of code. In doubt a script is none. */
const signs: readonly RegExp[] = [
  // The request of the registration service.
  /\bOSSEC A:/,
  // A TLS client at the service's own port.
  /\bs_client\b.*\b1515\b|\b1515\b.*\b(?:s_client|wrap_socket|SslStream)\b/,
  // Programs that a manager or an agent brings.
  /(?:^|[\s"'/\\(])agent-auth(?:\.exe)?["'}\s]/,
  /(?:^|[\s"'/\\(}])manage_agents(?:\.exe)?(?:["'\s]|$)/,
  // The REST API: an agent is made by POST, and in 3.x by PUT too.
  /\bpost\b.*\/agents(?:\/insert(?:\/quick)?)?(?:["'?\s),]|$)/i,
  /\/agents\/insert\b/,
  /\bput\b.*\/agents\/(?:\$\{?\w+\}?|["']\s*[+.]|\{\w+\}|%s)["'\s]*(?:$|[\s,)])/i,
];

/** Why a script is taken for a registration script; undefined for any other. What says that it is a poll script comes first. */
export function registrationClaim(text: string): Extract<Claim, "hint" | "content"> | undefined {
  if (hintIn(text, HINT)) return "hint";
  return text.length <= LONGEST && codeLines(text).some((line) => signs.some((sign) => sign.test(line)))
    ? "content"
    : undefined;
}

/** Lines without those that are a comment; one that goes on in the next is one with it. */
function codeLines(text: string): readonly string[] {
  return text
    .replace(/[\\`]\r?\n\s*/g, " ")
    .split("\n")
    .filter((line) => !COMMENT.test(line));
}
