/** Why something cannot be done by hand. */

import { textFromBytes } from "../bytes.ts";
import type { KeyFileReading } from "../key-file/read.ts";

export interface Refusal {
  readonly kind: "refused";
  /** A sentence for people. */
  readonly reason: string;
}

export function refused(reason: string): Refusal {
  return { kind: "refused", reason };
}

/** Why a daemon does not read a file to its end, in a sentence; undefined where it does. What stands for an address is quoted. */
export function stopOf({ exit, exitAt }: KeyFileReading): string | undefined {
  return exit === undefined
    ? undefined
    : `Line ${exitAt?.line ?? 1} stops every daemon that reads the file: ${textFromBytes(exit.text)}`;
}
