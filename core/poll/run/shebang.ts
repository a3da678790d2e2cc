/** The first line of a script on this machine. */

import { closeSync, openSync, readSync } from "node:fs";
import { type FirstLine, firstLineOf, KERNEL_BYTES } from "../../manager/index.ts";

/** Reads the start of a file. A file that we cannot read counts as having no `#!`. */
export function readFirstLine(file: string): FirstLine {
  try {
    const descriptor = openSync(file, "r");
    try {
      const bytes = Buffer.alloc(KERNEL_BYTES);
      return firstLineOf(bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, KERNEL_BYTES, 0)));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return firstLineOf("");
  }
}
