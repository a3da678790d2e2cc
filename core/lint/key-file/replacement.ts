/** What goes wrong for the agents of a `client.keys` when another one takes its place. */

import { KeyMask } from "../mask.ts";
import type { Severity } from "../severity.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { type Field, fieldsOf } from "./fields.ts";
import type { Finding, Place } from "./finding.ts";
import type { LineFacts } from "./line-facts.ts";
import type { ReplacementCode } from "./replacement-codes.ts";

/** An agent of the file that is replaced. */
interface ConcernedAgent {
  readonly id: string;
  readonly name: string;
  /** Its name in the new file, and its line there, from 0. */
  readonly newName: string;
  readonly line: number | undefined;
}

interface ReplacementRule {
  readonly code: ReplacementCode;
  readonly severity: Severity;
  readonly title: string;
  /** The field that is marked, where the agent is in the new file. */
  readonly field: Field;
  /** `share` says how many agents of all it is, `who` names them. */
  message(share: string, who: string): string;
}

const agentsVanish: ReplacementRule = {
  code: "agents-vanish",
  severity: "error",
  title: "Agents that vanish",
  field: "id",
  message: (share, who) =>
    `Not in the new file: ${share} (${who}). The manager would refuse their messages (1408) and could give their ids away.`,
};

const idChangesOwner: ReplacementRule = {
  code: "id-changes-owner",
  severity: "error",
  title: "Id that changes its owner",
  field: "name",
  message: (share, who) =>
    `The id goes to another agent with another key: ${share} (${who}). The manager could not read what the old owner sends (1404).`,
};

const keysChange: ReplacementRule = {
  code: "keys-change",
  severity: "error",
  title: "Agents with another key",
  field: "key",
  message: (share, who) =>
    `Another key in the new file: ${share} (${who}). They would be locked out (1404) until their own client.keys has it too.`,
};

const manyRemoved: ReplacementRule = {
  code: "many-removed",
  severity: "error",
  title: "Many agents removed at once",
  field: "id",
  message: (share, who) =>
    `Marked as removed at once: ${share} (${who}). The manager would refuse their messages (1408).`,
};

/** The rules on a file that takes the place of another one, the gravest first. */
export const replacementRules: readonly ReplacementRule[] = [
  agentsVanish,
  idChangesOwner,
  keysChange,
  manyRemoved,
];

/** To mark this many agents as removed, or this share of all, is daily work. */
const FEW = 10;
const SMALL_SHARE = 0.1;

/** Agents that a message names, and characters of each name. */
const MOST_NAMED = 5;
const LONGEST_NAME = 40;

export interface Replacement {
  readonly findings: readonly Finding[];
  /** Agents of the new file that the old one does not have. */
  readonly added: number;
  /** Agents of the old file that the new one does not have, or marks as removed. */
  readonly gone: number;
}

/** Compares two files by the ids of their agents; of two records with one id the first counts, as for the manager. */
export function replacementOf(old: KeyFileDocument, next: KeyFileDocument): Replacement {
  const concerned = new Map<ReplacementRule, ConcernedAgent[]>(replacementRules.map((rule) => [rule, []]));
  const oldAgents = agentsOf(old).lines;
  const { lines: agents, removed } = agentsOf(next);
  let kept = 0;
  for (const [id, at] of oldAgents) {
    const { name, key } = old.factsAt(at);
    const line = agents.get(id);
    const found = line === undefined ? undefined : next.factsAt(line);
    if (found !== undefined) kept++;
    const rule =
      found === undefined ? (removed.has(id) ? manyRemoved : agentsVanish) : changeRule({ name, key }, found);
    if (rule !== undefined) concerned.get(rule)?.push({ id, name, newName: found?.name ?? name, line });
  }
  const known = oldAgents.size;
  if ((concerned.get(manyRemoved)?.length ?? 0) <= Math.max(FEW, known * SMALL_SHARE)) {
    concerned.delete(manyRemoved);
  }
  return {
    findings: [...concerned].flatMap(([rule, all]) =>
      all.length === 0 ? [] : [finding(rule, all, known, next)],
    ),
    added: agents.size - kept,
    gone: known - kept,
  };
}

/** An agent that is renamed keeps its key and notices nothing. */
function changeRule(
  old: Pick<LineFacts, "name" | "key">,
  next: Pick<LineFacts, "name" | "key">,
): ReplacementRule | undefined {
  if (old.key === next.key) return undefined;
  return old.name === next.name ? keysChange : idChangesOwner;
}

interface Agents {
  /** The line, from 0, by which the manager knows the agent of an id. */
  readonly lines: ReadonlyMap<string, number>;
  /** Ids of agents that are marked as removed. */
  readonly removed: ReadonlySet<string>;
}

function agentsOf(document: KeyFileDocument): Agents {
  const lines = new Map<string, number>();
  const removed = new Set<string>();
  for (let line = 0; line < document.lineCount; line++) {
    const { kind, id } = document.factsAt(line);
    if (kind === "removed") removed.add(id);
    else if ((kind === "record" || kind === "fatal") && !lines.has(id)) lines.set(id, line);
  }
  return { lines, removed };
}

function finding(
  rule: ReplacementRule,
  concerned: readonly ConcernedAgent[],
  known: number,
  next: KeyFileDocument,
): Finding {
  const { code, severity, field } = rule;
  const named = concerned.slice(0, MOST_NAMED).map(nameOf);
  const more = concerned.length - named.length;
  const who = more > 0 ? `${named.join(", ")} and ${more.toLocaleString("en")} more` : named.join(", ");
  const share = `${concerned.length.toLocaleString("en")} of ${known.toLocaleString("en")} agents`;
  const place = placeOf(next, concerned[0]?.line, field);
  return { rule: code, severity, message: rule.message(share, who), place, related: [] };
}

/** A name with a key in it is a mistake, but it happens. */
function nameOf({ id, name, newName }: ConcernedAgent): string {
  const shown = (text: string): string => new KeyMask().hide(text).slice(0, LONGEST_NAME);
  const renamed = newName === name ? "" : ` → ${shown(newName)}`;
  return `${shown(id)} ${shown(name)}${renamed}`;
}

/** What is not in the new file has no place there: the start of the file stands for it. */
function placeOf(document: KeyFileDocument, line: number | undefined, field: Field): Place {
  if (line === undefined) return { line: 0, start: 0, end: 0 };
  const { start, end } = fieldsOf(document.factsAt(line)).find((each) => each.field === field) ?? {
    start: 0,
    end: 0,
  };
  return { line, start, end };
}
