/** Checking a client.keys that is not to be changed: a file stays on the disk, so that its size does not matter. */

import { stat } from "node:fs/promises";
import type { LintSettings } from "../../core/lint/settings.ts";
import { LARGEST_INPUT, whyNot } from "../input.ts";
import type { FileResult } from "../report/report.ts";
import { openMeter } from "../terminal/meter.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import { BytesOnDisk } from "./bytes.ts";
import { keyFileChecker } from "./checker.ts";
import { TextInBytes } from "./text-in-bytes.ts";

/** Undefined where the path leads to something else: a pipe, a file that is too large, nothing. */
export async function checkOnDisk(
  path: string,
  settings: LintSettings,
): Promise<Result<FileResult> | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size > LARGEST_INPUT) return undefined;
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

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
