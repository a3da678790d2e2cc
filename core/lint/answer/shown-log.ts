/** The manager's log lines of one poll, ready to be shown. */

import {
  type ByteString,
  isLoggedByDefault,
  type LogLine,
  type Outcome,
  type Release,
  textFromBytes,
} from "../../manager/index.ts";
import type { KeyMask } from "../mask.ts";
import { authdName, tagOf } from "./daemons.ts";
import { printable } from "./text.ts";
import type { ShownLogLine } from "./verdict.ts";

/** Maximum characters of a line: a script may print megabytes, and a debug line repeats all of them. */
const LONGEST_LINE = 4096;

/**
 * The lines of the manager that polls, then those of the master if that is another one. `output` is what was parsed.
 */
export function shownLog(
  outcome: Outcome,
  release: Release,
  mask: KeyMask,
  output: ByteString,
): readonly ShownLogLine[] {
  const line = (each: LogLine): ShownLogLine => ({
    level: each.level,
    text: printable(maskedText(each, outcome, mask, output)),
    byDefault: isLoggedByDefault(each),
    tag: tagOf(each.id, release) ?? authdName(release),
  });
  return [
    ...outcome.log.map(line),
    ...outcome.masterLog.map((each): ShownLogLine => ({ ...line(each), onMaster: true })),
  ];
}

/** Before 4.4 a line ends with the output from where the parser stopped, which can be in the middle of a key. */
function maskedText(line: LogLine, { json }: Outcome, mask: KeyMask, output: ByteString): string {
  const rest = json === undefined || line.id !== "json-unreadable" ? "" : output.slice(json.end);
  if (rest === "" || json === undefined || !line.text.endsWith(rest)) {
    return mask.part(textFromBytes(line.text), 0, LONGEST_LINE);
  }
  const head = textFromBytes(line.text.slice(0, -rest.length));
  const before = textFromBytes(output.slice(0, json.end));
  const whole = before + textFromBytes(rest);
  // The text before it may repeat the output as well.
  return mask.hide(head) + mask.part(whole, before.length, before.length + LONGEST_LINE - head.length);
}
