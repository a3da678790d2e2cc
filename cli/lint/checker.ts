/** The checker of each kind of file. */

import { keyFileFacts } from "../../core/files/index.ts";
import {
  type KeyFileDocument,
  type KeyFileOnDisk,
  keyFileFixer,
  type OpenedText,
  openKeyFile,
  type TextEncoding,
  textInMemory,
} from "../../core/lint/key-file/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { FileResult } from "../report/report.ts";
import { shownKeyLine } from "./excerpt.ts";
import type { Checker } from "./file-checker.ts";
import { fileResult } from "./file-result.ts";
import type { SubjectKind } from "./subjects.ts";

export interface CheckedKind {
  /** Undefined for standard input. */
  readonly path: string | undefined;
  readonly kind: Exclude<SubjectKind, { readonly kind: "none" }>;
  /** The encoding of the checked texts. */
  readonly encoding: TextEncoding;
}

/** The checker of a kind. Each is loaded when there is a file for it. */
export async function checkerFor(
  { kind, path, encoding }: CheckedKind,
  settings: LintSettings,
): Promise<Checker> {
  switch (kind.kind) {
    case "key-file":
      return keyFileChecker(path, settings, encoding);
    case "script":
      return (await import("../script/script-checker.ts")).scriptChecker({ ...kind, path }, settings);
    case "ossec-conf":
      return (await import("../ossec-conf/config-checker.ts")).configChecker(path, settings);
    case "suite":
      return (await import("../suite/suite-checker.ts")).suiteChecker(settings);
  }
}

/** A list of agents can also be checked without loading it. */
export interface KeyFileChecker extends Checker {
  check(name: string, text: string | OpenedText): FileResult;
}

/** `path` is undefined for standard input. `encoding` is that of texts that are passed as strings. */
export async function keyFileChecker(
  path: string | undefined,
  settings: LintSettings,
  encoding: TextEncoding = "utf-8",
): Promise<KeyFileChecker> {
  const disk: KeyFileOnDisk = path === undefined ? {} : { path, ...(await keyFileFacts(path)) };
  const open = (text: string | OpenedText): KeyFileDocument =>
    openKeyFile(typeof text === "string" ? textInMemory(text, encoding) : text, settings, disk);
  return {
    check: (name, text) => fileResult(name, open(text), settings, disk),
    fixing: {
      fixer: keyFileFixer(settings, disk, encoding),
      shownLines: (text) => {
        const lines = text.split("\n");
        return (line) => shownKeyLine(lines[line] ?? "");
      },
    },
  };
}
