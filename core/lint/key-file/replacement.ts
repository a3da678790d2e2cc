/** What the agents of a `client.keys` notice when another one replaces it, in words. */

import {
  type ByteString,
  type Change,
  type ChangedAgent,
  type KeyListEntry,
  successorsOf,
  textFromBytes,
} from "../../manager/index.ts";
import { numberText, say } from "../../words/index.ts";
import { KeyMask } from "../mask.ts";
import type { Severity } from "../severity.ts";
import { type Field, fieldsOf } from "./fields.ts";
import type { Finding, Place } from "./finding.ts";
import type { LineFacts } from "./line-facts.ts";
import type { ReplacementCode } from "./replacement-codes.ts";
import type { LintContext } from "./rules/rule.ts";

interface ReplacementRule {
  readonly code: ReplacementCode;
  readonly severity: Severity;
  readonly title: string;
  /** The change in question. Undefined for agents that did not exist before. */
  readonly change?: Change;
  /** The field that is marked, if the agent is in the new file. */
  readonly field: Field;
  /** `share` says which part of all agents it is, `who` names them. */
  message(share: string, who: string): string;
}

const agentsAdded: ReplacementRule = {
  code: "agents-added",
  severity: "information",
  title: "New agents",
  field: "id",
  message: (share, who) => say`Only in the new file: ${share} (${who}).`,
};

const addressesWiden: ReplacementRule = {
  code: "addresses-widen",
  severity: "information",
  title: "Agents that may connect from more addresses",
  change: "wider",
  field: "ip",
  message: (share, who) => say`Allowed from more addresses than before: ${share} (${who}).`,
};

const manyRemoved: ReplacementRule = {
  code: "many-removed",
  severity: "error",
  title: "Many agents removed at once",
  change: "removed",
  field: "id",
  message: (share, who) =>
    say`Marked as removed: ${share} (${who}). The manager would refuse their messages (1408).`,
};

/** The rules about a file that replaces another one, the most severe first. */
export const replacementRules: readonly ReplacementRule[] = [
  {
    code: "agents-vanish",
    severity: "error",
    title: "Agents that vanish",
    change: "missing",
    field: "id",
    message: (share, who) =>
      say`Not in the new file: ${share} (${who}). The manager would refuse their messages (1408) and could give their ids to other agents.`,
  },
  {
    code: "id-changes-owner",
    severity: "error",
    title: "Id that changes its owner",
    change: "owner",
    field: "name",
    message: (share, who) =>
      say`Another agent with another key gets the id: ${share} (${who}). The manager could not read the messages of the old owner (1404).`,
  },
  {
    code: "keys-change",
    severity: "error",
    title: "Agents with another key",
    change: "key",
    field: "key",
    message: (share, who) =>
      say`Another key in the new file: ${share} (${who}). They would be locked out (1404) until their own client.keys has it too.`,
  },
  {
    code: "addresses-change",
    severity: "error",
    title: "Agents whose address changes",
    change: "address",
    field: "ip",
    message: (share, who) =>
      say`Another address in the new file: ${share} (${who}). The manager would refuse their messages from the old address (1408, or 1213 if they send no id).`,
  },
  {
    code: "id-not-sent",
    severity: "error",
    title: "Agents that are not found by their address",
    change: "lookup",
    field: "ip",
    message: (share, who) =>
      say`No longer found by their single address: ${share} (${who}). Such agents send no id, and the manager looks for a record with exactly their address: it would find none (1213) or another agent's (1404) until their own client.keys has the same address.`,
  },
  {
    code: "names-change",
    severity: "error",
    title: "Agents with another name",
    change: "name",
    field: "name",
    message: (share, who) =>
      say`Another name in the new file: ${share} (${who}). The name is a part of the encryption with Blowfish: such agents would be locked out (1404); with AES they are not.`,
  },
  manyRemoved,
  addressesWiden,
  agentsAdded,
];

/** Marking this many agents, or this share of all, as removed is normal work. */
const FEW = 10;
const SMALL_SHARE = 0.1;

/** Maximum agents that a message names, and characters of each field. */
const MOST_NAMED = 5;
const LONGEST_FIELD = 40;

