/** What a manager refused in a run, according to its log lines and API answers, and how to fix it. */

import { say } from "../core/words/index.ts";
import type { ScriptRun } from "./script-run.ts";

/**
 * A name that is not allowed: as the service logs it, and as the APIs of 4.x and 3.x answer. A name that is taken is a
 * different case.
 */
const WRONG_NAME = /^Invalid agent name:? (?!.*\(duplicated\)$)/;
const WRONG_NAME_ANSWER = /"error":(?:1738|601)\b|does not match (?:'\^\[|the format of an agent name)/;

/** An agent with the same name, address or id exists: each release's line, with its reason. */
const DUPLICATE =
  /^(?:Duplicate (?:name|IP|ID).*rejecting enrollment|Duplicated IP [^']|Invalid agent name .*\(duplicated\)$|ERROR 90(?:07|08|12): |Agent '.*' (?:won't be removed|has not been|can't be replaced|doesn't comply|key already exists))/;

/** The line or answer that refused the run's name. */
export function refusedName(run: ScriptRun): string | undefined {
  if (run.added.length > 0) return undefined;
  const logged = run.log.find(({ text }) => WRONG_NAME.test(text))?.text;
  return (
    logged ?? run.exchanges.map(({ answered = "" }) => answered).find((each) => WRONG_NAME_ANSWER.test(each))
  );
}

/** The line that says why an existing agent was kept. */
export function refusedDuplicate(run: ScriptRun): string | undefined {
  return run.added.length > 0 ? undefined : run.log.find(({ text }) => DUPLICATE.test(text))?.text;
}

/** Advice by the reason that the manager gives. The first match counts. */
const advices: readonly (readonly [reason: RegExp, advice: () => string])[] = [
  [
    /force option is disabled/,
    () =>
      say`Ask for a replacement: "force": {"enabled": true} in the request to the API, <enabled>yes</enabled> in <force> of <auth> for the registration service. Or end the script if the agent's client.keys is not empty.`,
  ],
  [
    /key already exists/,
    () =>
      say`The agent's key is still valid. End the script if the agent's client.keys is not empty, or leave out the key hash.`,
  ],
  [
    /registration time|antiquity/,
    () =>
      say`Wait until the old agent has been registered for <after_registration_time>, lower that value in <force>, or remove the old agent first.`,
  ],
  [
    /disconnected/,
    () =>
      say`Stop the old agent for <disconnected_time>, lower that value in <force>, or remove the old agent first.`,
  ],
];

/** How to make the manager replace the existing agent. */
export function adviceOnForce(refusal: string): string {
  return (
    advices.find(([reason]) => reason.test(refusal))?.[1]() ??
    say`Remove the old agent first, or let the manager replace it: set force_insert and force_time in <auth>, or send force in the request to the API.`
  );
}
