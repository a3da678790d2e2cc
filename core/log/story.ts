/** A log as a story: known lines, counted by cause and by agent. Its memory is bounded, whatever the log. */

import { explanations, wordings } from "../lint/explain/index.ts";
import type { MessageId } from "../manager/index.ts";
import {
  type Agent,
  extend,
  noteSource,
  type Pair,
  pairOf,
  remember,
  type Source,
  sourceOf,
} from "./agent.ts";
import type { KnownLine, LineContent } from "./reader.ts";
import {
  type AgentPart,
  areRemembered,
  join,
  type PairPart,
  partsOf,
  type StoryParts,
} from "./story-parts.ts";
import type { Subject } from "./subject.ts";

/** Maximum pairs of an agent and a cause. Lines of more agents are counted only under their cause. */
const MOST_PAIRS = 100_000;

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
    return partsOf(this);
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
