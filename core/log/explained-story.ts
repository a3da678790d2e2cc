/**
 * The story in words: every cause with its agents, every agent with its causes, and the conclusions from them together.
 */

import { type Cause, type CauseKey, causes, explanations } from "../lint/explain/index.ts";
import { withoutKeys } from "../lint/key-file/index.ts";
import { MASK } from "../lint/mask.ts";
import { type Severity, severities } from "../lint/severity.ts";
import type { MessageId } from "../manager/index.ts";
import { filled } from "../manager/index.ts";
import { said } from "../words/index.ts";
import { extend, type FirstLine, type Pair, type Span } from "./agent.ts";
import { conclusionsOf } from "./conclusions.ts";
import { type Card, gather } from "./gather.ts";
import type { Records } from "./records.ts";
import type { Story } from "./story.ts";

/** The first line of something, without keys. */
export interface Example {
  /** The number of the file, from 0. */
  readonly file: number;
  readonly line: number;
  readonly text: string;
}

export interface ExplainedCause extends Cause, Readonly<Span> {
  readonly cause: CauseKey;
  readonly count: number;
  /** The number of agents that the lines name. */
  readonly agents: number;
  readonly messages: readonly { readonly id: MessageId; readonly count: number }[];
  readonly example: Example;
}

/** A log may have very many agents, and most reports show few, so what takes work is made when it is read. */
export interface ExplainedAgent extends Readonly<Span> {
  /** That of its most severe cause. */
  readonly severity: Severity;
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

export interface ExplainedStory {
  /** The most severe first, then those with the most lines. */
  readonly causes: readonly ExplainedCause[];
  /** Those with the most severe causes first. */
  readonly agents: readonly ExplainedAgent[];
  /** There were more agents than the limit. */
  readonly overflows: boolean;
}

/** What has been collected so far. `records` are those of a `client.keys`. The result contains no key. */
export function explainStory(story: Story, records?: Records): ExplainedStory {
  const cards = gather(story, records);
  const byCause = new Map<CauseKey, Pair[]>();
  for (const pair of story.pairs) {
    const own = byCause.get(pair.cause);
    if (own === undefined) byCause.set(pair.cause, [pair]);
    else own.push(pair);
  }
  return {
    causes: [...byCause].map(([cause, pairs]) => explainedCause(cause, pairs, story)).sort(byGravity),
    agents: cards
      .map((card) => explainedAgent(card, records))
      .sort((a, b) => gravity[a.severity] - gravity[b.severity] || b.count - a.count),
    overflows: story.overflows,
  };
}

/** A smaller number is more severe. */
const gravity = Object.fromEntries(severities.map((each, at) => [each, at])) as Readonly<
  Record<Severity, number>
>;

const gravityOf = ({ cause }: Pick<Pair, "cause">): number => gravity[causes[cause].severity];

/** The most severe first, then those with the most lines. */
const byGravity = (a: Pick<Pair, "cause" | "count">, b: Pick<Pair, "cause" | "count">): number =>
  gravityOf(a) - gravityOf(b) || b.count - a.count;

function explainedCause(cause: CauseKey, pairs: readonly Pair[], story: Story): ExplainedCause {
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
    messages: messages.map(([id, { count }]) => ({ id, count })),
    example: exampleOf(pairs),
  };
}

function explainedAgent(card: Card, records: Records | undefined): ExplainedAgent {
  const { id, names, sources, record, pairs } = card;
  const { count, first, last } = together(pairs);
  return {
    id: id === undefined ? undefined : withoutKeys(id),
    get names() {
      return names.map(withoutKeys);
    },
    get sources() {
      return sources.map(([source]) => withoutKeys(source));
    },
    record: record ?? (records === undefined ? undefined : null),
    severity: severities[Math.min(...pairs.map(gravityOf))] ?? "hint",
    count,
    first,
    last,
    get causes() {
      return pairs.map(explainedPair).sort(byGravity);
    },
    get conclusions() {
      return conclusionsOf(card, records).map(withoutKeys);
    },
  };
}

function explainedPair({ cause, count, first, last, example }: Pair): ExplainedAgent["causes"][number] {
  return {
    cause,
    count,
    first,
    last,
    get example() {
      return exampleText(example);
    },
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
function exampleText({ file, line, wording, values }: FirstLine): Example {
  const shown = values.map((value, at) => (SECRET.has(wording.values[at] ?? "") ? MASK : value));
  const text = withoutKeys(filled(wording.template, shown));
  const isLong = text.length > LONGEST_EXAMPLE;
  return {
    file,
    line,
    text: isLong ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text,
  };
}