/** One agent that notices a change, or is new. */
export interface AgentChange {
  readonly rule: ReplacementCode;
  readonly id: string;
  readonly name: string;
  /** The new name or address, if it differs. */
  readonly newName?: string;
  readonly oldIp?: string;
  readonly newIp?: string;
  /** Its line in the new file, from 1. */
  readonly line?: number;
}

export interface Replacement {
  /** One for each rule with a finding. */
  readonly findings: readonly Finding[];
  /** The findings agent by agent, in their order. */
  readonly changes: readonly AgentChange[];
  /** Ids that only the new file has. */
  readonly added: number;
  /** The number of ids that the new file does not have, or only as removed. */
  readonly gone: number;
}

/** What must be known about the new file besides its bytes: the places of its fields. */
export interface NewFile {
  readonly context: Pick<LintContext, "release">;
  /** The facts of a line, from 0. */
  factsAt(line: number): LineFacts;
}

/** Compares two files by how the manager reads them. */
export function replacementOf(old: ByteString, next: ByteString, document: NewFile): Replacement {
  const { known, changed, added, gone } = successorsOf(old, next, document.context.release);
  const groups = replacementRules.map((rule) => ({ rule, all: agentsOf(rule, changed, added) }));
  const present = groups.filter(({ all }) => all.length > 0);
  return {
    findings: present.map(({ rule, all }) => finding(rule, all, known, document)),
    changes: present.flatMap(({ rule, all }) => all.map((agent) => agentChange(rule, agent))),
    added: added.length,
    gone,
  };
}

/** An agent of either file. */
interface Concerned {
  readonly agent: KeyListEntry;
  readonly next: KeyListEntry | undefined;
}

function agentsOf(
  rule: ReplacementRule,
  changed: readonly ChangedAgent[],
  added: readonly KeyListEntry[],
): readonly Concerned[] {
  if (rule === agentsAdded) return added.map((agent) => ({ agent, next: agent }));
  return changed
    .filter(({ change }) => change === rule.change)
    .map(({ old, next }) => ({ agent: old, next }));
}

function finding(
  rule: ReplacementRule,
  concerned: readonly Concerned[],
  known: number,
  document: NewFile,
): Finding {
  const { code, field } = rule;
  const named = concerned.slice(0, MOST_NAMED).map((each) => wordsOf(agentChange(rule, each)));
  const more = concerned.length - named.length;
  const who = more > 0 ? say`${named.join(", ")} and ${numberText(more)} more` : named.join(", ");
  const isDaily = rule === manyRemoved && concerned.length <= Math.max(FEW, known * SMALL_SHARE);
  const place = placeOf(document, concerned[0]?.next?.line, field);
  const message = rule.message(shareOf(rule, concerned.length, known), who);
  return { rule: code, severity: isDaily ? "information" : rule.severity, message, place, related: [] };
}

function shareOf(rule: ReplacementRule, count: number, known: number): string {
  const number = numberText(count);
  if (rule === agentsAdded) return count === 1 ? say`1 agent` : say`${number} agents`;
  return say`${number} of ${numberText(known)} agents`;
}

function agentChange({ code, field }: ReplacementRule, { agent, next }: Concerned): AgentChange {
  const change: AgentChange = { rule: code, id: shown(agent.id), name: shown(agent.name) };
  if (next === undefined) return change;
  const isRenamed = agent.name !== next.name;
  return {
    ...change,
    ...(isRenamed ? { newName: shown(next.name) } : {}),
    ...(field === "ip" ? { oldIp: shown(agent.ip), newIp: shown(next.ip) } : {}),
    line: next.line,
  };
}

function wordsOf({ id, name, newName, oldIp, newIp }: AgentChange): string {
  const renamed = newName === undefined ? "" : ` → ${newName}`;
  return `${id} ${name}${renamed}${oldIp === undefined ? "" : ` ${oldIp} → ${newIp}`}`;
}

/** A field with a key in it is a mistake, but it happens. */
function shown(field: ByteString): string {
  return new KeyMask().hide(textFromBytes(field)).slice(0, LONGEST_FIELD);
}

/** An agent that is not in the new file has no place there: the start of the file stands for it. */
function placeOf(document: NewFile, line: number | undefined, field: Field): Place {
  if (line === undefined) return { line: 0, start: 0, end: 0 };
  const { start, end } = fieldsOf(document.factsAt(line - 1)).find((each) => each.field === field) ?? {
    start: 0,
    end: 0,
  };
  return { line: line - 1, start, end };
}
