/**
 * Findings about the record as its readers will see it: what happens to the line when a daemon reads the file again.
 */

import {
  type AgentField,
  type ByteString,
  FIELD_BYTES_KEPT,
  type KeyEntry,
  type KeyFileReading,
  readKeyFile,
  textFromBytes,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { authdName } from "./daemons.ts";
import { finding } from "./finding.ts";
import { fieldOf } from "./members.ts";
import type { PollCase } from "./poll-case.ts";
import type { AnswerRuleCode } from "./rules.ts";
import { visible } from "./text.ts";
import type { AnswerFinding } from "./verdict.ts";

/** Empty if no record is written. */
export function recordFindings(poll: PollCase): readonly AnswerFinding[] {
  const { registration, store } = poll.outcome;
  if (registration?.kind !== "added") return [];
  const { entry } = registration;
  const line = store.lineOf(entry);
  // Only the new line: problems of other lines are not problems of this answer.
  const reading = readKeyFile(`${line}\n`, { release: poll.settings.release, passEmpty: true });
  const effect = effectOf(reading, entry, poll);
  const causes = causesIn(entry);
  if (causes.length === 0 && effect !== undefined) {
    // The other fields were checked before, so it is the address.
    const span = fieldOf(poll, "ip")?.span;
    return [finding("line-reads-differently", say`The record reads back differently: ${effect}.`, span)];
  }
  return causes.map(([rule, field, what]) =>
    finding(
      rule,
      say`The ${field} ${what}: ${effect ?? say`the readers of client.keys read it unchanged`}.`,
      fieldOf(poll, field)?.span,
      effect === undefined ? "information" : undefined,
    ),
  );
}

type Cause = readonly [rule: AnswerRuleCode, field: AgentField, what: string];

/** What in the fields can break a line. The most severe of each field. */
function causesIn({ id, name, address, key }: KeyEntry): Cause[] {
  // The stored address may end in a line feed, and its length is checked.
  const causes = [causeInId(id), causeInName(name), causeIn("ip", address.stored), causeIn("key", key)];
  return causes.filter((each) => each !== undefined);
}

function causeInId(id: ByteString): Cause | undefined {
  if (id === "") return ["id-hides-line", "id", say`is empty`];
  if (/^[ #]/.test(id))
    return ["id-hides-line", "id", id.startsWith("#") ? say`begins with #` : say`begins with a blank`];
  return (
    causeIn("id", id) ??
    (id.includes(" ") ? ["blank-shifts-fields", "id", say`has a blank in it`] : undefined)
  );
}

function causeInName(name: ByteString): Cause | undefined {
  if (/^[!#]/.test(name)) return ["name-marks-removal", "name", say`begins with ${name.charAt(0)}`];
  return (
    causeIn("name", name) ??
    (name.includes(" ") ? ["blank-shifts-fields", "name", say`has a blank in it`] : undefined)
  );
}

function causeIn(field: AgentField, value: ByteString): Cause | undefined {
  if (value.includes("\n")) return ["line-feed-in-value", field, say`has a line feed in it`];
  return value.length > FIELD_BYTES_KEPT
    ? ["longer-than-127-bytes", field, say`is ${value.length} bytes long`]
    : undefined;
}

/** What the readers of the file do with the line, or undefined if they read what was written. */
function effectOf(reading: KeyFileReading, written: KeyEntry, poll: PollCase): string | undefined {
  const authd = authdName(poll.settings.release);
  if (reading.exit !== undefined) {
    const remoted = authd.replace("authd", "remoted");
    const exits = say`${remoted} exits within seconds and ${authd} at its next start`;
    // The line may show what follows a line feed in the key, which is a part of the key.
    if (written.key.includes("\n")) return exits;
    return say`${exits}, with "${visible(textFromBytes(reading.exit.text))}"`;
  }
  const pieces =
    reading.records.length + reading.removed.length + reading.skipped.length + reading.ignored.length;
  if (pieces > 1) {
    const agents = reading.records.length;
    return agents === 0
      ? say`the record becomes ${pieces} lines, and none of them is read as an agent`
      : say`the record becomes ${pieces} lines, and ${agents} of them is read as an agent`;
  }
  if (reading.removed.length > 0)
    return say`the line counts as the record of a removed agent, so the agent can never connect`;
  if (reading.ignored.length > 0) return say`the line counts as a comment, so the agent can never connect`;
  if (reading.skipped.length > 0)
    return say`the line is skipped with error 1401, so the agent can never connect`;
  return changes(reading.records[0]?.entry, written);
}

function changes(read: KeyEntry | undefined, written: KeyEntry): string | undefined {
  if (read === undefined) return say`no agent is read from it`;
  const changed = (["id", "name", "key"] as const).filter((field) => read[field] !== written[field]);
  if (changed.length === 0) return undefined;
  const cut = changed.filter((field) => written[field].startsWith(read[field]));
  if (cut.length === changed.length) {
    return say`${cut.map((field) => say`the ${field} is cut to ${read[field].length} bytes`).join(", ")} when client.keys is read`;
  }
  return say`when client.keys is read, ${changed.join(", ")} are different`;
}
