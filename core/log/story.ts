/** A log as a story: known lines, counted by cause and by agent. Its memory is bounded, whatever the log. */

import { type CauseKey, explanations } from "../lint/explain/index.ts";
import type { MessageId } from "../manager/index.ts";
import type { KnownLine } from "./reader.ts";
import type { Subject } from "./subject.ts";

/** Maximum pairs of an agent and a cause. Lines of more agents are counted only under their cause. */
const MOST_PAIRS = 100_000;

/** Maximum sources and names that are kept for one agent. */
const MOST_REMEMBERED = 8;

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
  readonly messages: ReadonlyMap<MessageId, number>;
  readonly overflows: boolean;
}

/** Where messages of an agent come from, with their number of lines. */
interface Source {
  readonly source: string;
  lines: number;
}

/**
 * An agent as the log knows it: by its id, or by name or address if the log has no id for it. There may be very many, each
 * with few values, so these are lists.
 */
export interface Agent {
  readonly key: string;
  readonly id: string | undefined;
  readonly names: string[];
  readonly sources: Source[];
  /** One for each cause. */
  readonly pairs: Pair[];
  /** How often a message came from another source than the previous one. */
  changes: number;
  lastSource: string | undefined;
}

/** Collects known lines. */
export class Story {
  /** For every cause and agent, in the order of their first lines. */
  readonly pairs: Pair[] = [];
  readonly agents = new Map<string, Agent>();
  /** How many lines each message has. */
  readonly messages = new Map<MessageId, number>();
  /** What belongs to no named agent. */
  readonly #unnamed: Pair[] = [];
  /** Whether there were more agents than the limit. */
  overflows = false;

  /** Adds a line of the file with this number, and returns what it is counted under. */
  add(line: KnownLine, file = 0): Pair {
    const { cause } = explanations[line.id];
    const agent = this.#agentOf(line.subject);
    const own = agent?.pairs ?? this.#unnamed;
    let pair = own.find((each) => each.cause === cause);
    if (pair === undefined) {
      const { time, wording, values } = line;
      const { template, values: names } = wording;
      const example = { file, line: line.line, template, names, values };
      pair = { cause, agent, count: 0, first: time, last: time, example };
      own.push(pair);
      this.pairs.push(pair);
    }
    pair.count++;
    this.#count(line.id, 1);
    extend(pair, line.time);
    return pair;
  }

  get parts(): StoryParts {
    const { pairs, messages, overflows } = this;
    return { pairs, messages, overflows };
  }

  /**
   * Adds what follows in the same file, behind so many lines, as if its lines had come one after the other. False, and nothing is
   * added, where that cannot be told: where so much is remembered that something would have been left out.
   */
  append({ pairs, messages, overflows }: StoryParts, lines: number, file: number): boolean {
    const known = pairs.map((pair) => [pair, this.#ownPair(pair)] as const);
    const added = known.filter(([, own]) => own === undefined).length;
    if (overflows || this.pairs.length + added > MOST_PAIRS) return false;
    const agents = new Set(pairs.flatMap(({ agent }) => agent ?? []));
    for (const { key, sources } of agents) {
      const own = this.agents.get(key)?.sources ?? [];
      const others = sources.filter(({ source }) => !own.some((each) => each.source === source));
      if (own.length + others.length > MOST_REMEMBERED) return false;
    }
    for (const agent of agents) this.#join(agent);
    for (const [pair, own] of known) {
      if (own !== undefined) join(own, pair);
      else this.#append(pair, lines, file);
    }
    for (const [id, count] of messages) this.#count(id, count);
    return true;
  }

  #count(id: MessageId, lines: number): void {
    this.messages.set(id, (this.messages.get(id) ?? 0) + lines);
  }

  #ownPair({ agent, cause }: Pair): Pair | undefined {
    const own = agent === undefined ? this.#unnamed : this.agents.get(agent.key)?.pairs;
    return own?.find((each) => each.cause === cause);
  }

  #join(later: Agent): void {
    const own = this.agents.get(later.key);
    if (own === undefined) {
      this.agents.set(later.key, { ...later, pairs: [] });
      return;
    }
    for (const name of later.names) remember(own.names, name);
    const [first] = later.sources;
    if (first !== undefined && own.lastSource !== undefined && own.lastSource !== first.source) own.changes++;
    own.changes += later.changes;
    own.lastSource = later.lastSource ?? own.lastSource;
    for (const { source, lines } of later.sources) {
      const known = own.sources.find((each) => each.source === source);
      if (known === undefined) own.sources.push({ source, lines });
      else known.lines += lines;
    }
  }

  #append(later: Pair, lines: number, file: number): void {
    const agent = later.agent && this.agents.get(later.agent.key);
    const example = { ...later.example, file, line: later.example.line + lines };
    const pair = { ...later, agent, example };
    (agent?.pairs ?? this.#unnamed).push(pair);
    this.pairs.push(pair);
  }

  #agentOf(subject: Subject | undefined): Agent | undefined {
    if (subject === undefined) return undefined;
    const { key, id, name, source } = subject;
    let agent = this.agents.get(key);
    if (agent === undefined) {
      if (this.pairs.length >= MOST_PAIRS) {
        this.overflows = true;
        return undefined;
      }
      agent = { key, id, names: [], sources: [], pairs: [], changes: 0, lastSource: undefined };
      this.agents.set(key, agent);
    }
    if (name !== undefined) remember(agent.names, name);
    if (source !== undefined) noteSource(agent, source);
    return agent;
  }
}

function remember(own: string[], value: string): void {
  if (own.length < MOST_REMEMBERED && !own.includes(value)) own.push(value);
}

/** Adds a later part of the same. */
function join(own: Pair, later: Pair): void {
  own.count += later.count;
  extend(own, later.first);
  extend(own, later.last);
}

/** Times are compared as text: their form is one that sorts. */
export function extend(span: Span, time: string | undefined): void {
  if (time === undefined) return;
  span.first ??= time;
  span.last ??= time;
  // Most lines come later than all before them.
  if (time >= span.last) span.last = time;
  else if (time < span.first) span.first = time;
}

function noteSource(agent: Agent, source: string): void {
  const known = agent.sources.find((each) => each.source === source);
  if (known !== undefined) known.lines++;
  else if (agent.sources.length < MOST_REMEMBERED) agent.sources.push({ source, lines: 1 });
  else return;
  if (agent.lastSource !== undefined && agent.lastSource !== source) agent.changes++;
  agent.lastSource = source;
}
