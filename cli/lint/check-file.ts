/** One file: read, mended if that is wanted, and checked. */

import { languageOfFile } from "../../core/languages/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import { readInput, STANDARD_INPUT } from "../input.ts";
import type { FileResult } from "../report/report.ts";
import type { Problem } from "../terminal/problem.ts";
import { bytesInMemory } from "./bytes.ts";
import { checkOnDisk } from "./check-on-disk.ts";
import { checkerFor, keyFileChecker } from "./checker.ts";
import { textOf } from "./file-text.ts";
import { mendFile, mendingDiff } from "./mend.ts";
import { TextInBytes } from "./text-in-bytes.ts";

export interface CheckOptions {
  readonly settings: LintSettings;
  /** Mend what is safe to mend. */
  readonly fix?: boolean;
  /** Show what would be mended. */
  readonly dryRun?: boolean;
  /** Shown for standard input. */
  readonly stdinFilename: string;
}

export interface CheckedFile {
  readonly path: string;
  readonly result?: FileResult;
  /** Why it could not be checked, or not be mended. */
  readonly problem?: Problem;
  /** What mending would change. */
  readonly diff: readonly string[];
  readonly fixed: number;
  readonly backup?: string;
}

export async function checkFile(path: string, options: CheckOptions): Promise<CheckedFile> {
  const { settings, fix = false, dryRun = false, stdinFilename } = options;
  const name = path === STANDARD_INPUT ? stdinFilename : path;
  const nothing = { path: name, diff: [], fixed: 0 };
  const checked = fix || path === STANDARD_INPUT ? undefined : await checkOnDisk(path, settings);
  if (checked !== undefined) {
    return { ...nothing, ...(checked.ok ? { result: checked.value } : { problem: checked.problem }) };
  }
  const input = await readInput(path);
  if (!input.ok) return { ...nothing, problem: input.problem };
  const place = path === STANDARD_INPUT ? undefined : path;
  const inBytes = new TextInBytes(bytesInMemory(input.value));
  if (!fix && languageOfFile(name, inBytes.beginning) === undefined) {
    return { ...nothing, result: (await keyFileChecker(place, settings)).check(name, inBytes) };
  }
  const given = textOf(input.value);
  const checker = await checkerFor({ name, path: place, text: given.text }, settings);
  const check = (text: string): FileResult => checker.check(name, text);
  if (!fix) return { ...nothing, result: check(given.text) };
  if (dryRun) {
    return { ...nothing, result: check(given.text), diff: mendingDiff(name, given.text, checker) };
  }
  const mended = await mendFile(path, given, checker);
  if (!mended.ok) return { ...nothing, result: check(given.text), problem: mended.problem };
  const { text, count, backup } = mended.value;
  return { ...nothing, result: check(text), fixed: count, ...(backup === undefined ? {} : { backup }) };
}
