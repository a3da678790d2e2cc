/**
 * Whether git tracks a file, read from the index of its repository.
 *
 * Git itself is not asked: it runs programs that the configuration of the repository names (`core.fsmonitor`), and the
 * repository may have come from anywhere. The index is a list of paths, and its format is kept (gitformat-index(5)).
 */

import { readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";

/** A larger index is not read: bytes. The largest repositories in the open have half of it. */
const LARGEST_INDEX = 256 * 1024 * 1024;

/** Bytes of an object's name, with SHA-1 and with SHA-256. Which one it is stands elsewhere, so both are tried. */
const HASH_BYTES = [20, 32] as const;

/** Before the name of the object: two times, device, inode, mode, owner, group and size. */
const FACTS_BYTES = 40;
const HEADER_BYTES = 12;

/** Flags of an entry: two more bytes follow, and how long the path is, where that is less than all bits. */
const EXTENDED = 0x4000;
const LENGTH = 0x0fff;

/** The path under which a repository tracks the file, from the repository's folder on; undefined where none is known to. */
export async function trackedPath(file: string): Promise<string | undefined> {
  try {
    const real = await realpath(file);
    const repository = await repositoryOf(path.dirname(real));
    if (repository === undefined) return undefined;
    const index = path.join(repository.git, "index");
    if ((await stat(index)).size > LARGEST_INDEX) return undefined;
    const wanted = path.relative(repository.folder, real).split(path.sep).join("/");
    return isListed(await readFile(index), Buffer.from(wanted)) ? wanted : undefined;
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

/** Whether an index, of any version up to 4, has an entry for a path. */
function isListed(index: Buffer, wanted: Buffer): boolean {
  if (index.toString("latin1", 0, 4) !== "DIRC") return false;
  return HASH_BYTES.some((hashBytes) => {
    for (const name of namesIn(index, hashBytes)) {
      if (name === undefined) return false;
      if (name.equals(wanted)) return true;
    }
    return false;
  });
}

/** The paths in order; undefined where an entry is none, since names of objects are longer. */
function* namesIn(index: Buffer, hashBytes: number): Generator<Buffer | undefined> {
  const version = index.readUInt32BE(4);
  const count = index.readUInt32BE(8);
  let at = HEADER_BYTES;
  let name: Buffer = Buffer.alloc(0);
  for (let entry = 0; entry < count; entry++) {
    const flagsAt = at + FACTS_BYTES + hashBytes;
    const flags = index.readUInt16BE(flagsAt);
    let start = flagsAt + (flags & EXTENDED ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      // Only what differs from the path before is written, behind how much of that one's end goes.
      const dropped = readOffset(index, start);
      start = dropped.end;
      kept = name.length - dropped.value;
    }
    const end = index.indexOf(0, start);
    const isEntry = kept >= 0 && end >= 0;
    const rest = index.subarray(start, end);
    if (isEntry) name = kept > 0 ? Buffer.concat([name.subarray(0, kept), rest]) : rest;
    if (!isEntry || Math.min(name.length, LENGTH) !== (flags & LENGTH)) return yield undefined;
    yield name;
    // Up to version 3 an entry is filled up with one to eight zeros.
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7);
  }
}

/** A number in the form that pack files have for offsets. */
function readOffset(index: Buffer, start: number): { value: number; end: number } {
  let at = start;
  let byte = index.readUInt8(at++);
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = index.readUInt8(at++);
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, end: at };
}
