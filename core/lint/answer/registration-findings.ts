/** Findings about registration: which agent already exists, which one is replaced, which one is lost. */

import { type KeyEntry, type MessageId, replyText, textFromBytes } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { finding } from "./finding.ts";
import { fieldOf } from "./members.ts";
import type { PollCase } from "./poll-case.ts";
import { changeText } from "./record-difference.ts";
import { quoted, visible } from "./text.ts";
import type { AnswerFinding } from "./verdict.ts";

export function registrationFindings(poll: PollCase): readonly AnswerFinding[] {
  const { registration } = poll.outcome;
  if (registration === undefined) return [];
  const replaced = registration.replaced.map((entry) => replacement(entry, poll));
  return registration.kind === "rejected" ? [...replaced, ...refusal(registration.code, poll)] : replaced;
}

function replacement(entry: KeyEntry, poll: PollCase): AnswerFinding {
  const { registration } = poll.outcome;
  const who = say`agent ${quoted(entry.id)} (${quoted(entry.name)})`;
  const span = fieldOf(poll, "id")?.span;
  if (registration?.kind !== "added") {
    return finding(
      "replaced-then-refused",
      say`The manager first removes ${who} and then refuses the new one, so ${who} is lost.`,
      span,
    );
  }
  if (registration.entry.id !== entry.id)
    return finding(
      "replaced-agent",
      say`The answer replaces ${who}, which is removed from client.keys.`,
      span,
    );
  const row =
    poll.settings.release.poller === "wazuh-authd"
      ? say` With the old record, the row of this id in the manager's database is lost until wazuh-modulesd is started again.`
      : "";
  const change = changeText(entry, registration.entry);
  const text = say`The answer replaces the record of ${who}: ${change}.${row}`;
  const isSame = registration.entry.name === entry.name;
  return finding("replaced-agent", text, span, isSame ? "information" : undefined);
}

const inTheWay: Readonly<Record<number, readonly [field: "id" | "name" | "ip", rejecting: MessageId]>> = {
  9007: ["ip", "rejecting-ip"],
  9008: ["name", "rejecting-name"],
  9012: ["id", "rejecting-id"],
};

function refusal(code: number, poll: PollCase): AnswerFinding[] {
  const { outcome, settings } = poll;
  if (code === 9013) {
    return [
      finding(
        "agent-limit",
        say`The manager has ${outcome.store.entries.length} agents and accepts no more: 9013, ${replyText(9013, settings.release)}.`,
      ),
    ];
  }
  const row = inTheWay[code];
  const answer = outcome.answer?.kind === "agent" ? outcome.answer.agent : {};
  // The manager's own name is refused with the same code.
  if (row === undefined || (code === 9008 && answer.name === settings.hostName)) return [];
  const [field, rejecting] = row;
  const line = [...outcome.log, ...outcome.masterLog].find((each) => each.id === rejecting);
  const reason =
    line === undefined ? undefined : /rejecting enrollment\. (.*)$/s.exec(textFromBytes(line.text))?.[1];
  const because = reason === undefined ? "" : ` ${visible(reason)}`;
  return [
    finding(
      "duplicate-refused",
      say`Another agent has this ${field} and is not replaced, so the manager refuses the new one with ${code}.${because}`,
      fieldOf(poll, field)?.span,
    ),
  ];
}
