/** The manager's log lines of one poll, ready to be shown. */

import {
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

/** Characters of a line that are shown; a script may print megabytes, and a debug line repeats them all. */
const LONGEST_LINE = 4096;

/** The lines of the manager that polls, then those of the master if that is another one. */
export function shownLog(outcome: Outcome, release: Release, mask: KeyMask): readonly ShownLogLine[] {
  const line = (each: LogLine): ShownLogLine => ({
    level: each.level,
    text: printable(mask.part(textFromBytes(each.text), 0, LONGEST_LINE)),
    byDefault: isLoggedByDefault(each),
    tag: tagOf(each.id, release) ?? authdName(release),
  });
  return [
    ...outcome.log.map(line),
    ...outcome.masterLog.map((each): ShownLogLine => ({ ...line(each), onMaster: true })),
  ];
}
