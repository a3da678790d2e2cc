/** How a kind of file is checked, mended and shown. */

import { keyFileFacts } from "../../core/files/index.ts";
import { languageOfFile } from "../../core/languages/index.ts";
import {
  type KeyFileDocument,
  type KeyFileOnDisk,
  type OpenedText,
  openKeyFile,
  safeFixes,
} from "../../core/lint/key-file/index.ts";
import type { SafeFixesOf } from "../../core/lint/mend.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { FileResult } from "../report/report.ts";
import { shownKeyLine } from "./excerpt.ts";
import { fileResult } from "./file-result.ts";

export interface Checker {
  /** Everything there is to say about a text; `name` is what the file is called in the report. */
  check(name: string, text: string): FileResult;
  /** What mends it safely. */
  readonly safeFixesOf: SafeFixesOf;
  /** The lines of a text (from 0) as they may be shown. */
  shownLines(text: string): (line: number) => string;
}

export interface GivenFile {
  /** What it is called in the report. */
  readonly name: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
  readonly text: string;
}

/** Scripts are known by their first line or by their name; everything else is a list of agents. */
export async function checkerFor({ name, path, text }: GivenFile, settings: LintSettings): Promise<Checker> {
  const language = languageOfFile(name, text);
  if (language === undefined) return await keyFileChecker(path, settings);
  const { scriptChecker } = await import("../script/script-checker.ts");
  return scriptChecker({ path, language, text }, settings);
}

/** A list of agents may also be checked without being in memory. */
export interface KeyFileChecker extends Checker {
  check(name: string, text: string | OpenedText): FileResult;
}

/** `path` is undefined for standard input. */
export async function keyFileChecker(
  path: string | undefined,
  settings: LintSettings,
): Promise<KeyFileChecker> {
  const disk: KeyFileOnDisk = path === undefined ? {} : { path, ...(await keyFileFacts(path)) };
  const open = (text: string | OpenedText): KeyFileDocument => openKeyFile(text, settings, disk);
  return {
    check: (name, text) => fileResult(name, open(text), settings, disk),
    safeFixesOf: (text) => safeFixes(open(text), settings),
    shownLines: (text) => {
      const lines = text.split("\n");
      return (line) => shownKeyLine(lines[line] ?? "");
    },
  };
}
