/** A log as a story: known lines, counted by cause and by agent. Its memory is bounded, whatever the log. */

import { type CauseKey, explanations, type Wording, wordings } from "../lint/explain/index.ts";
import type { MessageId } from "../manager/index.ts";
import type { KnownLine, LineContent } from "./reader.ts";
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
  readonly wording: Wording;
  readonly values: readonly string[];
}

/** A story in the form that threads exchange: JSON, in which nothing is written twice. */
export interface StoryParts {
  readonly agents: readonly AgentPart[];
  readonly pairs: readonly PairPart[];
  readonly messages: readonly (readonly [MessageId, count: number])[];
  readonly overflows: boolean;
}

type AgentPart = readonly [
  key: string,
  /** Empty for none. */
  id: string,
  names: readonly string[],
  sources: readonly (readonly [source: string, lines: number])[],
  changes: number,
  lastSource: string,
];

type PairPart = readonly [
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

/** Where lines with the same content count. */
interface Counted {
  readonly content: LineContent;
  readonly pair: Pair;
  readonly message: Tally;
  /** Undefined if the agent has so many sources that this one is not remembered. */
  readonly source: Source | undefined;
}

interface Tally {
  count: number;
}

/** Collects known lines. */
export class Story {
  /** For every cause and agent, in the order of their first lines. */
  readonly pairs: Pair[] = [];
  readonly agents = new Map<string, Agent>();
  /** How many lines each message has. */
  readonly messages = new Map<MessageId, Tally>();
  /** What belongs to no named agent. */
  readonly #unnamed: Pair[] = [];
  /** By the cache place of a line: a log repeats itself. */
  readonly #counted: Counted[] = [];
  /** Whether there were more agents than the limit. */
  overflows = false;

  /** Adds a line of the file with this number, and returns what it is counted under. */
  add(line: KnownLine, file = 0): Pair {
    const known = this.#counted[line.place];
    const counted = known?.content === line.content ? known : this.#countedAs(line, file);
    const { pair, message, source } = counted;
    pair.count++;
    message.count++;
    extend(pair, line.time);
    if (source !== undefined && pair.agent !== undefined) noteSource(pair.agent, source);
    return pair;
  }

  #countedAs(line: KnownLine, file: number): Counted {
    const { content, place, time } = line;
    const { id, wording, values, subject } = content;
    const { cause } = explanations[id];
    const agent = this.#agentOf(subject);
    const own = agent?.pairs ?? this.#unnamed;
    let pair = pairOf(own, cause);
    if (pair === undefined) {
      const example = { file, line: line.line, wording, values };
      pair = { cause, agent, count: 0, first: time, last: time, example };
      own.push(pair);
      this.pairs.push(pair);
    }
    const source = agent && sourceOf(agent, subject?.source);
    const counted = { content, pair, message: this.#tallyOf(id), source };
    if (place > 0) this.#counted[place] = counted;
    return counted;
  }

  get parts(): StoryParts {
    const places = new Map([...this.agents.values()].map((agent, at) => [agent, at]));
    return {
      agents: [...places.keys()].map(({ key, id = "", names, sources, changes, lastSource = "" }) => {
        const counts = sources.map(({ source, lines }) => [source, lines] as const);
        return [key, id, names, counts, changes, lastSource];
      }),
      pairs: this.pairs.map(({ cause, agent, count, first = "", last = "", example }) => {
        const { line, wording, values } = example;
        return [
          cause,
          agent ? (places.get(agent) ?? -1) : -1,
          count,
          first,
          last,
          line,
          placeOf(wording),
          values,
        ];
      }),
      messages: [...this.messages].map(([id, { count }]) => [id, count]),
      overflows: this.overflows,
    };
  }

  /**
   * Adds what follows in the same file, behind so many lines, as if its lines had come one after the other. False, and nothing is
   * added, where that cannot be told: where so much is remembered that something would have been left out.
   */
  append({ agents, pairs, messages, overflows }: StoryParts, lines: number, file: number): boolean {
    const known = agents.map(([key]) => this.agents.get(key));
    const own = pairs.map(([cause, at]) => pairOf(at < 0 ? this.#unnamed : known[at]?.pairs, cause));
    const added = own.filter((pair) => pair === undefined).length;
    if (overflows || this.pairs.length + added > MOST_PAIRS) return false;
    if (!agents.every((part, at) => areRemembered(part, known[at]))) return false;
    const joined = agents.map((agent, at) => this.#join(agent, known[at]));
    for (const [at, part] of pairs.entries()) {
      const pair = own[at];
      if (pair === undefined) this.#append(part, joined[part[1]], lines, file);
      else join(pair, part);
    }
    for (const [id, count] of messages) this.#tallyOf(id).count += count;
    return true;
  }

  #tallyOf(id: MessageId): Tally {
    let tally = this.messages.get(id);
    if (tally === undefined) {
      tally = { count: 0 };
      this.messages.set(id, tally);
    }
    return tally;
  }

  #join([key, id, names, sources, changes, lastSource]: AgentPart, own: Agent | undefined): Agent {
    const agent = own ?? this.#newAgent(key, id || undefined);
    for (const name of names) remember(agent.names, name);
    const first = sources[0]?.[0];
    if (first !== undefined && agent.lastSource !== undefined && agent.lastSource !== first) agent.changes++;
    agent.changes += changes;
    agent.lastSource = lastSource || agent.lastSource;
    for (const [source, lines] of sources) {
      const known = sourceOf(agent, source);
      if (known !== undefined) known.lines += lines;
    }
    return agent;
  }

  #newAgent(key: string, id: string | undefined): Agent {
    const agent = { key, id, names: [], sources: [], pairs: [], changes: 0, lastSource: undefined };
    this.agents.set(key, agent);
    return agent;
  }

  #append(part: PairPart, agent: Agent | undefined, lines: number, file: number): void {
    const [cause, , count, first, last, line, place, values] = part;
    const wording = wordings()[place];
    if (wording === undefined) throw new Error("Threads have the same wordings.");
    const example = { file, line: line + lines, wording, values };
    const pair = { cause, agent, count, first: first || undefined, last: last || undefined, example };
    (agent?.pairs ?? this.#unnamed).push(pair);
    this.pairs.push(pair);
  }

  #agentOf(subject: Subject | undefined): Agent | undefined {
    if (subject === undefined) return undefined;
    const { key, id, name } = subject;
    let agent = this.agents.get(key);
    if (agent === undefined) {
      if (this.pairs.length >= MOST_PAIRS) {
        this.overflows = true;
        return undefined;
      }
      agent = this.#newAgent(key, id);
    }
    if (name !== undefined) remember(agent.names, name);
    return agent;
  }
}

