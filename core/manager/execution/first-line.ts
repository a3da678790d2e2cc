/** The first line of a script, as the kernel reads it: which program interprets the rest. */

import type { ByteString } from "../bytes.ts";

/** Bytes of a file that the kernel looks at. */
export const KERNEL_BYTES = 256;

export interface FirstLine {
  /** The program after `#!`, byte for byte: a carriage return belongs to it. Undefined where there is no `#!`. */
  readonly interpreter: ByteString | undefined;
  /** Everything after the program, as one argument. */
  readonly argument: ByteString | undefined;
  /** A byte-order mark stands before `#!`, so the kernel does not see it. */
  readonly markBefore: boolean;
}

const NONE: FirstLine = { interpreter: undefined, argument: undefined, markBefore: false };

/** `start` is the beginning of the file, up to `KERNEL_BYTES`. */
export function firstLineOf(start: ByteString): FirstLine {
  if (start.startsWith("\xef\xbb\xbf#!")) return { ...NONE, markBefore: true };
  const match = /^#![ \t]*([^ \t\n\0]+)[ \t]*([^\n\0]*)/.exec(start);
  if (match === null) return NONE;
  return { interpreter: match[1], argument: match[2] === "" ? undefined : match[2], markBefore: false };
}

/** The program that `#!/usr/bin/env NAME` looks for; undefined for another first line, and where env gets more than a name. */
export function envProgram({ interpreter, argument }: FirstLine): ByteString | undefined {
  if (interpreter === undefined || !/(^|\/)env$/.test(interpreter)) return undefined;
  const program = argument?.replace(/^-S[ \t]*/, "").split(/[ \t]/)[0] ?? "";
  return program === "" || program.includes("=") || program.startsWith("-") ? undefined : program;
}
