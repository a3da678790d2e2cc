/** The first line of a script, as the kernel reads it. */

import { closeSync, openSync, readSync } from "node:fs";

/** Bytes of a file that the kernel looks at. */
const KERNEL_BYTES = 256;

export interface FirstLine {
  /** The program after `#!`, byte for byte: a carriage return belongs to it. Undefined where there is no `#!`. */
  readonly interpreter: string | undefined;
  /** Everything after the program, as one argument. */
  readonly argument: string | undefined;
  /** A byte-order mark stands before `#!`, so the kernel does not see it. */
  readonly markBefore: boolean;
}

const NONE: FirstLine = { interpreter: undefined, argument: undefined, markBefore: false };

/** Reads the start of a file; one that we may not read counts as having no `#!`. */
export function readFirstLine(file: string): FirstLine {
  let start: string;
  try {
    const descriptor = openSync(file, "r");
    const bytes = Buffer.alloc(KERNEL_BYTES);
    const length = readSync(descriptor, bytes, 0, KERNEL_BYTES, 0);
    closeSync(descriptor);
    start = bytes.toString("latin1", 0, length);
  } catch {
    return NONE;
  }
  if (start.startsWith("\xef\xbb\xbf#!")) return { ...NONE, markBefore: true };
  const match = /^#![ \t]*([^ \t\n\0]+)[ \t]*([^\n\0]*)/.exec(start);
  if (match === null) return NONE;
  return { interpreter: match[1], argument: match[2] === "" ? undefined : match[2], markBefore: false };
}

/** The program that `#!/usr/bin/env NAME` looks for, or undefined for another first line. */
export function envProgram({ interpreter, argument }: FirstLine): string | undefined {
  if (interpreter === undefined || !/(^|\/)env$/.test(interpreter)) return undefined;
  return argument?.replace(/^-S[ \t]*/, "").split(/[ \t]/)[0];
}
