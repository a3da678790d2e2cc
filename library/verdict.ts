/** Verdicts as the library gives them: everything a person wants to know of one poll, and no key. */

import type { Verdict as InnerVerdict } from "../core/lint/answer/index.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/** Something to know about an answer. */
export interface AnswerFinding {
  /** What it breaks: the documented contract, or what the daemon really takes. */
  readonly authority: "contract" | "manager";
  /** Name of the rule; `keypoll explain NAME` says more. */
  readonly rule: string;
  readonly severity: Severity;
  /** The fact and its consequence. */
  readonly message: string;
  /** What to do. */
  readonly advice: string;
}

/** A line of the manager's log. */
export interface LogLine {
  /** `error`, `warning`, `info`, `debug` and others, as the manager names them. */
  readonly level: string;
  /** The daemon that writes it, for example `wazuh-authd`. */
  readonly tag: string;
  readonly text: string;
  /** A manager with default settings writes it; the others need debugging switched on. */
  readonly byDefault: boolean;
}

/** What the manager does with the answer to one request. */
export interface Verdict {
  /** The request: `id:001`. */
  readonly request: string;
  /** An agent is registered, the script gave an error answer, or something is wrong. */
  readonly state: "registered" | "answered-no" | "failed";
  /** A few words: `registered`, `error answer 4`, `refused 9007: Duplicate IP`. */
  readonly title: string;
  /** What happens on the manager. */
  readonly consequence: string;
  /** What to do about it; undefined where all is well. */
  readonly advice: string | undefined;
  /** The line that lands in `client.keys`, its key hidden. */
  readonly landing: string | undefined;
  /** The lines that leave it, their keys hidden. */
  readonly removed: readonly string[];
  readonly log: readonly LogLine[];
  /** The gravest first. */
  readonly findings: readonly AnswerFinding[];
  /** Not reached: what the manager would meet next, once the findings are fixed, in that order. */
  readonly next: readonly AnswerFinding[];
}

/** A verdict without what holds keys in the clear. */
export function verdictOf(inner: InnerVerdict): Verdict {
  const { request, state, title, consequence, advice, landing, removed, log, findings, next } = inner;
  return {
    request,
    state,
    title,
    consequence,
    advice,
    landing,
    removed,
    log: log.map(({ level, tag, text, byDefault }) => ({ level, tag, text, byDefault })),
    findings: findings.map(findingOf),
    next: next.map(findingOf),
  };
}

function findingOf({ authority, rule, severity, message, advice }: AnswerFinding): AnswerFinding {
  return { authority, rule, severity, message, advice };
}
