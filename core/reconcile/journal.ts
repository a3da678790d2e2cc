/** The results of a run so far, as text, for a run that continues it. Contains no key. */

import type { AgentResult } from "./agent-result.ts";
import { stateNames } from "./state-names.ts";
import { Tally } from "./tally.ts";

const FORMAT = "keypoll-reconcile-1";

/** From the first up to, but not including, the second. */
type Span = readonly [from: number, to: number];

/** `subject` identifies a run: what is asked, about which agents, and how. */
export function journalOf(subject: string, tally: Tally): string {
  const others = tally.others();
  const told = new Set(others.map(({ place }) => place));
  const equal: [number, number][] = [];
  for (let place = 0; place < tally.agents; place++) {
    if (!tally.has(place) || told.has(place)) continue;
    const last = equal.at(-1);
    if (last?.[1] === place) last[1] = place + 1;
    else equal.push([place, place + 1]);
  }
  return `${JSON.stringify({ format: FORMAT, subject, agents: tally.agents, equal, others })}\n`;
}

export type JournalReading =
  | { readonly kind: "read"; readonly tally: Tally }
  /** What is asked, or about which agents, differs. */
  | { readonly kind: "other-run" }
  | { readonly kind: "broken" };

interface Noted {
  readonly place: number;
  readonly result: AgentResult;
}

interface Journal {
  readonly format: string;
  readonly subject: string;
  readonly agents: number;
  readonly equal: readonly Span[];
  readonly others: readonly Noted[];
}

/**
 * The results from before. What could not be checked is asked again, and with `onlyEqual` also what is not equal: the
 * text contains no keys, and the caller needs them to write client.keys.
 */
export function readJournal(
  text: string,
  subject: string,
  agents: number,
  onlyEqual = false,
): JournalReading {
  const journal = decoded(text);
  if (journal === undefined) return { kind: "broken" };
  if (journal.subject !== subject || journal.agents !== agents) return { kind: "other-run" };
  const tally = new Tally(agents);
  for (const [from, to] of journal.equal) for (let place = from; place < to; place++) tally.addEqual(place);
  for (const { place, result } of journal.others) {
    if (result.state !== "no-answer" && !onlyEqual) tally.add(place, result);
  }
  return { kind: "read", tally };
}

/** Only this program writes it. Any other form is rejected. */
function decoded(text: string): Journal | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJournal(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== "object" || value === null) return false;
  const { format, subject, agents, equal, others } = value as Partial<Record<keyof Journal, unknown>>;
  return (
    format === FORMAT &&
    typeof subject === "string" &&
    Number.isSafeInteger(agents) &&
    isAll(equal, isSpan) &&
    isAll(others, isNoted)
  );
}

function isAll(value: unknown, test: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

function isSpan(value: unknown): boolean {
  return isAll(value, (each) => Number.isSafeInteger(each));
}

function isNoted(value: unknown): boolean {
  const { place, result } = value as Partial<Record<keyof Noted, { readonly state?: unknown }>>;
  return Number.isSafeInteger(place) && stateNames.some((state) => state === result?.state);
}