/** An agent has few. */
function pairOf(own: readonly Pair[] | undefined, cause: CauseKey): Pair | undefined {
  return own?.find((each) => each.cause === cause);
}

let places: ReadonlyMap<Wording, number> | undefined;

/** The place of a wording among all. */
function placeOf(wording: Wording): number {
  places ??= new Map(wordings().map((each, at) => [each, at]));
  return places.get(wording) ?? -1;
}

function remember(own: string[], value: string): void {
  if (own.length < MOST_REMEMBERED && !own.includes(value)) own.push(value);
}

/** Adds a later part of the same. */
function join(own: Pair, [, , count, first, last]: PairPart): void {
  own.count += count;
  extend(own, first || undefined);
  extend(own, last || undefined);
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

/** Undefined if there is none, or no room for it. */
function sourceOf({ sources }: Agent, source: string | undefined): Source | undefined {
  if (source === undefined) return undefined;
  let own = sources.find((each) => each.source === source);
  if (own === undefined && sources.length < MOST_REMEMBERED) {
    own = { source, lines: 0 };
    sources.push(own);
  }
  return own;
}

function areRemembered([, , , later]: AgentPart, agent: Agent | undefined): boolean {
  if (agent === undefined) return true;
  const { sources } = agent;
  const added = later.filter(([source]) => !sources.some((each) => each.source === source)).length;
  return sources.length + added <= MOST_REMEMBERED;
}

function noteSource(agent: Agent, own: Source): void {
  own.lines++;
  if (agent.lastSource !== undefined && agent.lastSource !== own.source) agent.changes++;
  agent.lastSource = own.source;
}
