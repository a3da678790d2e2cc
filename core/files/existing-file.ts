/** What is at a path: a regular file with its content, nothing yet, or something that must not be replaced. */

import type { BigIntStats } from "node:fs";
import { lstat, open, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { say } from "../words/index.ts";
import { codeOf, type FileProblem } from "./system-errors.ts";

/** A regular file as it was read. */
export interface ExistingFile {
  readonly stats: BigIntStats;
  readonly bytes: Uint8Array;
}

/** Where a path leads. Links are followed, so that a link stays and its target is replaced. */
export type Place =
  | { readonly kind: "place"; readonly target: string }
  | { readonly kind: "refused"; readonly problem: FileProblem };

const kinds = [
  ["isDirectory", () => say`it is a folder`],
  ["isCharacterDevice", () => say`it is a device`],
  ["isBlockDevice", () => say`it is a device`],
  ["isFIFO", () => say`it is a named pipe`],
  ["isSocket", () => say`it is a socket`],
] as const;

/** Nothing is opened here: merely opening a pipe or a device can have an effect. */
export async function placeOf(path: string, noLinks = false): Promise<Place> {
  const refused = (why: string, advice: string): Place => ({
    kind: "refused",
    problem: { what: say`${path} was not written: ${why}.`, advice },
  });
  try {
    if (noLinks && (await lstat(path)).isSymbolicLink()) {
      return refused(say`it is a link, and someone else may have put it there`, say`Remove the link.`);
    }
    const stats = await stat(path);
    const kind = kinds.find(([test]) => stats[test]())?.[1];
    if (kind !== undefined) return refused(kind(), say`Give the path of a regular file.`);
    return { kind: "place", target: await realpath(path) };
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    if ((await lstat(path).catch(() => undefined))?.isSymbolicLink() === true) {
      return refused(
        say`it is a link to a file that does not exist`,
        say`Remove the link, or create the file that it names.`,
      );
    }
    // The real path of the folder, so that two paths to it use the same lock.
    return { kind: "place", target: join(await realpath(dirname(path)), basename(path)) };
  }
}

/** The file with its content, or undefined if there is nothing. */
export async function existingAt(target: string): Promise<ExistingFile | undefined> {
  const file = await open(target, "r").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const stats = await file.stat({ bigint: true });
    return { stats, bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}

/** Whether the same file with the same content is still there: compares identity, size, time and bytes. */
export async function isUnchangedSince(target: string, was: ExistingFile | undefined): Promise<boolean> {
  const now = await existingAt(target);
  if (was === undefined || now === undefined) return was === now;
  return (
    (["dev", "ino", "size", "mtimeNs"] as const).every((each) => was.stats[each] === now.stats[each]) &&
    Buffer.compare(was.bytes, now.bytes) === 0
  );
}
