/** Whether a text of `client.keys` stops a daemon that reads it. Checked before a live file is saved. */

import { bytesFromText, readKeyFile, textFromBytes } from "../../manager/index.ts";
import { KeyMask } from "../mask.ts";
import { LineReader } from "./line-reader.ts";
import { criticalLine } from "./rules/address.ts";
import type { LintContext } from "./rules/rule.ts";

export interface DaemonStop {
  /** The line that stops it, from 0, or the first one if the whole file is the reason. */
  readonly line: number;
  /** The last line of its log, without keys. */
  readonly log: string;
}

/**
 * What stops a daemon, or undefined. A file without a record does not count: by default the manager tolerates it, and
 * an agent enrols again. The cost is that of reading each line once.
 */
export function daemonStop(
  text: string,
  { release, role }: Pick<LintContext, "release" | "role">,
): DaemonStop | undefined {
  const facts = new LineReader(release);
  for (let line = 0, start = 0; start < text.length; line++) {
    const feed = text.indexOf("\n", start);
    facts.read(text.slice(start, feed < 0 ? undefined : feed), feed < 0);
    if (facts.exits) return { line, log: new KeyMask().hide(criticalLine(facts)) };
    start = feed < 0 ? text.length : feed + 1;
  }
  if (role === "agent" || release.agentLimit === undefined) return undefined;
  const { exit } = readKeyFile(bytesFromText(text), { release, passEmpty: true, limited: true });
  return exit === undefined ? undefined : { line: 0, log: textFromBytes(exit.text) };
}
