/** The parts of a rule for `client.keys`. */

import type { Release } from "../../../manager/index.ts";
import type { Severity } from "../../severity.ts";
import type { Fix } from "../finding.ts";
import type { LineFacts } from "../line-facts.ts";

/** A rule about a line that depends on the line alone. */
export interface LineRule {
  /** The rule's only name: diagnostic code, settings key, page and test title. */
  readonly code: string;
  readonly severity: Severity;
  /** The rule in a few words, as a heading. */
  readonly title: string;
  /** The rule may apply to a sound line too. Otherwise it is not called for one. */
  readonly onSoundLines?: true;
  /** The contexts in which the rule may apply to a plain line (`document/plain-lines.ts`) too. */
  readonly onPlainLines?: (context: LintContext) => boolean;
  /** Whether the rule applies. Called once for every line that is read, so it must be cheap. */
  readonly applies: (line: LineFacts, context: LintContext) => boolean;
  /** Columns and message. Called only for findings that are shown. */
  describe(line: LineFacts, context: LintContext): Description;
  /** The fixes to choose from, the best first. Edits are within the line; `at` is its number. */
  readonly fixes?: (line: LineFacts, at: number, nextId: () => string) => readonly Fix[];
}

export interface Description {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Whose file it is: the manager's list of agents, or an agent's own single record. */
export type Role = "manager" | "agent";

/** Everything besides the file that a rule depends on. */
export interface LintContext {
  readonly release: Release;
  readonly role: Role;
  /** The release to which an upgrade is planned; records that change their meaning are found. */
  readonly upgradeTo?: Release | undefined;
  /** The manager's host name, if known. No agent may have it. */
  readonly hostName: string | undefined;
}

/** A description of the whole line. */
export function wholeLine(line: LineFacts, message: string): Description {
  return { start: 0, end: line.text.length, message };
}

/** A record or a line at which the daemon exits: it has fields. */
export function hasFields(line: LineFacts): boolean {
  return line.kind === "record" || line.kind === "fatal";
}
