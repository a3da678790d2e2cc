/** What the view of a followed log and the extension say to each other. */

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
  /** All of the log in one sentence, for the eye and to be said aloud. */
  readonly summary: string;
  /** No cause needs a person. */
  readonly ok: boolean;
  /** The log is read again when it has grown. */
  readonly following: boolean;
  /** Causes that need a person, the gravest first. */
  readonly problems: readonly CauseView[];
  /** Agents that have such a problem. */
  readonly agents: readonly AgentView[];
  /** What else is known, without a need to do anything. */
  readonly others: readonly CauseView[];
}

export interface LogWords {
  readonly stop: string;
  readonly again: string;
  readonly copy: string;
  readonly open: string;
  readonly following: string;
  readonly stopped: string;
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

/** From the view. `ready` asks for what it is to show. */
export interface LogRequest {
  readonly type: "ready" | "stop" | "again" | "copy" | "open";
}
