/** Writes a file for a command, and reports problems and remarks on standard error. */

import { type Replacement, type ReplaceOptions, replaceFile } from "../core/files/index.ts";
import { onOneLine } from "./terminal/printable.ts";
import type { Terminal } from "./terminal/terminal.ts";

export interface PutOptions extends ReplaceOptions {
  /** Write only if there is no file; this is the advice if there is one. */
  readonly adviceIfThere?: string;
}

/** False if the file was not written; the terminal has then shown why. */
export async function putFile(
  path: string,
  content: string | Uint8Array,
  { adviceIfThere, ...options }: PutOptions,
  terminal: Terminal,
): Promise<boolean> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const was = adviceIfThere === undefined ? {} : { was: "nothing" as const };
  const result = await replaceFile(path, bytes, { ...options, ...was });
  if (result.kind === "failed") {
    terminal.complain({
      what: result.what,
      advice: result.cause === "there" ? (adviceIfThere ?? result.advice) : result.advice,
    });
    return false;
  }
  remarkOn(path, result, terminal);
  return true;
}

/** Where the old content still is: in a backup, and under other names of the file. */
export function remarkOn(
  path: string,
  { backup, otherNames }: Pick<Extract<Replacement, { kind: "written" }>, "backup" | "otherNames">,
  terminal: Terminal,
): void {
  if (backup !== undefined) terminal.remark(onOneLine(`The old file is kept as ${backup}.`));
  if (otherNames === 0) return;
  terminal.remark(
    onOneLine(
      otherNames === 1
        ? `${path} has another name (a hard link), which keeps the old content.`
        : `${path} has ${otherNames} other names (hard links), which keep the old content.`,
    ),
  );
}
