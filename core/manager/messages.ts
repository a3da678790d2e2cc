/** The manager's and the agent's log messages as a table: level and exact text, release by release. */

import type { ByteString } from "./bytes.ts";
import type { LogLevel } from "./log.ts";
import { agentSide } from "./messages/agent-side.ts";
import { agents } from "./messages/agents.ts";
import { answers } from "./messages/answers.ts";
import { authd } from "./messages/authd.ts";
import { configuration } from "./messages/configuration.ts";
import { enrolment } from "./messages/enrolment.ts";
import { agentFamilies } from "./messages/families/agent.ts";
import { agentConfigurationFamilies } from "./messages/families/agent-configuration.ts";
import { agentUpgradeFamilies } from "./messages/families/agent-upgrade.ts";
import { clusterFamilies } from "./messages/families/cluster.ts";
import { clusterServiceFamilies } from "./messages/families/cluster-service.ts";
import { clusterUpkeepFamilies } from "./messages/families/cluster-upkeep.ts";
import { databaseFamilies } from "./messages/families/database.ts";
import { registrationFamilies } from "./messages/families/registration.ts";
import { registrationUpkeepFamilies } from "./messages/families/registration-upkeep.ts";
import { remotedFamilies } from "./messages/families/remoted.ts";
import { remotedMessageFamilies } from "./messages/families/remoted-messages.ts";
import { keyFile } from "./messages/key-file.ts";
import { modules } from "./messages/modules.ts";
import { registration } from "./messages/registration.ts";
import { remoted } from "./messages/remoted.ts";
import { requests } from "./messages/requests.ts";
import type { FamilyTexts, MessageFamily, MessageRow, Since, Writer } from "./messages/row.ts";
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

const families = {
  ...agentFamilies,
  ...agentConfigurationFamilies,
  ...registrationFamilies,
  ...registrationUpkeepFamilies,
  ...remotedFamilies,
  ...remotedMessageFamilies,
  ...databaseFamilies,
  ...clusterFamilies,
  ...clusterServiceFamilies,
  ...clusterUpkeepFamilies,
  ...agentUpgradeFamilies,
} as const satisfies Record<string, MessageFamily>;

export type MessageId = keyof typeof table | keyof typeof families;

/** Every message id: first the single ones, in the order in which a request causes them, then the families. */
export const messageIds = [...Object.keys(table), ...Object.keys(families)] as readonly MessageId[];

function since<T>(values: Since<T>, release: Release): T | undefined {
  for (let at = releases.findIndex((row) => row.id === release.id); at >= 0; at--) {
    const id = releases[at]?.id;
    if (id !== undefined && id in values) return values[id] ?? undefined;
  }
  return undefined;
}

/** The message's text with a `%s` for each value. Undefined if the release does not have it, and for families. */
export function messageTemplate(id: MessageId, release: Release): string | undefined {
  return isFamily(id) ? undefined : since<string>(table[id].text, release);
}

/** One text of a message in one release. */
export interface MessageText {
  /** With a `%s` for each value. */
  readonly template: string;
  readonly level: LogLevel;
  /** What stands for each `%s`. Undefined if the explanation of the message says it. */
  readonly values: readonly string[] | undefined;
}

/** Every text that the message has in the release. */
export function messageTexts(id: MessageId, release: Release): readonly MessageText[] {
  if (isFamily(id)) {
    return families[id].kinds.flatMap(({ texts, level, values = [] }: FamilyTexts) =>
      textsIn(texts, level, release, values),
    );
  }
  const row: MessageRow = table[id];
  const { text, level, also = [], alsoLevel = level } = row;
  return [...textsIn([text], level, release, undefined), ...textsIn(also, alsoLevel, release, undefined)];
}

function textsIn(
  texts: readonly Since<string>[],
  level: LogLevel | Since<LogLevel>,
  release: Release,
  values: readonly string[] | undefined,
): readonly MessageText[] {
  return texts.flatMap((text) => {
    const template = since(text, release);
    return template === undefined ? [] : [{ template, level: levelIn(level, release), values }];
  });
}

function isFamily(id: MessageId): id is keyof typeof families {
  return Object.hasOwn(families, id);
}

/** What writes the message. Undefined if the release decides, as for everything about key requests. */
export function messageWriter(id: MessageId): Writer | undefined {
  const row: MessageRow | MessageFamily = isFamily(id) ? families[id] : table[id];
  return row.by;
}

export function messageLevel(id: MessageId, release: Release): LogLevel {
  return isFamily(id) ? "debug1" : levelIn(table[id].level, release);
}

function levelIn(level: LogLevel | Since<LogLevel>, release: Release): LogLevel {
  return typeof level === "string" ? level : (since<LogLevel>(level, release) ?? "debug1");
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

  add(id: MessageId, ...values: readonly (ByteString | number)[]): void {
    this.addAt(messageLevel(id, this.#release), id, ...values);
  }

  /** A line at a level other than its own: a daemon logs what it tolerates at a debug level. */
  addAt(level: LogLevel, id: MessageId, ...values: readonly (ByteString | number)[]): void {
    const template = messageTemplate(id, this.#release);
    if (template === undefined) return;
    this.lines.push({ id, level, text: filled(template, values) });
  }
}

/** A template with a value in the place of each `%s`, in order. A `%s` without a value is removed. */
export function filled(template: string, values: readonly (ByteString | number)[]): string {
  const rest = values.values();
  return template.replace(/%s/g, () => String(rest.next().value ?? ""));
}
