/** What a message of the manager means, and what to do about it. */

import type { MessageId } from "../../manager/index.ts";
import type { CauseKey } from "./causes/index.ts";

export interface Explanation {
  /** What the message is counted under in a whole log. */
  readonly cause: CauseKey;
  /**
   * What stands for each `%s`, in order, unless the message is a family, whose texts say it themselves; a list for each number of values that the wordings of the releases have. A name
   * that ends in "code" or "number" stands for digits.
   */
  readonly values?: readonly (readonly string[])[];
  readonly meaning: string;
  readonly advice: string;
}

/** The explanations of some messages. */
export type Explanations = Partial<Record<MessageId, Explanation>>;

/** Whether the value of this name is made of digits. */
export function isNumberName(name: string): boolean {
  return /\b(?:code|number)$/.test(name);
}
