/** Whether an answer is the expected one, and whether every release of the manager treats it as expected. */

import {
  defaultSettings,
  type Execution,
  KeyStore,
  type Outcome,
  outcomeOf,
  releases,
} from "../../../core/manager/index.ts";
import type { SampleAgent } from "../../../core/templates/index.ts";

/** The expected result of a poll: an agent, or an error answer with a number. */
export type Expected = { readonly agent: SampleAgent } | { readonly error: number };

const pollingReleases = releases.filter((release) => release.poller !== "none");

/**
 * The problem of an execution, in a sentence; undefined if there is none. `secrets` must not be in an error
 * answer.
 */
export function faultOf(
  execution: Execution,
  expected: Expected,
  secrets: readonly string[] = [],
): string | undefined {
  const { output, end, timedOut } = execution;
  if (timedOut) return "did not end in time";
  if (end.kind !== "exit" || end.code !== 0) return `ended with ${JSON.stringify(end)}`;
  if (!/^\{[^\n]*\}\n?$/.test(output))
    return `printed more or less than one line of JSON: ${shortened(output)}`;
  if ("error" in expected && secrets.some((secret) => secret !== "" && output.includes(secret))) {
    return "told a secret in an error answer";
  }
  for (const release of pollingReleases) {
    const outcome = outcomeOf(
      "id:001",
      { kind: "execution", execution },
      new KeyStore(),
      defaultSettings(release),
    );
    const fault = faultOfOutcome(outcome, expected);
    if (fault !== undefined) return `${release.id}: ${fault}; output ${shortened(output)}`;
  }
  return undefined;
}

function faultOfOutcome({ verdict, answer, registration }: Outcome, expected: Expected): string | undefined {
  if ("error" in expected) {
    if (verdict !== "error-answer" || answer?.kind !== "error")
      return `${verdict} instead of an error answer`;
    if (answer.error !== expected.error) return `error ${answer.error} instead of ${expected.error}`;
    // "unknown" is what the manager logs for an empty message.
    return answer.message === undefined || answer.message === "unknown" ? "no message" : undefined;
  }
  if (verdict !== "added" || registration?.kind !== "added") return `${verdict} instead of an agent`;
  const { id, name, key } = registration.entry;
  if (id !== expected.agent.id) return `id ${id} instead of ${expected.agent.id}`;
  if (name !== expected.agent.name) return `name ${name} instead of ${expected.agent.name}`;
  if (answer?.kind !== "agent" || answer.agent.ip !== expected.agent.ip) return "another address";
  return key === expected.agent.key ? undefined : "another key";
}

/** The start of an output, with its keys masked. */
function shortened(output: string): string {
  return JSON.stringify(output.slice(0, 300)).replace(/[0-9a-fk]{32,}/g, "…");
}
