/** The manager's and the agent's log messages as a table: level and exact text, release by release. */

import type { ByteString } from "./bytes.ts";
import type { LogLevel } from "./log.ts";
import { agentSide } from "./messages/agent-side.ts";
import { agents } from "./messages/agents.ts";
import { answers } from "./messages/answers.ts";
import { authd } from "./messages/authd.ts";
import { configuration } from "./messages/configuration.ts";
import { enrolment } from "./messages/enrolment.ts";
import { keyFile } from "./messages/key-file.ts";
import { modules } from "./messages/modules.ts";
import { registration } from "./messages/registration.ts";
import { remoted } from "./messages/remoted.ts";
import { requests } from "./messages/requests.ts";
import type { MessageRow, Since, Writer } from "./messages/row.ts";
import { script } from "./messages/script.ts";
import { type Release, releases } from "./releases.ts";

const table = {
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

export type MessageId = keyof typeof table;

/** Every message id, in the order in which a request meets them. */
export const messageIds = Object.keys(table) as readonly MessageId[];

function since<T>(values: Since<T>, release: Release): T | undefined {
  const upTo = releases.slice(0, releases.findIndex((row) => row.id === release.id) + 1);
  return (
    upTo.reduce<T | null | undefined>(
      (found, row) => (row.id in values ? values[row.id] : found),
      undefined,
    ) ?? undefined
  );
}

/** The message's text with a `%s` for each value, or undefined where the release does not have it. */
export function messageTemplate(id: MessageId, release: Release): string | undefined {
  return since<string>(table[id].text, release);
}

/** Every text that the message has in the release: the first, and others that say the same. */
export function messageTemplates(id: MessageId, release: Release): readonly string[] {
  const row: MessageRow = table[id];
  return [row.text, ...(row.also ?? [])].flatMap((text) => since(text, release) ?? []);
}

/** What writes the message; undefined where the release decides, as for everything about key requests. */
export function messageWriter(id: MessageId): Writer | undefined {
  const row: MessageRow = table[id];
  return row.by;
}

export function messageLevel(id: MessageId, release: Release): LogLevel {
  const level: LogLevel | Since<LogLevel> = table[id].level;
  return typeof level === "string" ? level : (since<LogLevel>(level, release) ?? "debug1");
}

/** A line of the manager's log. */
export interface LogLine {
  readonly id: MessageId;
  readonly level: LogLevel;
  readonly text: ByteString;
  /** True where the rest of the text is memory that the manager has already freed, so nobody can foretell it. */
  readonly unpredictable?: true;
}

/** The lines that a manager of one release writes, in order; messages that the release does not have are left out. */
export class ManagerLog {
  readonly lines: LogLine[] = [];
  readonly #release: Release;

  constructor(release: Release) {
    this.#release = release;
  }

  add(id: MessageId, ...values: readonly (ByteString | number)[]): void {
    this.addAt(messageLevel(id, this.#release), id, ...values);
  }

  /** A line at another level than its own: what a daemon tolerates it says at a debug level. */
  addAt(level: LogLevel, id: MessageId, ...values: readonly (ByteString | number)[]): void {
    const template = messageTemplate(id, this.#release);
    if (template === undefined) return;
    const rest = values.values();
    const text = template.replace(/%s/g, () => String(rest.next().value ?? ""));
    this.lines.push({ id, level, text });
  }
}
