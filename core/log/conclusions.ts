/** What the lines of one agent mean together, and compared with its record. */

import type { CauseKey } from "../lint/explain/index.ts";
import { say } from "../words/index.ts";
import type { Pair } from "./agent.ts";
import type { Card } from "./gather.ts";
import type { Records } from "./records.ts";

/** Each looks at one agent and returns a sentence, or nothing. */
const rules: readonly ((card: Card, records: Records | undefined) => string | undefined)[] = [
  sharedKey,
  rejectedAddress,
  missingRecord,
  oldKey,
  connectedSince,
];

export function conclusionsOf(card: Card, records: Records | undefined): readonly string[] {
  return rules.flatMap((rule) => rule(card, records) ?? []);
}

function pairOf({ pairs }: Card, cause: CauseKey): Pair | undefined {
  return pairs.find((each) => each.cause === cause);
}

/** Two sources that alternate are two machines. One after the other may be a machine that moved. */
function sharedKey(card: Card): string | undefined {
  const found = pairOf(card, "key-in-use") ?? pairOf(card, "counters");
  if (found === undefined) return undefined;
  const [a, b] = card.sources.map(([source]) => source);
  if (a === undefined || b === undefined) {
    return found.cause === "key-in-use"
      ? say`The lines do not say where the second connection comes from. remoted logs its source with remoted.debug=1, and from 5.0 on always.`
      : undefined;
  }
  return card.changes > 1
    ? say`Two machines hold this key: sources ${a} and ${b} alternate.`
    : say`Two machines may hold this key: it was used from ${a} and from ${b}.`;
}

function rejectedAddress(card: Card, records: Records | undefined): string | undefined {
  const { record } = card;
  if (record === undefined || records === undefined || pairOf(card, "unknown-agent") === undefined)
    return undefined;
  const rejected = card.sources
    .map(([source]) => source)
    .filter((source) => records.admits(record.id, source) === false);
  return rejected.length === 0
    ? say`client.keys now allows this agent: it was registered, or its record was changed, after the manager refused it.`
    : say`Its record allows ${record.address}, but it connects from ${rejected.join(", ")}.`;
}

function missingRecord(card: Card, records: Records | undefined): string | undefined {
  const isMissing = records !== undefined && card.record === undefined && card.id !== undefined;
  if (!isMissing) return undefined;
  const removed = pairOf(card, "agent-removed");
  return removed?.last === undefined
    ? say`client.keys has no agent with this id.`
    : say`client.keys has no agent with this id: the agent was removed at ${removed.last}.`;
}

/** A key that is wrong from the moment when the manager got another one. */
function oldKey(card: Card): string | undefined {
  const wrong = pairOf(card, "wrong-key");
  const changed = pairOf(card, "agent-replaced") ?? pairOf(card, "agent-added");
  if (wrong?.first === undefined || changed?.last === undefined || wrong.first < changed.last)
    return undefined;
  return say`The manager got a new key for this agent at ${changed.last}, and the agent's key has been wrong since ${wrong.first}: the agent still has the old key.`;
}

function connectedSince(card: Card): string | undefined {
  const connected = pairOf(card, "connection");
  const problem = pairOf(card, "unknown-agent") ?? pairOf(card, "wrong-key");
  if (connected?.last === undefined || problem?.last === undefined || connected.last <= problem.last)
    return undefined;
  return say`The agent has connected since then, at ${connected.last}.`;
}
