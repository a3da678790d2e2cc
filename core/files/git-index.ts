/**
 * Whether git tracks a file, according to the index of its repository. Git itself is not run: it starts programs that
 * the configuration of the repository names (`core.fsmonitor`), and the repository may come from anywhere. The index is
 * a list of paths in a stable format (gitformat-index(5)).
 */

import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { findEntry } from "./git-index-entries.ts";
import { sharedIndexOf } from "./git-split-index.ts";

/** Bytes. A larger index is not read. The indexes of the largest public repositories are half as large. */
const LARGEST_INDEX = 256 * 1024 * 1024;

/** Bytes of an object name with SHA-1 and with SHA-256. The index does not say which one it uses, so both are tried. */
const HASH_BYTES = [20, 32] as const;

/**
 * The path under which a repository tracks the file, relative to the repository's folder. Undefined if none is known
 * to.
 */
export async function trackedPath(file: string): Promise<string | undefined> {
  try {
    const real = await realpath(file);
    const repository = await repositoryOf(path.dirname(real));
    if (repository === undefined) return undefined;
    const wanted = path.relative(repository.folder, real).split(path.sep).join("/");
    return (await isListed(repository.git, Buffer.from(wanted))) ? wanted : undefined;
  } catch {
    // A repository that cannot be read, or is not there, is not known to track the file.
    return undefined;
  }
}

interface Repository {
  /** The folder that its paths are relative to. */
  readonly folder: string;
  /** The folder of its index. */
  readonly git: string;
}

/** The nearest repository that contains a folder. */
async function repositoryOf(folder: string): Promise<Repository | undefined> {
  const git = path.join(folder, ".git");
  const found = await stat(git).catch(() => undefined);
  if (found?.isDirectory()) return { folder, git };
  if (found?.isFile()) {
    // A worktree or a submodule: its index is inside the repository that it belongs to.
    const target = /^gitdir: (.+)/m.exec(await readFile(git, "utf8"))?.[1];
    if (target !== undefined) return { folder, git: path.resolve(folder, target) };
  }
  const above = path.dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}

/** Whether the index in this folder, or the shared index that it builds on, has an entry for a path. */
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
