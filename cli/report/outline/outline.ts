/** A report as a suite of cases with issues: the form that test and lint formats of other tools share. */

import type { Severity } from "../../../core/lint/severity.ts";

/** A place in a file; lines and columns from 1. Without a line it is the whole file. */
export interface IssuePlace {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly endColumn?: number;
}

export interface Issue {
  /** The request that it is about. Formats without cases put it before the message. */
  readonly request?: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice?: string;
  readonly place?: IssuePlace;
}

/** A request that was polled, or a file that was checked. */
export interface Case {
  readonly name: string;
  readonly ok: boolean;
  /** It failed, so nothing is known about its subject. */
  readonly broken: boolean;
  readonly durationMs?: number;
  readonly issues: readonly Issue[];
  /** What happened, in words. */
  readonly output: readonly string[];
}

export interface Outline {
  /** The command. */
  readonly name: string;
  /** Row of the manager's release. */
  readonly release: string;
  readonly ok: boolean;
  /** What the cases are. */
  readonly subject: "request" | "file" | "agent";
  readonly cases: readonly Case[];
  /** What its issues are named after, where that is no rule with a page. */
  readonly kinds?: ReadonlyMap<string, IssueKind>;
}

export interface IssueKind {
  readonly title: string;
  readonly page: string;
  readonly severity: Severity;
}

/** The text of an issue with its request and advice, for formats that have no separate fields for them. */
export function wholeText({ request, message, advice }: Issue): string {
  const subject = request === undefined ? "" : `${request}: `;
  return `${subject}${message}${advice === undefined ? "" : ` ${advice}`}`;
}
