/** The lines that a poll leaves in the manager's log. */

import type { ShownLogLine } from "../../core/lint/answer/index.ts";
import { levelWord } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";

/** What a manager logs by default. If that is nothing, this says so, because most failures are silent. */
export function logLines(log: readonly ShownLogLine[]): readonly string[] {
  const written = log.filter(({ byDefault }) => byDefault);
  if (written.length === 0) return [`ossec.log: ${say`nothing`}`];
  return written.map(({ tag, level, text }) => `ossec.log: ${tag}: ${levelWord(level)}: ${text.trimEnd()}`);
}
