/** A log as a story: known lines, counted by cause and by agent. Bounded in memory, whatever the log is. */

import { type CauseKey, explanations } from "../lint/explain/index.ts";
import type { MessageId } from "../manager/index.ts";
import type { KnownLine } from "./reader.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** Pairs of an agent and a cause that are told apart; lines of further agents are counted under their cause alone. */
const MOST_PAIRS = 100_000;

/** Sources, names and addresses that are remembered of one agent. */
const MOST_REMEMBERED = 8;

/** The first and the last time of something, as they stand in the log. */
export interface Span {
  first: string | undefined;
  last: string | undefined;
}

/** One cause, for one agent or for nobody that is named. */
export interface Pair extends Span {
  readonly cause: CauseKey;
  readonly agent: Agent | undefined;
  count: number;
  readonly messages: Map<MessageId, number>;
  /** The first line of it. */
  readonly example: KnownLine & { readonly file: number };
}

/** An agent as the log knows it: by its id, or by name or address where it has told no id. */
export interface Agent {
  readonly key: string;
  readonly id: string | undefined;
  readonly names: Set<string>;
  readonly addresses: Set<string>;
  /** Where its messages came from, with how many lines. */
  readonly sources: Map<string, number>;
  readonly pairs: Map<CauseKey, Pair>;
  /** How often a message came from another source than the one before it. */
  changes: number;
  lastSource: string | undefined;
}

/** Gathers known lines. */
export class Story {
  /** Of every cause and agent, in the order in which they came up. */
  readonly pairs: Pair[] = [];
  readonly agents = new Map<string, Agent>();
  /** What belongs to no agent that is named. */
  readonly #unnamed = new Map<CauseKey, Pair>();
  /** Whether there were more agents than are told apart. */
  overflows = false;

  /** Adds a line of the file of this number, and returns what it is counted under. */
  add(line: KnownLine, file = 0): Pair {
    const { cause } = explanations[line.id];
    const agent = this.#agentOf(subjectOf(line));
    const own = agent?.pairs ?? this.#unnamed;
    let pair = own.get(cause);
    if (pair === undefined) {
      const { time } = line;
      const example = { ...line, file };
      pair = { cause, agent, count: 0, first: time, last: time, messages: new Map(), example };
      own.set(cause, pair);
      this.pairs.push(pair);
    }
    pair.count++;
    pair.messages.set(line.id, (pair.messages.get(line.id) ?? 0) + 1);
    extend(pair, line.time);
    return pair;
  }

  #agentOf(subject: Subject | undefined): Agent | undefined {
    if (subject === undefined) return undefined;
    const { id, name, source, address } = subject;
    const key = id ?? `${name ?? ""} ${name === undefined ? (source ?? address) : ""}`;
    let agent = this.agents.get(key);
    if (agent === undefined) {
      if (this.pairs.length >= MOST_PAIRS) {
        this.overflows = true;
        return undefined;
      }
      agent = {
        key,
        id,
        names: new Set(),
        addresses: new Set(),
        sources: new Map(),
        pairs: new Map(),
        changes: 0,
        lastSource: undefined,
      };
      this.agents.set(key, agent);
    }
    if (name !== undefined && agent.names.size < MOST_REMEMBERED) agent.names.add(name);
    if (address !== undefined && agent.addresses.size < MOST_REMEMBERED) agent.addresses.add(address);
    if (source !== undefined) noteSource(agent, source);
    return agent;
  }
}

/** Times are compared as text: their form is one that sorts. */
export function extend(span: Span, time: string | undefined): void {
  if (time === undefined) return;
  if (span.first === undefined || time < span.first) span.first = time;
  if (span.last === undefined || time > span.last) span.last = time;
}

function noteSource(agent: Agent, source: string): void {
  const count = agent.sources.get(source);
  if (count === undefined && agent.sources.size >= MOST_REMEMBERED) return;
  agent.sources.set(source, (count ?? 0) + 1);
  if (agent.lastSource !== undefined && agent.lastSource !== source) agent.changes++;
  agent.lastSource = source;
}
