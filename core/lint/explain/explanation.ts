/** What a message of the manager means, and what to do about it. */

import type { MessageId } from "../../manager/index.ts";
import type { Since } from "../../manager/messages/row.ts";
import type { CauseKey } from "./causes/index.ts";

export interface Explanation {
  /** The cause under which the message is counted in a whole log. */
  readonly cause: CauseKey;
  /**
   * The name of each `%s`, in order, unless the message is a family, whose texts have their own; one list for each
   * number of values in the wordings of the releases. A name that ends in "code" or "number" stands for digits.
   */
  readonly values?: readonly (readonly string[])[];
  /** The names in other texts with as many values, from a release on. */
  readonly valuesSince?: Since<readonly string[]>;
  readonly meaning: string;
  readonly advice: string;
}

/** The explanations of some messages. */
export type Explanations = Partial<Record<MessageId, Explanation>>;

/** Whether the value with this name consists of digits. */
export function isNumberName(name: string): boolean {
  return /\b(?:code|number)$/.test(name);
}

/** Whether the value with this name is an agent's id, which has no blank: it would end the field in client.keys. */
export function isIdName(name: string): boolean {
  return /^(?:old )?id$/.test(name);
}
