/** A story in the form that threads exchange: JSON, in which nothing is written twice. */

import { type CauseKey, type Wording, wordings } from "../lint/explain/index.ts";
import type { MessageId } from "../manager/index.ts";
import { type Agent, extend, MOST_REMEMBERED, type Pair } from "./agent.ts";

export interface StoryParts {
  readonly agents: readonly AgentPart[];
  readonly pairs: readonly PairPart[];
  readonly messages: readonly (readonly [MessageId, count: number])[];
  readonly overflows: boolean;
}

export type AgentPart = readonly [
  key: string,
  /** Empty for none. */
  id: string,
  names: readonly string[],
  sources: readonly (readonly [source: string, lines: number])[],
  changes: number,
  lastSource: string,
];

export type PairPart = readonly [
  cause: CauseKey,
  /** Its place among the agents; -1 for none. */
  agent: number,
  count: number,
  /** Empty for none. */
  first: string,
  last: string,
  /** The first such line, and its place among all wordings. */
  line: number,
  wording: number,
  values: readonly string[],
];

/** What a story keeps. */
interface Kept {
  readonly agents: ReadonlyMap<string, Agent>;
  readonly pairs: readonly Pair[];
  readonly messages: ReadonlyMap<MessageId, { readonly count: number }>;
  readonly overflows: boolean;
}

export function partsOf({ agents, pairs, messages, overflows }: Kept): StoryParts {
  const placeOfAgent = new Map([...agents.values()].map((agent, at) => [agent, at]));
  return {
    agents: [...placeOfAgent.keys()].map(({ key, id = "", names, sources, changes, lastSource = "" }) => {
      const counts = sources.map(({ source, lines }) => [source, lines] as const);
      return [key, id, names, counts, changes, lastSource];
    }),
    pairs: pairs.map(({ cause, agent, count, first = "", last = "", example }) => {
      const { line, wording, values } = example;
      return [
        cause,
        agent ? (placeOfAgent.get(agent) ?? -1) : -1,
        count,
        first,
        last,
        line,
        placeOf(wording),
        values,
      ];
    }),
    messages: [...messages].map(([id, { count }]) => [id, count]),
    overflows,
  };
}

let places: ReadonlyMap<Wording, number> | undefined;

/** The place of a wording among all. */
function placeOf(wording: Wording): number {
  places ??= new Map(wordings().map((each, at) => [each, at]));
  return places.get(wording) ?? -1;
}

/** Adds a later part of the same. */
export function join(own: Pair, [, , count, first, last]: PairPart): void {
  own.count += count;
  extend(own, first || undefined);
  extend(own, last || undefined);
}

/** Whether there is room for the sources of a later part. */
export function areRemembered([, , , later]: AgentPart, agent: Agent | undefined): boolean {
  if (agent === undefined) return true;
  const { sources } = agent;
  const added = later.filter(([source]) => !sources.some((each) => each.source === source)).length;
  return sources.length + added <= MOST_REMEMBERED;
}
