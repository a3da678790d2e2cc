/** The safe fixes of a `client.keys`. */

import type { Fixer } from "../fix-text.ts";
import type { LintSettings } from "../settings.ts";
import { linesBroken } from "./agents-found.ts";
import { textInMemory } from "./document/opened-text.ts";
import type { TextEncoding } from "./encoding.ts";
import type { KeyFileOnDisk } from "./on-disk.ts";
import { openKeyFile } from "./open.ts";
import { safeFixes } from "./safe-fixes.ts";

/** `disk` is what is known about the file besides its text. */
export function keyFileFixer(
  settings: LintSettings,
  disk: KeyFileOnDisk = {},
  encoding: TextEncoding = "utf-8",
): Fixer {
  return {
    fixesOf: (text) => safeFixes(openKeyFile(textInMemory(text, encoding), settings, disk), settings),
    linesBroken: (before, after) => linesBroken(before, after, { release: settings.release, encoding }),
  };
}
