/** A message of the manager with everything that is known about it. */

import type { LogLevel, MessageId } from "../../manager/index.ts";
import { messageIds } from "../../manager/message-families.ts";
import { said } from "../../words/index.ts";
import { explanations } from "./explanations.ts";
import { releaseRange, type Wording, wordings } from "./wordings.ts";

export interface ExplainedMessage {
  readonly id: MessageId;
  /** The text with a `%s` for each value, as the releases of `releases` have it. */
  readonly template: string;
  readonly level: LogLevel;
  readonly releases: string;
  /** The writer, as in ossec.log. Undefined if every daemon that reads client.keys may write it. */
  readonly tag: string | undefined;
  /** The name of each `%s`, with its text if a line was given. Keys are masked. */
  readonly values: readonly { readonly name: string; readonly text: string | undefined }[];
  readonly meaning: string;
  readonly advice: string;
}

/** One wording with its explanation. `texts` are the values in a line. */
export function explained(wording: Wording, texts: readonly string[] = []): ExplainedMessage {
  const { meaning, advice } = explanations[wording.id];
  return {
    id: wording.id,
    template: wording.template,
    level: wording.level,
    releases: releaseRange(wording),
    tag: wording.tag,
    values: wording.values.map((name, at) => ({ name, text: texts[at] })),
    meaning: said(meaning),
    advice: said(advice),
  };
}

/** Every wording of a message, oldest first, by its id or by the number before its text; undefined for any other text. */
export function explainMessage(code: string): readonly ExplainedMessage[] | undefined {
  const number = /^\(?(\d{4})\)?$/.exec(code)?.[1];
  const known = messageIds.find((each) => each === code);
  const found = wordings().filter(({ id, template }) =>
    number === undefined ? id === known : template.startsWith(`(${number})`),
  );
  return found.length === 0 ? undefined : found.map((each) => explained(each));
}
