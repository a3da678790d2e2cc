/** One option of a key-polling block, as a release reads it. */

import { bytesFromText } from "../../manager/index.ts";
import type { Habits } from "./habits.ts";
import type { XmlElement } from "./markup.ts";
import { readNumber } from "./number.ts";

export const optionNames = [
  "enabled",
  "exec_path",
  "socket",
  "timeout",
  "threads",
  "queue_size",
  "force_insert",
] as const;

export type OptionName = (typeof optionNames)[number];

/** Numbers and their accepted ranges. The defaults are those of every release. */
export const numberOptions = {
  timeout: { least: 1, most: 4294967294, default: 60, unit: "seconds" },
  threads: { least: 1, most: 32, default: 1, unit: "count" },
  queue_size: { least: 1, most: 220000, default: 1024, unit: "count" },
} as const;

export type NumberOption = keyof typeof numberOptions;

/** Bytes from which on a path is too long (`PATH_MAX`). */
export const PATH_LIMIT = 4096;

export type Value = boolean | number | string | undefined;

/** Why a value is rejected. */
export type Refusal = "not-yes-or-no" | "out-of-range" | "too-long" | "empty" | "leading-blank";

export interface OptionReading {
  /** What the manager stores, even for a value that it rejects. */
  readonly value: Value;
  readonly refusal: Refusal | undefined;
}

/** What the manager does with an option. */
export type OptionFate =
  | "accepted"
  /** The value is rejected; reading of the block stops here. */
  | "refused"
  /** It comes after a rejected value, or in a block that is not read. */
  | "unread"
  /** The same option follows later. */
  | "repeated"
  /** Read and ignored: `force_insert` from 4.4 on. */
  | "ignored"
  /** No option has this name. */
  | "unknown";

export interface PollOption extends OptionReading {
  readonly element: XmlElement;
  /** Undefined for a name that is not an option. */
  readonly name: OptionName | undefined;
  readonly fate: OptionFate;
}

export function isOptionName(name: string): name is OptionName {
  return optionNames.some((each) => each === name);
}

export function isNumberOption(name: OptionName): name is NumberOption {
  return Object.hasOwn(numberOptions, name);
}

/** Reads a value as the release does. A rejected yes-or-no is stored as -1, which counts as yes. */
export function readOption(name: OptionName, content: string, habits: Habits): OptionReading {
  if (name === "enabled" || name === "force_insert") {
    if (name === "force_insert" && habits.keyRequest === "read")
      return { value: undefined, refusal: undefined };
    const known = content === "yes" || content === "no";
    return { value: content !== "no", refusal: known ? undefined : "not-yes-or-no" };
  }
  if (isNumberOption(name)) {
    const { least, most } = numberOptions[name];
    const { value } = readNumber(content, habits.numbers);
    return { value, refusal: value < least || value > most ? "out-of-range" : undefined };
  }
  const refusal = pathRefusal(content, habits);
  return { value: refusal === undefined ? content : undefined, refusal };
}

function pathRefusal(content: string, { checksPaths }: Habits): Refusal | undefined {
  if (bytesFromText(content).length >= PATH_LIMIT) return "too-long";
  if (!checksPaths) return undefined;
  if (content === "") return "empty";
  return content.startsWith(" ") ? "leading-blank" : undefined;
}
