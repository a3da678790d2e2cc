/** Fixes a file: writes it, or shows what would be written. */

import { liveFile, replaceFile } from "../../core/files/index.ts";
import { fixedText } from "../../core/lint/fix-text.ts";
import { onOneLine } from "../terminal/printable.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import type { Checker } from "./file-checker.ts";
import { encoded, type FileText } from "./file-text.ts";
import { unifiedDiff } from "./unified-diff.ts";

export interface FixedFile {
  /** The text to check afterwards. */
  readonly text: string;
  /** The number of fixed findings. */
  readonly count: number;
  /** The copy of the old file, if it is a live one. */
  readonly backup: string | undefined;
  /** The number of hard links that keep the old content. */
  readonly otherNames: number;
}

/** Fixes a file in place, all at once or not at all. A copy of a live file is kept beside it. */
export async function fixFile(
  path: string,
  { text, encoding }: FileText,
  checker: Checker,
): Promise<Result<FixedFile>> {
  const fixed = fixedText(text, checker.fixer);
  if (fixed.text === text) return success({ text, count: 0, backup: undefined, otherNames: 0 });
  const isLive = (await liveFile(path)) !== undefined;
  const written = await replaceFile(path, encoded({ text: fixed.text, encoding }), {
    backup: isLive,
    was: encoded({ text, encoding }),
  });
  if (written.kind === "failed") return failure(written.what, written.advice);
  return success({
    text: fixed.text,
    count: fixed.count,
    backup: written.backup,
    otherNames: written.otherNames,
  });
}

/** What fixing would change, as lines of a unified diff without keys. */
export function fixDiff(path: string, text: string, checker: Checker): string[] {
  const fixed = fixedText(text, checker.fixer);
  if (fixed.text === text) return [];
  return unifiedDiff(onOneLine(path), {
    old: text.split("\n"),
    fixed: fixed.lines,
    shownOld: checker.shownLines(text),
    shownNew: checker.shownLines(fixed.text),
  });
}
