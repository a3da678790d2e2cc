/** The first line of a finding, in the form of compilers: `path:line:column: severity: message [name]`. */

import type { Severity } from "../../core/lint/severity.ts";
import { type Look, paintSeverity } from "./look.ts";
import { onOneLine } from "./printable.ts";
import { wrap } from "./wrap.ts";

export interface FindingHead {
  readonly path: string;
  /** From 1, as `column`. */
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly message: string;
  /** The kind of finding, for example its rule. */
  readonly name: string;
}

/** One line, or more if it must be wrapped. Those begin with `indent`. */
export function findingLines(finding: FindingHead, indent: string, look: Look): string[] {
  const { path, line, column, severity, message, name } = finding;
  const place = `${onOneLine(path)}:${line}:${column}:`;
  const head = `${place} ${severity}:`;
  const text = `${head} ${onOneLine(message)} [${name}]`;
  const [first = "", ...rest] = wrap(text, look.findingWidth, { first: "", rest: indent });
  const painted = first.startsWith(head)
    ? `${look.paint.bold(place)} ${paintSeverity(severity, look)(`${severity}:`)}${first.slice(head.length)}`
    : first;
  return [painted, ...rest];
}
