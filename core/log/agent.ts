/** What a story keeps of an agent: its names, the sources of its messages, and its lines by cause. */

import type { CauseKey, Wording } from "../lint/explain/index.ts";

/** Maximum sources and names that are kept for one agent. */
export const MOST_REMEMBERED = 8;

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

/** Where messages of an agent come from, with their number of lines. */
export interface Source {
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

/** An agent has few. */
export function pairOf(own: readonly Pair[] | undefined, cause: CauseKey): Pair | undefined {
  return own?.find((each) => each.cause === cause);
}

export function remember(own: string[], value: string): void {
  if (own.length < MOST_REMEMBERED && !own.includes(value)) own.push(value);
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
export function sourceOf({ sources }: Agent, source: string | undefined): Source | undefined {
  if (source === undefined) return undefined;
  let own = sources.find((each) => each.source === source);
  if (own === undefined && sources.length < MOST_REMEMBERED) {
    own = { source, lines: 0 };
    sources.push(own);
  }
  return own;
}

export function noteSource(agent: Agent, own: Source): void {
  own.lines++;
  if (agent.lastSource !== undefined && agent.lastSource !== own.source) agent.changes++;
  agent.lastSource = own.source;
}
