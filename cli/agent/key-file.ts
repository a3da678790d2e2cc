/**
 * The client.keys that an agent command works on: read as bytes and replaced safely, with the old file kept beside it.
 */

import { type Change, changeFile, type FileProblem, liveFile } from "../../core/files/index.ts";
import { arrayFromBytes, type ByteString, type Release } from "../../core/manager/index.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, LARGEST_INPUT, readInput, tooLarge } from "../input.ts";
import { readRelease } from "../manager-settings.ts";
import { remarkOn } from "../put-file.ts";
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

/** The file and the release. Undefined after saying why not. */
export async function openKeyFile(flags: KeyFileFlags, terminal: Terminal): Promise<OpenFile | undefined> {
  const release = readRelease(flags.release);
  if (!release.ok) {
    terminal.complain(release.problem);
    return undefined;
  }
  const input = await readInput(flags.keys);
  if (input.ok) return { bytes: byteString(input.value), release: release.value };
  terminal.complain(input.problem);
  return undefined;
}

/** The new content for the current one, or why there is none. */
export type KeyFileChange = (old: ByteString | undefined) => ByteString | FileProblem;

/**
 * Changes the content of the file at the moment of writing, which may be newer than what was read before. The live file
 * of a running manager is not changed unless the user insists. The old file is kept beside it, always or only if it is
 * `live`.
 */
export async function changeKeyFile(
  flags: KeyFileFlags,
  change: KeyFileChange,
  terminal: Terminal,
  kept: "always" | "live" = "always",
): Promise<ExitCode> {
  const live = await liveFile(flags.keys);
  if (live?.role === "manager" && live.running.length > 0 && flags.evenIfRunning !== true) {
    terminal.complain({
      what: `${flags.keys} is the live file of ${live.installation}, where ${live.running.join(" and ")} runs: the registration daemon would overwrite the change with its own list.`,
      advice: "Stop the manager first, work on a copy, or add --even-if-running.",
    });
    return ExitCode.couldNotRun;
  }
  const inBytes: Change = (old) => {
    if (old !== undefined && old.length > LARGEST_INPUT) return tooLarge(flags.keys);
    const changed = change(old === undefined ? undefined : byteString(Buffer.from(old)));
    return typeof changed === "string" ? arrayFromBytes(changed) : changed;
  };
  const result = await changeFile(flags.keys, inBytes, { backup: kept === "always" || live !== undefined });
  if (result.kind === "failed") {
    terminal.complain(result);
    return ExitCode.couldNotRun;
  }
  remarkOn(flags.keys, result, terminal);
  return ExitCode.fine;
}
