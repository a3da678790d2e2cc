/** The first line of a cause, as it may be shown. */

import { withoutKeys } from "../lint/key-file/index.ts";
import { MASK } from "../lint/mask.ts";
import { filled } from "../manager/index.ts";
import type { FirstLine } from "./story.ts";

/** Values that may be or contain a secret in an unknown form. */
const SECRET = new Set(["password", "line", "line or id", "request", "reply", "output", "message"]);

/** A longer line is cut off. */
const LONGEST_EXAMPLE = 300;

/** The message with its values. Those that may be secrets are hidden. */
export function exampleText({ file, line, template, names, values }: FirstLine): {
  readonly file: number;
  readonly line: number;
  readonly text: string;
} {
  const shown = values.map((value, at) => (SECRET.has(names[at] ?? "") ? MASK : value));
  const text = withoutKeys(filled(template, shown));
  const isLong = text.length > LONGEST_EXAMPLE;
  return {
    file,
    line,
    text: isLong ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text,
  };
}
