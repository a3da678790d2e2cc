/** A verdict: everything a person wants to know about one poll, ready to be shown by any face. */

import type { Outcome, Span } from "../../manager/index.ts";
import type { Severity } from "../severity.ts";

/** Which authority a finding speaks for: what the documentation says, or what the daemon really does. */
export type Authority = "contract" | "manager";

/** Something to know about an answer. */
export interface AnswerFinding {
  readonly authority: Authority;
  /** The rule's only name, in kebab case. */
  readonly rule: string;
  readonly severity: Severity;
  /** The fact and its consequence in one sentence; no key in it. */
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
  /** Written by a manager with default settings; the others need debugging switched on. */
  readonly byDefault: boolean;
  /** Which daemon writes it, as it stands in ossec.log, for example `wazuh-authd`. */
  readonly tag: string;
  /** The script ran on a worker, and this line is in the master's log. */
  readonly onMaster?: true;
}

/** How a poll ended: an agent was registered, an error answer was given, or something is wrong. */
export type VerdictState = "registered" | "answered-no" | "failed";

export interface Verdict {
  /** The request as the manager puts it: `id:001`. */
  readonly request: string;
  readonly state: VerdictState;
  /** A few words: `registered`, `error answer 4`, `refused 9007: Duplicate IP`. */
  readonly title: string;
  /** What happens on the manager, in one or two sentences. */
  readonly consequence: string;
  /** What to do about it; undefined where all is well. */
  readonly advice: string | undefined;
  /** The line that lands in `client.keys`, key masked; undefined where none does. */
  readonly landing: string | undefined;
  /** The lines that leave it, keys masked. */
  readonly removed: readonly string[];
  readonly log: readonly ShownLogLine[];
  /** Findings of both authorities; the gravest first. */
  readonly findings: readonly AnswerFinding[];
  /** What the manager does not get to: what it would meet next, once the findings are fixed. In the order in which it would. */
  readonly next: readonly AnswerFinding[];
  /** The model's own result, for faces that show every step. Holds keys in the clear: never print it. */
  readonly outcome: Outcome;
}
