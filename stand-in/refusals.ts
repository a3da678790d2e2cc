/** What a manager refused in a run, by the lines that it logs and the answers of its API, and how to get what was refused. */

import type { ScriptRun } from "./script-run.ts";

/** A name that is not allowed: as the service logs it, and as the APIs of 4.x and 3.x answer. A taken name is another matter. */
const WRONG_NAME = /^Invalid agent name:? (?!.*\(duplicated\)$)/;
const WRONG_NAME_ANSWER = /"error":(?:1738|601)\b|does not match (?:'\^\[|the format of an agent name)/;

/** An agent with the same name, address or id is there: each release's line, with its reason. */
const DUPLICATE =
  /^(?:Duplicate (?:name|IP|ID).*rejecting enrollment|Duplicated IP [^']|Invalid agent name .*\(duplicated\)$|ERROR 90(?:07|08|12): |Agent '.*' (?:won't be removed|has not been|can't be replaced|doesn't comply|key already exists))/;

/** The line or answer with which the run's name was refused. */
export function refusedName(run: ScriptRun): string | undefined {
  if (run.added.length > 0) return undefined;
  const logged = run.log.find(({ text }) => WRONG_NAME.test(text))?.text;
  return (
    logged ?? run.exchanges.map(({ answered = "" }) => answered).find((each) => WRONG_NAME_ANSWER.test(each))
  );
}

/** The line that says why an agent in the way was kept. */
export function refusedDuplicate(run: ScriptRun): string | undefined {
  return run.added.length > 0 ? undefined : run.log.find(({ text }) => DUPLICATE.test(text))?.text;
}

/** By the reason that the manager gives; the first that fits. */
const advices: readonly (readonly [reason: RegExp, advice: string])[] = [
  [
    /force option is disabled/,
    'Ask for it: "force": {"enabled": true} in the request to the API, <enabled>yes</enabled> in <force> of <auth> for the registration service. Or stop where the agent\'s client.keys is not empty.',
  ],
  [
    /key already exists/,
    "The agent's key is still valid: stop where the agent's client.keys is not empty, or leave the key hash out.",
  ],
  [
    /registration time|antiquity/,
    "Wait until the agent was registered for <after_registration_time>, lower that in <force>, or remove the old agent first.",
  ],
  [
    /disconnected/,
    "Stop the old agent for <disconnected_time>, lower that in <force>, or remove the old agent first.",
  ],
];

/** How to get the agent replaced that was in the way. */
export function adviceOnForce(refusal: string): string {
  return (
    advices.find(([reason]) => reason.test(refusal))?.[1] ??
    "Remove the old agent first, or let the manager replace it: force_insert and force_time in <auth>, a force in the request to the API."
  );
}
