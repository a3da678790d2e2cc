/** Verdicts in the form of the library: all facts about one poll, and no key. */

import type { Verdict as InnerVerdict } from "../core/lint/answer/index.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/** A finding about an answer. */
export interface AnswerFinding {
  /** What it violates: the documented contract, or what the daemon really accepts. */
  readonly authority: "contract" | "manager";
  /** Name of the rule. `keypoll explain NAME` explains it. */
  readonly rule: string;
  readonly severity: Severity;
  /** The fact and its consequence. */
  readonly message: string;
  /** What to do. */
  readonly advice: string;
}

/** A line of the manager's log. */
export interface LogLine {
  /** `error`, `warning`, `info`, `debug` and others, in the manager's words. */
  readonly level: string;
  /** The daemon that writes it, for example `wazuh-authd`. */
  readonly tag: string;
  readonly text: string;
  /** A manager with default settings writes it. The others need debugging switched on. */
  readonly byDefault: boolean;
}

/** What the manager does with the answer to one request. */
export interface Verdict {
  /** The request: `id:001`. */
  readonly request: string;
  /** An agent is registered, the script gave an error answer, or the request failed. */
  readonly state: "registered" | "answered-no" | "failed";
  /** A few words: `registered`, `error answer 4`, `refused 9007: Duplicate IP`. */
  readonly title: string;
  /** What happens on the manager. */
  readonly consequence: string;
  /** What to do about it. Undefined if nothing is wrong. */
  readonly advice: string | undefined;
  /** The line that is added to `client.keys`, with its key hidden. */
  readonly landing: string | undefined;
  /** The lines that are removed from it, with their keys hidden. */
  readonly removed: readonly string[];
  readonly log: readonly LogLine[];
  /** The most severe first. */
  readonly findings: readonly AnswerFinding[];
  /** Not reached: what the manager would meet next, once the findings are fixed, in that order. */
  readonly next: readonly AnswerFinding[];
}

/** A verdict without the parts that contain unmasked keys. */
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
