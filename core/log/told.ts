/**
 * The story in words: every cause with its agents, every agent with its causes, and the conclusions from them together.
 */

import { type Cause, type CauseKey, causes, explanations } from "../lint/explain/index.ts";
import { withoutKeys } from "../lint/key-file/index.ts";
import { MASK } from "../lint/mask.ts";
import { severities } from "../lint/severity.ts";
import type { MessageId } from "../manager/index.ts";
import { filled } from "../manager/index.ts";
import { said } from "../words/index.ts";
import { conclusionsOf } from "./conclusions.ts";
import { type Card, gather } from "./gather.ts";
import type { Records } from "./records.ts";
import { extend, type FirstLine, type Pair, type Span, type Story } from "./story.ts";

/** The first line of something, without keys. */
export interface Example {
  /** The number of the file, from 0. */
  readonly file: number;
  readonly line: number;
  readonly text: string;
}

export interface ToldCause extends Cause, Readonly<Span> {
  readonly cause: CauseKey;
  readonly count: number;
  /** The number of agents that the lines name. */
  readonly agents: number;
  readonly messages: readonly { readonly id: MessageId; readonly count: number }[];
  readonly example: Example;
}

export interface ToldAgent extends Readonly<Span> {
  readonly id: string | undefined;
  readonly names: readonly string[];
  /** The sources of its messages, the most frequent first. */
  readonly sources: readonly string[];
  /** Its record, if a `client.keys` was given. Null if it has none there. */
  readonly record:
    | { readonly id: string; readonly name: string; readonly address: string }
    | null
    | undefined;
  readonly count: number;
  readonly causes: readonly (Readonly<Span> & {
    readonly cause: CauseKey;
    readonly count: number;
    readonly example: Example;
  })[];
  /** What its lines mean together. */
  readonly conclusions: readonly string[];
}

export interface Told {
  /** The most severe first, then those with the most lines. */
  readonly causes: readonly ToldCause[];
  /** Those with the most severe causes first. */
  readonly agents: readonly ToldAgent[];
  /** There were more agents than the limit. */
  readonly overflows: boolean;
}

/** What has been collected so far. `records` are those of a `client.keys`. The result contains no key. */
export function tell(story: Story, records?: Records): Told {
  const cards = gather(story, records);
  const byCause = new Map<CauseKey, Pair[]>();
  for (const pair of story.pairs) {
    const own = byCause.get(pair.cause);
    if (own === undefined) byCause.set(pair.cause, [pair]);
    else own.push(pair);
  }
  return {
    causes: [...byCause].map(([cause, pairs]) => toldCause(cause, pairs, story)).sort(byGravity),
    agents: cards
      .map((card) => ({ told: toldAgent(card, records), gravity: gravityOf(card) }))
      .sort((a, b) => a.gravity - b.gravity || b.told.count - a.told.count)
      .map(({ told }) => told),
    overflows: story.overflows,
  };
}

/** A smaller rank is more severe. */
function rankOf(cause: CauseKey): number {
  return severities.indexOf(causes[cause].severity);
}

function byGravity(a: ToldCause, b: ToldCause): number {
  return rankOf(a.cause) - rankOf(b.cause) || b.count - a.count;
}

function gravityOf({ pairs }: Card): number {
  return Math.min(...pairs.map(({ cause }) => rankOf(cause)));
}

function toldCause(cause: CauseKey, pairs: readonly Pair[], story: Story): ToldCause {
  const { severity, title, meaning, advice } = causes[cause];
  const messages = [...story.messages].filter(([id]) => explanations[id].cause === cause);
  return {
    cause,
    severity,
    title: said(title),
    meaning: said(meaning),
    advice: said(advice),
    ...together(pairs),
    agents: new Set(pairs.flatMap(({ agent }) => agent ?? [])).size,
    messages: messages.map(([id, count]) => ({ id, count })),
    example: exampleOf(pairs),
  };
}

function toldAgent(card: Card, records: Records | undefined): ToldAgent {
  const { id, names, sources, record, pairs } = card;
  return {
    id: id === undefined ? undefined : withoutKeys(id),
    names: names.map(withoutKeys),
    sources: sources.map(([source]) => withoutKeys(source)),
    record: record ?? (records === undefined ? undefined : null),
    ...together(pairs),
    causes: pairs
      .map(({ cause, count, first, last, example }) => ({
        cause,
        count,
        first,
        last,
        // Made when it is read: a log may have very many, and most reports show few.
        get example() {
          return exampleText(example);
        },
      }))
      .sort((a, b) => rankOf(a.cause) - rankOf(b.cause) || b.count - a.count),
    conclusions: conclusionsOf(card, records).map(withoutKeys),
  };
}

function together(pairs: readonly Pair[]): Span & { count: number } {
  const whole: Span & { count: number } = { count: 0, first: undefined, last: undefined };
  for (const { count, first, last } of pairs) {
    whole.count += count;
    extend(whole, first);
    extend(whole, last);
  }
  return whole;
}

function exampleOf([first]: readonly Pair[]): Example {
  if (first === undefined) throw new Error("A cause has at least one line.");
  return exampleText(first.example);
}

/** Values that may be or contain a secret in an unknown form. */
const SECRET = new Set(["password", "line", "line or id", "request", "reply", "output", "message"]);

/** A longer line is cut off. */
const LONGEST_EXAMPLE = 300;

/** The message with its values. Those that may be secrets are hidden. */
function exampleText({ file, line, template, names, values }: FirstLine): Example {
  const shown = values.map((value, at) => (SECRET.has(names[at] ?? "") ? MASK : value));
  const text = withoutKeys(filled(template, shown));
  const isLong = text.length > LONGEST_EXAMPLE;
  return {
    file,
    line,
    text: isLong ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text,
  };
}
