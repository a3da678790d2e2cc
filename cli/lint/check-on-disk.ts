/** Checks a client.keys without changing it. The file stays on the disk, so that its size does not matter. */

import { stat } from "node:fs/promises";
import { freemem } from "node:os";
import type { LintSettings } from "../../core/lint/settings.ts";
import { LARGEST_ON_DISK, whyNot } from "../input.ts";
import type { FileResult } from "../report/report.ts";
import { openMeter } from "../terminal/meter.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";
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
  const lacking = lackOfMemory(path, BYTES_FOR_EACH * stats.size);
  if (lacking !== undefined) return { ok: false, problem: lacking };
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

/** The problem of a file that needs more memory than is free. */
export function lackOfMemory(path: string, bytes: number): Problem | undefined {
  const [needed, left] = [BYTES_BEFORE + bytes, availableMemory()];
  if (needed <= left) return undefined;
  const mb = (amount: number): number => Math.ceil(amount / 1e6);
  return {
    what: `${path} needs about ${mb(needed)} MB of memory to check, but only ${mb(left)} MB are free.`,
    advice: "Check it on a machine with more memory, or in parts.",
  };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
