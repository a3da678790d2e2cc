/** A log as a story: known lines, counted by cause and by agent. Its memory is bounded, whatever the log. */

import { type CauseKey, explanations } from "../lint/explain/index.ts";
import type { MessageId } from "../manager/index.ts";
import type { KnownLine } from "./reader.ts";
import type { Subject } from "./subject.ts";

/** Maximum pairs of an agent and a cause. Lines of more agents are counted only under their cause. */
const MOST_PAIRS = 100_000;

/** Maximum sources, names and addresses that are kept for one agent. */
const MOST_REMEMBERED = 8;

const NO_SOURCES: ReadonlyMap<string, number> = new Map();

/** The first and the last time of something, as in the log. */
export interface Span {
  first: string | undefined;
  last: string | undefined;
}

/** One cause, for one agent or without a named agent. */
export interface Pair extends Span {
  readonly cause: CauseKey;
  readonly agent: Agent | undefined;
  count: number;
  readonly messages: Map<MessageId, number>;
  /** The first such line. */
  readonly example: FirstLine;
}

/** A line with the parts of its message. */
export interface FirstLine {
  /** The number of the file, from 0, and of its line, from 1. */
  readonly file: number;
  readonly line: number;
  readonly template: string;
  /** The names of the values. */
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** A story in the form that threads exchange: plain data. */
export interface StoryParts {
  readonly pairs: readonly Pair[];
  readonly overflows: boolean;
}

/** An agent as the log knows it: by its id, or by name or address if the log has no id for it. */
export interface Agent {
  readonly key: string;
  readonly id: string | undefined;
  readonly names: Set<string>;
  readonly addresses: Set<string>;
  /** The sources of its messages, with their numbers of lines. */
  readonly sources: Map<string, number>;
  readonly pairs: Map<CauseKey, Pair>;
  /** How often a message came from another source than the previous one. */
  changes: number;
  lastSource: string | undefined;
}

/** Collects known lines. */
export class Story {
  /** For every cause and agent, in the order of their first lines. */
  readonly pairs: Pair[] = [];
  readonly agents = new Map<string, Agent>();
  /** What belongs to no named agent. */
  readonly #unnamed = new Map<CauseKey, Pair>();
  /** Whether there were more agents than the limit. */
  overflows = false;

  /** Adds a line of the file with this number, and returns what it is counted under. */
  add(line: KnownLine, file = 0): Pair {
    const { cause } = explanations[line.id];
    const agent = this.#agentOf(line.subject);
    const own = agent?.pairs ?? this.#unnamed;
    let pair = own.get(cause);
    if (pair === undefined) {
      const { time, wording, values } = line;
      const { template, values: names } = wording;
      const example = { file, line: line.line, template, names, values };
      pair = { cause, agent, count: 0, first: time, last: time, messages: new Map(), example };
      own.set(cause, pair);
      this.pairs.push(pair);
    }
    pair.count++;
    pair.messages.set(line.id, (pair.messages.get(line.id) ?? 0) + 1);
    extend(pair, line.time);
    return pair;
  }

  get parts(): StoryParts {
    const { pairs, overflows } = this;
    return { pairs, overflows };
  }

  /**
   * Adds what follows in the same file, behind so many lines, as if its lines had come one after the other. False, and nothing is
   * added, where that cannot be told: where so much is remembered that something would have been left out.
   */
  append({ pairs, overflows }: StoryParts, lines: number, file: number): boolean {
    const known = pairs.map((pair) => [pair, this.#ownPairs(pair.agent)?.get(pair.cause)] as const);
    const added = known.filter(([, own]) => own === undefined).length;
    if (overflows || this.pairs.length + added > MOST_PAIRS) return false;
    const agents = new Set(pairs.flatMap(({ agent }) => agent ?? []));
    for (const { key, sources } of agents) {
      const own = this.agents.get(key)?.sources ?? NO_SOURCES;
      const others = [...sources.keys()].filter((source) => !own.has(source));
      if (own.size + others.length > MOST_REMEMBERED) return false;
    }
    for (const agent of agents) this.#join(agent);
    for (const [pair, own] of known) {
      if (own !== undefined) join(own, pair);
      else this.#append(pair, lines, file);
    }
    return true;
  }

  #ownPairs(agent: Agent | undefined): Map<CauseKey, Pair> | undefined {
    return agent === undefined ? this.#unnamed : this.agents.get(agent.key)?.pairs;
  }

  #join(later: Agent): void {
    const own = this.agents.get(later.key);
    if (own === undefined) {
      this.agents.set(later.key, { ...later, pairs: new Map() });
      return;
    }
    for (const name of later.names) remember(own.names, name);
    for (const address of later.addresses) remember(own.addresses, address);
    const [first] = later.sources.keys();
    if (first !== undefined && own.lastSource !== undefined && own.lastSource !== first) own.changes++;
    own.changes += later.changes;
    own.lastSource = later.lastSource ?? own.lastSource;
    for (const [source, lines] of later.sources) {
      own.sources.set(source, (own.sources.get(source) ?? 0) + lines);
    }
  }

  #append(later: Pair, lines: number, file: number): void {
    const agent = later.agent && this.agents.get(later.agent.key);
    const example = { ...later.example, file, line: later.example.line + lines };
    const pair = { ...later, agent, example };
    (agent?.pairs ?? this.#unnamed).set(pair.cause, pair);
    this.pairs.push(pair);
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
    if (name !== undefined) remember(agent.names, name);
    if (address !== undefined) remember(agent.addresses, address);
    if (source !== undefined) noteSource(agent, source);
    return agent;
  }
}

function remember(own: Set<string>, value: string): void {
  if (own.size < MOST_REMEMBERED) own.add(value);
}

/** Adds a later part of the same. */
function join(own: Pair, later: Pair): void {
  own.count += later.count;
  for (const [id, count] of later.messages) own.messages.set(id, (own.messages.get(id) ?? 0) + count);
  extend(own, later.first);
  extend(own, later.last);
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
