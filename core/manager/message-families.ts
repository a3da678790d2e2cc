/** Every message that a log may have: those of the table, and families of messages that mean the same. */

import type { LogLevel } from "./log.ts";
import { families } from "./messages/families/all.ts";
import type { FamilyTexts, MessageFamily, MessageRow, Since, Writer } from "./messages/row.ts";
import { levelIn, type MessageId, messageTable, since } from "./messages.ts";
import type { Release } from "./releases.ts";

/** Every message id: first the single ones, in the order in which a request causes them, then the families. */
export const messageIds = [...Object.keys(messageTable), ...Object.keys(families)] as readonly MessageId[];

/** One text of a message in one release. */
export interface MessageText {
  /** With a `%s` for each value. */
  readonly template: string;
  readonly level: LogLevel;
  /** The names of the values for each `%s`. Undefined if the explanation of the message says it. */
  readonly values: readonly string[] | undefined;
}

/** Every text that the message has in the release. */
export function messageTexts(id: MessageId, release: Release): readonly MessageText[] {
  if (isFamily(id)) {
    return families[id].kinds.flatMap(({ texts, level, values = [] }: FamilyTexts) =>
      textsIn(texts, level, release, values),
    );
  }
  const row: MessageRow = messageTable[id];
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
  const row: MessageRow | MessageFamily = isFamily(id) ? families[id] : messageTable[id];
  return row.by;
}
