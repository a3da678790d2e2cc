/** The first line of a script, as the kernel reads it: the program that interprets the rest. */

import type { ByteString } from "../bytes.ts";

/** The kernel looks at this many bytes of a file. */
export const KERNEL_BYTES = 256;

export interface FirstLine {
  /** The program after `#!`, byte for byte, including a carriage return. Undefined if there is no `#!`. */
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

/**
 * The program that `#!/usr/bin/env NAME` looks for. Undefined for another first line, or if env gets more than a name.
 */
export function envProgram({ interpreter, argument }: FirstLine): ByteString | undefined {
  if (interpreter === undefined || !/(^|\/)env$/.test(interpreter)) return undefined;
  const program = argument?.replace(/^-S[ \t]*/, "").split(/[ \t]/)[0] ?? "";
  return program === "" || program.includes("=") || program.startsWith("-") ? undefined : program;
}
