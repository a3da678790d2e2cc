/** What there is to check: files as they are named, folders and patterns as the files in them. */

import { opendir, stat } from "node:fs/promises";
import path from "node:path";
import { STANDARD_INPUT } from "../input.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import { alternativesOf, isPattern, readPattern } from "./glob.ts";

/** Names that a `client.keys` has: its own, that of a copy, and what people call one. */
const KEY_FILE = /^client\.keys(?:[.-].*)?$|\.keys$/;

/** Folders that hold nothing of the user's. */
const NOT_ENTERED: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/** The files in order, each once. A folder or pattern without any is a problem: the check would silently check nothing. */
export async function findTargets(paths: readonly string[]): Promise<Result<readonly string[]>> {
  const found = new Set<string>();
  for (const given of paths) {
    const files = await filesOf(given);
    if (!files.ok) return files;
    for (const file of files.value) found.add(file);
  }
  return success([...found]);
}

async function filesOf(given: string): Promise<Result<readonly string[]>> {
  if (given === STANDARD_INPUT) return success([given]);
  const entry = await stat(given).catch(() => undefined);
  if (entry?.isDirectory()) {
    const files = await walk(given, (name) => KEY_FILE.test(path.basename(name)));
    return files.length > 0
      ? success(files)
      : failure(`There is no client.keys in ${given}.`, "Name the file itself if it is called otherwise.");
  }
  // What cannot be read is said where it is read.
  if (entry !== undefined || !isPattern(given)) return success([given]);
  const files: string[] = [];
  for (const pattern of alternativesOf(given)) {
    if (isPattern(pattern)) {
      const { base, matches } = readPattern(pattern);
      files.push(...(await walk(base, (name) => matches.test(name))));
    } else if ((await stat(pattern).catch(() => undefined))?.isFile()) files.push(pattern);
  }
  return files.length > 0 ? success(files) : failure(`No file matches ${given}.`, "Check the pattern.");
}

/** Files below a folder whose path from there is wanted, in alphabetical order. What may not be entered is left out. */
async function walk(base: string, isWanted: (relative: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  const enter = async (relative: string): Promise<void> => {
    const folder = await opendir(path.join(base, relative) || ".").catch(() => undefined);
    if (folder === undefined) return;
    for await (const entry of folder) {
      const name = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory() && !NOT_ENTERED.has(entry.name)) await enter(name);
      else if (entry.isFile() && isWanted(name)) found.push(base === "" ? name : path.join(base, name));
    }
  };
  await enter("");
  return found.sort();
}
