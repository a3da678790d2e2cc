/**
 * Lines of a new client.keys that are also in the installed one: their problems are allowed, because they were there
 * before.
 */

import type { KeyFileDocument } from "../../core/lint/key-file/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { FileFinding, FileResult } from "../report/report.ts";
import { bytesInMemory } from "./bytes.ts";
import { TextInBytes } from "./text-in-bytes.ts";

const LINE_FEED = 0x0a;

/**
 * Lowers errors to information on lines that the installed file has unchanged. A line that stops a daemon stays an
 * error. Whether the agents of these lines are still found is a separate question, which the comparison answers.
 */
export function allowKnownLines(
  result: FileResult,
  document: KeyFileDocument,
  old: Buffer,
  severities: LintSettings["severities"],
): FileResult {
  const refused = refusedLines(document, severities);
  if (refused.size === 0) return result;
  const known = alsoIn(old, new Set(Array.from(refused.keys(), (line) => document.lineText(line))));
  const lines = new Map([...refused].filter(([line]) => known.has(document.lineText(line))));
  const count = [...lines.values()].reduce((sum, codes) => sum + codes.length, 0);
  const { totals } = result;
  return {
    ...result,
    findings: result.findings.map((finding) =>
      lines.get(finding.line - 1)?.includes(finding.rule) === true ? putUpWith(finding) : finding,
    ),
    totals: { ...totals, error: totals.error - count, information: totals.information + count },
  };
}

/** An error that is only reported. */
export function putUpWith(finding: FileFinding): FileFinding {
  return {
    ...finding,
    severity: "information",
    message: `${finding.message} The installed file has the same problem.`,
  };
}

/** The rules that refuse a line, by lines, except those at which a daemon exits. */
function refusedLines(
  document: KeyFileDocument,
  severities: LintSettings["severities"],
): ReadonlyMap<number, readonly string[]> {
  const refused = new Map<number, readonly string[]>();
  for (const { line, codes } of document.markedLines()) {
    const refusing = codes.filter((code) => severities[code] === "error");
    if (refusing.length > 0 && document.factsAt(line).kind !== "fatal") refused.set(line, refusing);
  }
  return refused;
}

/** Those of the lines that are also in a file. */
function alsoIn(file: Buffer, lines: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { codes, slice } of new TextInBytes(bytesInMemory(file)).pieces()) {
    for (let start = 0; start <= codes.length; ) {
      const feed = codes.indexOf(LINE_FEED, start);
      const end = feed < 0 ? codes.length : feed;
      const text = slice(start, end);
      if (lines.has(text)) found.add(text);
      start = end + 1;
    }
  }
  return found;
}
