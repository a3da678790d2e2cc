/** The files to check: files as they are named, and the files in folders and patterns. */

import type { Dirent } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import path from "node:path";
import { STANDARD_INPUT } from "../input.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import { alternativesOf, isPattern, readPattern, withSlashes } from "./glob.ts";

/** Folders that contain nothing of the user's. */
const NOT_ENTERED: ReadonlySet<string> = new Set(["node_modules", ".git"]);

export interface Target {
  readonly path: string;
  /** The file itself was named, so it must be checked. A file of a folder or pattern can be of any kind. */
  readonly isNamed: boolean;
}

/** The files in order, each once. A folder or pattern without any is a problem: the check would silently do nothing. */
export async function findTargets(
  paths: readonly string[],
  { ignoreUnknown = false }: { readonly ignoreUnknown?: boolean } = {},
): Promise<Result<readonly Target[]>> {
  const found = new Map<string, Target>();
  for (const given of paths) {
    const files = await filesOf(given);
    if (!files.ok) return files;
    for (const target of files.value) {
      if (target.isNamed || !found.has(target.path)) found.set(target.path, target);
    }
  }
  return success(
    [...found.values()].map((target) => (ignoreUnknown ? { ...target, isNamed: false } : target)),
  );
}

async function filesOf(given: string): Promise<Result<readonly Target[]>> {
  const named = (file: string): Target => ({ path: file, isNamed: true });
  const brought = (file: string): Target => ({ path: file, isNamed: false });
  if (given === STANDARD_INPUT) return success([named(given)]);
  const entry = await stat(given).catch(() => undefined);
  if (entry?.isDirectory()) {
    const files = await walk(given, () => true);
    return files.length > 0
      ? success(files.map(brought))
      : failure(`There is no file in ${path.resolve(given)}.`, "Check the path.");
  }
  // A file that cannot be read is reported when it is read.
  if (entry !== undefined || !isPattern(given)) return success([named(given)]);
  const files: string[] = [];
  for (const pattern of alternativesOf(withSlashes(given))) {
    if (isPattern(pattern)) {
      const { base, matches } = readPattern(pattern);
      files.push(...(await walk(base, (name) => matches.test(name))));
    } else if ((await stat(pattern).catch(() => undefined))?.isFile()) files.push(pattern);
  }
  return files.length > 0
    ? success(files.map(brought))
    : failure(`No file matches ${given}.`, "Check the pattern.");
}

/**
 * Files below a folder whose relative path is wanted, in alphabetical order. Links to files are followed, links to
 * folders are not. A folder that cannot be entered is included, so that it is reported when it is read.
 */
async function walk(base: string, isWanted: (relative: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  const enter = async (relative: string): Promise<void> => {
    const place = path.join(base, relative) || ".";
    const folder = await opendir(place).catch((error: NodeJS.ErrnoException) => error);
    if (folder instanceof Error) {
      if (folder.code === "EACCES" || folder.code === "EPERM") found.push(place);
      return;
    }
    for await (const entry of folder) {
      const name = relative === "" ? entry.name : `${relative}/${entry.name}`;
      const inPlace = path.join(base, name);
      if (entry.isDirectory() && !NOT_ENTERED.has(entry.name)) await enter(name);
      else if (isWanted(name) && (await isNoFolder(entry, inPlace))) found.push(inPlace);
    }
  };
  await enter("");
  return found.sort();
}

/** A broken link is not a file either. Pipes and devices are ignored. */
async function isNoFolder(entry: Dirent, inPlace: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return (await stat(inPlace).catch(() => undefined))?.isDirectory() !== true;
}
