/** A verdict: all facts about one poll, ready to be shown by any face. */

import type { Outcome, Span } from "../../manager/index.ts";
import type { Severity } from "../severity.ts";

/** The authority of a finding: what the documentation says, or what the daemon really does. */
export type Authority = "contract" | "manager";

/** A finding about an answer. */
export interface AnswerFinding {
  readonly authority: Authority;
  /** The rule's only name, in kebab case. */
  readonly rule: string;
  readonly severity: Severity;
  /** The fact and its consequence in one sentence, without keys. */
  readonly message: string;
  /** What to do, in one sentence. */
  readonly advice: string;
  /** The bytes of the output that it is about. */
  readonly span: Span | undefined;
}

/** A line of the manager's log, decoded and with keys masked. */
export interface ShownLogLine {
  readonly level: string;
  readonly text: string;
  /** Written by a manager with default settings. The others need debugging switched on. */
  readonly byDefault: boolean;
  /** The daemon that writes it, as in ossec.log, for example `wazuh-authd`. */
  readonly tag: string;
  /** The script ran on a worker, and this line is in the master's log. */
  readonly onMaster?: true;
}

/** How a poll ended: an agent was registered, an error answer was given, or something is wrong. */
export type VerdictState = "registered" | "answered-no" | "failed";

/** The prose of a verdict. */
export interface VerdictText {
  readonly state: VerdictState;
  /** A few words: `registered`, `error answer 4`, `refused 9007: Duplicate IP`. */
  readonly title: string;
  /** What happens on the manager, in one or two sentences. */
  readonly consequence: string;
  /** What to do about it. Undefined if nothing is wrong. */
  readonly advice: string | undefined;
}

/** What may be shown of a verdict: no text contains a key. */
export interface ShownVerdict extends VerdictText {
  /** The request in the manager's form: `id:001`. */
  readonly request: string;
  /** The line that is added to `client.keys`, with its key masked. Undefined if there is none. */
  readonly landing: string | undefined;
  /** The lines that are removed from it, with their keys masked. */
  readonly removed: readonly string[];
  readonly log: readonly ShownLogLine[];
  /** Findings of both authorities, the most severe first. */
  readonly findings: readonly AnswerFinding[];
  /** Not reached: what the manager would meet next, once the findings are fixed, in that order. */
  readonly next: readonly AnswerFinding[];
}

export interface Verdict extends ShownVerdict {
  /** The model's own result, for faces that show every step. Contains unmasked keys: never print it. */
  readonly outcome: Outcome;
}

/** Its prose alone. */
export function proseOf({ state, title, consequence, advice }: VerdictText): VerdictText {
  return { state, title, consequence, advice };
}

/** What happens on the manager and, after an arrow, what to do about it. An obstacle says this better if there is one. */
export function proseLines({ consequence, advice }: VerdictText, obstacle?: string): readonly string[] {
  const advised = obstacle ?? advice;
  return advised === undefined ? [consequence] : [consequence, `→ ${advised}`];
}

/** The reason in the verdict, and what to do: its most severe finding is more precise than its consequence. */
export function reasonOf({ consequence, advice }: VerdictText, worst: AnswerFinding | undefined): Reason {
  return { problem: worst?.message ?? consequence, advice: worst?.advice ?? advice };
}

interface Reason {
  readonly problem: string;
  readonly advice: string | undefined;
}
