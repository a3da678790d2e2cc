/** One file: read, fixed if requested, and checked. */

import { type NotChecked, notChecked, type Outcome } from "../../core/documents/index.ts";
import { liveFile, replaceFile } from "../../core/files/index.ts";
import { fixedText } from "../../core/lint/fix-text.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import { readInput, STANDARD_INPUT } from "../input.ts";
import type { FileResult } from "../report/report.ts";
import { onOneLine } from "../terminal/printable.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";
import { bytesInMemory } from "./bytes.ts";
import { checkOnDisk } from "./check-on-disk.ts";
import { checkerFor, keyFileChecker } from "./checker.ts";
import type { Checker } from "./file-checker.ts";
import { encoded, type FileText, textOf } from "./file-text.ts";
import type { Subject } from "./subjects.ts";
import { TextInBytes } from "./text-in-bytes.ts";
import { unifiedDiff } from "./unified-diff.ts";

export interface CheckOptions {
  readonly settings: LintSettings;
  /** Apply the safe fixes. */
  readonly fix?: boolean;
  /** Show what would be fixed. */
  readonly dryRun?: boolean;
}

export interface CheckedFile {
  readonly name: string;
  readonly outcome: Outcome<FileResult>;
  /** Why it could not be fixed. */
  readonly problem?: Problem;
  /** What fixing would change. */
  readonly diff: readonly string[];
  readonly fixed: number;
  readonly backup?: string;
  /** The number of hard links that keep the old content. */
  readonly otherNames?: number;
}

export async function checkFile(subject: Subject, options: CheckOptions): Promise<CheckedFile> {
  const { name, path, kind, input: given } = subject;
  const { settings, fix = false, dryRun = false } = options;
  const nothing = { name, diff: [], fixed: 0 };
  if (kind.kind === "none") return { ...nothing, outcome: kind.outcome };
  if (kind.kind === "key-file" && !fix && given === undefined) {
    const checked = await checkOnDisk(path, settings);
    if (checked !== undefined) {
      return { ...nothing, outcome: checked.ok ? outcomeOf(checked.value) : unread(checked.problem) };
    }
  }
  const input = given === undefined ? await readInput(path) : { ok: true as const, value: given };
  if (!input.ok) return { ...nothing, outcome: unread(input.problem) };
  const place = path === STANDARD_INPUT ? undefined : path;
  if (kind.kind === "key-file" && !fix) {
    const checker = await keyFileChecker(place, settings);
    const inBytes = new TextInBytes(bytesInMemory(input.value));
    return { ...nothing, outcome: outcomeOf(checker.check(name, inBytes)) };
  }
  const read = textOf(input.value);
  const checker = await checkerFor({ path: place, kind, encoding: read.encoding }, settings);
  const check = async (text: string): Promise<Outcome<FileResult>> =>
    outcomeOf(await checker.check(name, text));
  if (!fix) return { ...nothing, outcome: await check(read.text) };
  if (dryRun) {
    return { ...nothing, outcome: await check(read.text), diff: fixDiff(name, read.text, checker) };
  }
  const fixed = await fixFile(path, read, checker);
  if (!fixed.ok) return { ...nothing, outcome: await check(read.text), problem: fixed.problem };
  const { text, count, backup, otherNames } = fixed.value;
  return {
    ...nothing,
    outcome: await check(text),
    fixed: count,
    otherNames,
    ...(backup === undefined ? {} : { backup }),
  };
}

function outcomeOf(result: FileResult): Outcome<FileResult> {
  const isFine = Object.values(result.totals).every((count) => count === 0);
  return { state: isFine ? "fine" : "findings", kind: result.kind, result };
}

function unread({ what, advice }: Problem): NotChecked {
  return notChecked(what, advice);
}

interface FixedFile {
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
async function fixFile(
  path: string,
  { text, encoding }: FileText,
  { fixing }: Checker,
): Promise<Result<FixedFile>> {
  const fixed = fixing === undefined ? undefined : fixedText(text, fixing.fixer);
  if (fixed === undefined || fixed.text === text)
    return success({ text, count: 0, backup: undefined, otherNames: 0 });
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
function fixDiff(path: string, text: string, { fixing }: Checker): string[] {
  if (fixing === undefined) return [];
  const fixed = fixedText(text, fixing.fixer);
  if (fixed.text === text) return [];
  return unifiedDiff(onOneLine(path), {
    old: text.split("\n"),
    fixed: fixed.lines,
    shownOld: fixing.shownLines(text),
    shownNew: fixing.shownLines(fixed.text),
  });
}
