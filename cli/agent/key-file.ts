/** The client.keys that an agent command works on: read as bytes, replaced safely; the old file is kept beside it. */

import { existsSync } from "node:fs";
import { liveFile, replaceFile } from "../../core/files/index.ts";
import { arrayFromBytes, type ByteString, type Release } from "../../core/manager/index.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, readInput } from "../input.ts";
import { readRelease } from "../manager-settings.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface KeyFileFlags {
  readonly keys: string;
  readonly release?: string;
  readonly evenIfRunning?: boolean;
}

export interface OpenFile {
  readonly bytes: ByteString;
  readonly release: Release;
}

/** The file and the release; undefined after saying why not. A file that does not exist yet counts as empty if it may. */
export async function openKeyFile(
  flags: KeyFileFlags,
  terminal: Terminal,
  mayBeMissing = false,
): Promise<OpenFile | undefined> {
  const release = readRelease(flags.release);
  if (!release.ok) {
    terminal.complain(release.problem);
    return undefined;
  }
  if (mayBeMissing && !existsSync(flags.keys)) return { bytes: "", release: release.value };
  const input = await readInput(flags.keys);
  if (input.ok) return { bytes: byteString(input.value), release: release.value };
  terminal.complain(input.problem);
  return undefined;
}

/**
 * Puts new content in place. The live file of a running manager is left alone unless the user insists. The old file is kept
 * beside it, always or where it is `live`.
 */
export async function writeKeyFile(
  flags: KeyFileFlags,
  bytes: ByteString,
  terminal: Terminal,
  kept: "always" | "live" = "always",
): Promise<ExitCode> {
  const live = await liveFile(flags.keys);
  if (live?.role === "manager" && live.running.length > 0 && flags.evenIfRunning !== true) {
    terminal.complain({
      what: `${flags.keys} is the live file of ${live.installation}, where ${live.running.join(" and ")} runs: the registration daemon would overwrite the change from memory.`,
      advice: "Stop the manager first, work on a copy, or add --even-if-running.",
    });
    return ExitCode.couldNotRun;
  }
  const result = await replaceFile(flags.keys, arrayFromBytes(bytes), {
    backup: kept === "always" || live !== undefined,
  });
  if (result.kind === "failed") {
    terminal.complain({ what: result.reason, advice: "Nothing was lost." });
    return ExitCode.couldNotRun;
  }
  if (result.backup !== undefined) terminal.remark(`The old file is kept as ${result.backup}.`);
  return ExitCode.fine;
}
