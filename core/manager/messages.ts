/** The manager's and the agent's log messages as a table: level and exact text, release by release. */

import type { ByteString } from "./bytes.ts";
import type { LogLevel } from "./log.ts";
import { agentSide } from "./messages/agent-side.ts";
import { agents } from "./messages/agents.ts";
import { answers } from "./messages/answers.ts";
import { authd } from "./messages/authd.ts";
import { configuration } from "./messages/configuration.ts";
import { enrolment } from "./messages/enrolment.ts";
import type { families } from "./messages/families/all.ts";
import { keyFile } from "./messages/key-file.ts";
import { modules } from "./messages/modules.ts";
import { registration } from "./messages/registration.ts";
import { remoted } from "./messages/remoted.ts";
import { requests } from "./messages/requests.ts";
import type { MessageRow, Since } from "./messages/row.ts";
import { script } from "./messages/script.ts";
import { present } from "./present.ts";
import { type Release, releases } from "./releases.ts";

/** Messages that the model writes too, one at a time. */
export const messageTable = {
  ...keyFile,
  ...agents,
  ...requests,
  ...script,
  ...answers,
  ...registration,
  ...enrolment,
  ...configuration,
  ...remoted,
  ...authd,
  ...agentSide,
  ...modules,
} as const satisfies Record<string, MessageRow>;

/** A message of the table. */
export type TableMessageId = keyof typeof messageTable;
/** Any message, those of the families among them. */
export type MessageId = TableMessageId | keyof typeof families;

/** The value of a release: that of the newest row that is not newer. */
export function since<T>(values: Since<T>, release: Release): T | undefined {
  for (let at = releases.findIndex((row) => row.id === release.id); at >= 0; at--) {
    const id = releases[at]?.id;
    if (id !== undefined && id in values) return values[id] ?? undefined;
  }
  return undefined;
}

/** The message's text with a `%s` for each value. Undefined if the release does not have it. */
export function messageTemplate(id: TableMessageId, release: Release): string | undefined {
  return since<string>(messageTable[id].text, release);
}

export function messageLevel(id: TableMessageId, release: Release): LogLevel {
  return levelIn(messageTable[id].level, release);
}

export function levelIn(level: LogLevel | Since<LogLevel>, release: Release): LogLevel {
  return typeof level === "string" ? level : present(since<LogLevel>(level, release));
}

/** A line of the manager's log. */
export interface LogLine {
  readonly id: MessageId;
  readonly level: LogLevel;
  readonly text: ByteString;
  /** True if the rest of the text is memory that the manager has already freed, so that it cannot be predicted. */
  readonly unpredictable?: true;
}

/** The lines that a manager of one release writes, in order. Messages that the release does not have are left out. */
export class ManagerLog {
  readonly lines: LogLine[] = [];
  readonly #release: Release;

  constructor(release: Release) {
    this.#release = release;
  }

  add(id: TableMessageId, ...values: readonly (ByteString | number)[]): void {
    this.addAt(messageLevel(id, this.#release), id, ...values);
  }

  /** A line at a level other than its own: a daemon logs what it tolerates at a debug level. */
  addAt(level: LogLevel, id: TableMessageId, ...values: readonly (ByteString | number)[]): void {
    const template = messageTemplate(id, this.#release);
    if (template === undefined) return;
    this.lines.push({ id, level, text: filled(template, values) });
  }
}

/** A template with a value in place of each `%s`, in order. A `%s` without a value is removed. */
export function filled(template: string, values: readonly (ByteString | number)[]): string {
  const rest = values.values();
  return template.replace(/%s/g, () => String(rest.next().value ?? ""));
}
