/** Appends to a file that only this program writes. This costs little even if the file is long. */

import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { takeLock } from "./lock.ts";
import { type FileProblem, writeProblem } from "./system-errors.ts";

export type Appending =
  | { readonly kind: "appended" }
  /** Another program wrote the file, or is writing it. Nothing was appended. */
  | { readonly kind: "changed" }
  | ({ readonly kind: "failed" } & FileProblem);

/**
 * Appends bytes in one write, if the file is still as `stands` describes it. Every writer of this program takes the
 * same lock. A write that does not fit is undone. Unlike a replacement, this is not safe against a power cut: use it
 * only for files that can be made again.
 */
export async function appendToFile(
  path: string,
  bytes: Uint8Array,
  stands: (stats: Stats) => boolean,
): Promise<Appending> {
  const lock = await takeLock(path);
  if (lock === undefined) return { kind: "changed" };
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r+");
    const stats = await file.stat();
    if (!stands(stats)) return { kind: "changed" };
    return await added(file, bytes, stats.size);
  } catch (error) {
    return { kind: "failed", ...writeProblem(path, error) };
  } finally {
    await file?.close();
    await lock.release();
  }
}

async function added(file: FileHandle, bytes: Uint8Array, size: number): Promise<Appending> {
  try {
    const { bytesWritten } = await file.write(bytes, 0, bytes.length, size);
    if (bytesWritten === bytes.length) return { kind: "appended" };
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  } catch (error) {
    await file.truncate(size);
    throw error;
  }
}
