/**
 * Whether git tracks a file, read from the index of its repository.
 *
 * Git itself is not asked: it runs programs that the configuration of the repository names (`core.fsmonitor`), and the
 * repository may have come from anywhere. The index is a list of paths, and its format is kept (gitformat-index(5)).
 */

import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { findEntry } from "./git-index-entries.ts";
import { sharedIndexOf } from "./git-split-index.ts";

/** A larger index is not read: bytes. The largest repositories in the open have half of it. */
const LARGEST_INDEX = 256 * 1024 * 1024;

/** Bytes of an object's name, with SHA-1 and with SHA-256. Which one it is stands elsewhere, so both are tried. */
const HASH_BYTES = [20, 32] as const;

/** The path under which a repository tracks the file, from the repository's folder on; undefined where none is known to. */
export async function trackedPath(file: string): Promise<string | undefined> {
  try {
    const real = await realpath(file);
    const repository = await repositoryOf(path.dirname(real));
    if (repository === undefined) return undefined;
    const wanted = path.relative(repository.folder, real).split(path.sep).join("/");
    return (await isListed(repository.git, Buffer.from(wanted))) ? wanted : undefined;
  } catch {
    // What cannot be read or is not there is not known to be tracked.
    return undefined;
  }
}

interface Repository {
  /** What its paths start from. */
  readonly folder: string;
  /** Where its index is. */
  readonly git: string;
}

/** The nearest repository around a folder. */
async function repositoryOf(folder: string): Promise<Repository | undefined> {
  const git = path.join(folder, ".git");
  const found = await stat(git).catch(() => undefined);
  if (found?.isDirectory()) return { folder, git };
  if (found?.isFile()) {
    // A worktree or a submodule: its index lies with the repository that it belongs to.
    const target = /^gitdir: (.+)$/m.exec(await readFile(git, "utf8"))?.[1];
    if (target !== undefined) return { folder, git: path.resolve(folder, target) };
  }
  const above = path.dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}

/** Whether the index in this folder has an entry for a path, or the shared one that it goes on from. */
async function isListed(folder: string, wanted: Buffer): Promise<boolean> {
  const index = await readIndex(path.join(folder, "index"));
  for (const hashBytes of HASH_BYTES) {
    const found = findEntry(index, hashBytes, wanted);
    if (found === undefined) continue;
    if (found.entry !== undefined) return true;
    const shared = sharedIndexOf(index, found.end, hashBytes);
    if (shared === undefined) return false;
    const there = findEntry(await readIndex(path.join(folder, shared.file)), hashBytes, wanted);
    return there?.entry !== undefined && !shared.isDeleted(there.entry);
  }
  return false;
}

async function readIndex(file: string): Promise<Buffer> {
  if ((await stat(file)).size > LARGEST_INDEX) throw new Error("too large to be read");
  return readFile(file);
}
