/** How a kind of file is checked, fixed and shown. */

import type { Fixer } from "../../core/lint/fix-text.ts";
import type { FileResult } from "../report/report.ts";

export interface Checker {
  /** All findings in a text. `name` is the file's name in the report. */
  check(name: string, text: string): FileResult | Promise<FileResult>;
  /** How it is fixed. Undefined for a kind of file without safe fixes. */
  readonly fixing?: Fixing;
}

export interface Fixing {
  /** Applies its safe fixes. */
  readonly fixer: Fixer;
  /** The lines of a text (from 0) as they may be shown. */
  shownLines(text: string): (line: number) => string;
}
