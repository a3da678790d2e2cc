/**
 * A crossing as every face shows it: agents with their fates in words, the reasons once, the totals. Keys are masked.
 */

import {
  type Crossing,
  type CrossingAgent,
  type CrossingMethod,
  type Fate,
  type FateKind,
  type FateReason,
  fateKinds,
  textFromBytes,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { withoutKeys } from "../key-file/shown.ts";
import { fateKindTexts, fateText, reasonTexts } from "./fate-text.ts";
import { goneTexts, placeText } from "./gone-text.ts";

export interface CrossingReport {
  /** The release to cross to. */
  readonly release: Crossing["target"]["id"];
  /** Every agent carries over, and there is at least one. */
  readonly ok: boolean;
  /** How the agents are carried over: by a copy of the file, or by the vendor's tool. */
  readonly methods: readonly CrossingMethod[];
  /** The states of the source that describe the release. */
  readonly readFrom: readonly string[];
  readonly agents: readonly ReportedAgent[];
  /** Lines that are not agents to 4.x but are agents to 5.x. */
  readonly newcomers: readonly { readonly line: number; readonly methods: readonly CrossingMethod[] }[];
  /** The first line at which the daemons exit if the file is copied. */
  readonly exitsAt?: number;
  /** Where a copied file must be, and its owner there. */
  readonly place: string;
  /** What no longer runs, and what can replace it. */
  readonly gone: readonly string[];
  readonly totals: CrossingTotals;
}

export interface ReportedAgent {
  readonly id: string;
  readonly name: string;
  readonly line: number;
  /** The worst fate among the methods. */
  readonly fate: FateKind;
  readonly by: Readonly<Partial<Record<CrossingMethod, ReportedFate>>>;
}

export interface ReportedFate {
  readonly fate: FateKind;
  readonly reason?: FateReason;
  /** What decides, in its own words, with keys masked. */
  readonly text: string;
  readonly why?: string;
  readonly advice?: string;
  /** States of the source differ, so what the release does is unknown. */
  readonly unknown?: true;
}

export type CrossingTotals = Readonly<Record<FateKind, number>> & {
  readonly agents: number;
  readonly removed: number;
};

export function crossingReport(crossing: Crossing): CrossingReport {
  const { target, methods, newcomers, exitsAt } = crossing;
  const agents = crossing.agents.map((agent) => agentOf(agent, methods));
  const stops = methods.includes("copy") ? exitsAt : undefined;
  const numberOf = (kind: FateKind): number => agents.filter(({ fate }) => fate === kind).length;
  const [carried, ...others] = fateKinds.map((kind) => [kind, numberOf(kind)] as const);
  return {
    release: target.id,
    ok: agents.length > 0 && carried?.[1] === agents.length,
    methods,
    readFrom: target.states.map(({ name }) => name),
    agents,
    newcomers,
    ...(stops === undefined ? {} : { exitsAt: stops }),
    place: placeText(),
    gone: goneTexts(),
    totals: {
      agents: agents.length,
      removed: crossing.removed,
      carried: carried?.[1] ?? 0,
      "no-authentication": 0,
      folded: 0,
      dropped: 0,
      refused: 0,
      ...Object.fromEntries(others),
    },
  };
}

function agentOf({ record, fates, fate }: CrossingAgent, methods: readonly CrossingMethod[]): ReportedAgent {
  return {
    id: shown(record.id),
    name: shown(record.name),
    line: record.line,
    fate: fate.kind,
    by: Object.fromEntries(methods.map((method) => [method, fateOf(fates[method])])),
  };
}

function fateOf(fate: Fate): ReportedFate {
  const { kind, reason, unlike, message } = fate;
  return {
    fate: kind,
    ...(reason === undefined ? {} : { reason, ...reasonTexts[reason]() }),
    text: masked(fateText(message === undefined ? fate : { ...fate, message: textFromBytes(message) })),
    ...(unlike === undefined ? {} : { unknown: true }),
  };
}

/** `1 carried, 2 refused`. While a line stops the daemons, a copy carries no agent. */
export function fateCountsText({ totals, exitsAt }: CrossingReport): string {
  const parts = fateKinds.flatMap((kind) => {
    const number = totals[kind];
    if (number === 0) return [];
    if (kind === "carried" && exitsAt !== undefined) {
      return say`${number} carried once line ${exitsAt} is fixed`;
    }
    return `${number} ${fateKindTexts[kind]()}`;
  });
  return parts.join(", ");
}

const LONGEST_SHOWN = 400;

/** A field with a key in it is a mistake, but it happens. */
function shown(field: string): string {
  return masked(textFromBytes(field));
}

function masked(text: string): string {
  return withoutKeys(text).slice(0, LONGEST_SHOWN);
}

interface ReasonGroup {
  readonly reason: FateReason;
  readonly why: string;
  readonly advice: string;
  readonly agents: readonly ReportedAgent[];
  /** What decides, in its own words: one example of each method. */
  readonly examples: readonly { readonly method: CrossingMethod; readonly text: string }[];
}

/** Each reason once, with the agents that it is about. */
export function reasonGroups({ agents, methods }: CrossingReport): readonly ReasonGroup[] {
  const groups = new Map<FateReason, { agents: Set<ReportedAgent>; texts: Map<CrossingMethod, string> }>();
  for (const agent of agents) {
    for (const method of methods) {
      const fate = agent.by[method];
      if (fate?.reason === undefined) continue;
      const group = groups.get(fate.reason) ?? { agents: new Set(), texts: new Map() };
      group.agents.add(agent);
      if (!group.texts.has(method)) group.texts.set(method, fate.text);
      groups.set(fate.reason, group);
    }
  }
  return Array.from(groups, ([reason, group]) => ({
    reason,
    ...reasonTexts[reason](),
    agents: [...group.agents],
    examples: Array.from(group.texts, ([method, text]) => ({ method, text })),
  }));
}
