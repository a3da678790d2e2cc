/** One file: read, fixed if requested, and checked. */

import { type NotChecked, notChecked, type Outcome } from "../../core/documents/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import { readInput, STANDARD_INPUT } from "../input.ts";
import type { FileResult } from "../report/report.ts";
import type { Problem } from "../terminal/problem.ts";
import { bytesInMemory } from "./bytes.ts";
import { checkOnDisk } from "./check-on-disk.ts";
import { checkerFor, keyFileChecker } from "./checker.ts";
import { textOf } from "./file-text.ts";
import { fixDiff, fixFile } from "./fix-file.ts";
import type { Subject } from "./subjects.ts";
import { TextInBytes } from "./text-in-bytes.ts";

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
