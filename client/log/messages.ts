/** The messages between the view of a followed log and the extension. */

import type { Severity } from "../../core/lint/severity.ts";

export interface CauseView {
  readonly severity: Severity;
  readonly title: string;
  /** How many lines and agents, and from when to when. */
  readonly amount: string;
  readonly meaning: string;
  readonly advice: string;
  /** The first line of it, without keys. */
  readonly example: string;
}

export interface AgentView {
  readonly name: string;
  readonly happened: string;
  readonly conclusions: string;
}

export interface LogView {
  readonly path: string;
  /** The whole log in one sentence, shown and read out. */
  readonly summary: string;
  /** No cause needs action. */
  readonly ok: boolean;
  /** The log is still read for the first time. */
  readonly reading: boolean;
  /** The log is read again when it has grown. */
  readonly following: boolean;
  /** Causes that need action, the most severe first. */
  readonly problems: readonly CauseView[];
  /** Agents with such a problem. */
  readonly agents: readonly AgentView[];
  /** Other causes, without a need for action. */
  readonly others: readonly CauseView[];
}

export interface LogWords {
  readonly stop: string;
  readonly again: string;
  readonly copy: string;
  readonly open: string;
  readonly following: string;
  readonly stopped: string;
  readonly newProblem: string;
  readonly nothing: string;
  readonly whatToDo: string;
  readonly firstLine: string;
  readonly agents: string;
  readonly others: string;
  readonly columns: Readonly<Record<"name" | "happened" | "conclusions", string>>;
  readonly severities: Readonly<Record<Severity, string>>;
}

export interface ShowLog {
  readonly type: "show";
  readonly view: LogView;
  readonly words: LogWords;
}

/** From the view. `ready` asks for the content. */
export interface LogRequest {
  readonly type: "ready" | "stop" | "again" | "copy" | "open";
}
