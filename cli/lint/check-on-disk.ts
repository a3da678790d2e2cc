/** Checks a client.keys without changing it. The file stays on the disk, so that its size does not matter. */

import { stat } from "node:fs/promises";
import { freemem } from "node:os";
import type { LintSettings } from "../../core/lint/settings.ts";
import { LARGEST_ON_DISK, whyNot } from "../input.ts";
import type { FileResult } from "../report/report.ts";
import { openMeter } from "../terminal/meter.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import { BytesOnDisk } from "./bytes.ts";
import { keyFileChecker } from "./checker.ts";
import { TextInBytes } from "./text-in-bytes.ts";

/** Undefined if the path leads to something else: a pipe, a file that is too large, nothing. */
export async function checkOnDisk(
  path: string,
  settings: LintSettings,
): Promise<Result<FileResult> | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size > LARGEST_ON_DISK) return undefined;
  const needed = BYTES_BEFORE + BYTES_FOR_EACH * stats.size;
  if (needed > availableMemory()) return noRoom(path, needed);
  const meter = openMeter(`Checking ${path}`);
  let bytes: BytesOnDisk | undefined;
  try {
    bytes = new BytesOnDisk(path);
    const text = new TextInBytes(bytes, meter.show);
    const checker = await keyFileChecker(path, settings);
    const result = checker.check(path, text);
    return bytes.hasChanged
      ? failure(`${path} has changed while it was read.`, "Check it again.")
      : success(result);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return failure(...whyNot(path, error));
  } finally {
    bytes?.close();
    meter.stop();
  }
}

/** Measured: 450 MB of records need 792 MB. */
const BYTES_FOR_EACH = 1.7;
const BYTES_BEFORE = 80e6;

/** The memory that the system, or a limit on this process, leaves. Without /proc Node only knows what is free. */
function availableMemory(): number {
  return process.availableMemory() || freemem();
}

function noRoom(path: string, needed: number): Result<never> {
  const mb = (bytes: number): number => Math.ceil(bytes / 1e6);
  return failure(
    `${path} takes some ${mb(needed)} MB of memory to check, and ${mb(availableMemory())} MB are left.`,
    "Check it on a machine with more memory, or in parts.",
  );
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
