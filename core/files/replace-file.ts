/** The one way to write a file: under a lock, compared with what was read, beside it first, and moved into place. */

import { randomUUID } from "node:crypto";
import { copyFile, link, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AttributesLost, makeAlike } from "./attributes.ts";
import { type HeldLock, lockPath, takeLock } from "./lock.ts";
import { placeOf, type Standing, standingAt, stillStands } from "./standing.ts";
import { codeOf, type FileProblem, writeProblem } from "./system-errors.ts";

export interface ReplaceOptions {
  /** Keep the old content beside the file, with the time in its name. */
  readonly backup: boolean;
  /** Mode of a file that is new, less the umask; else only its owner may read it. */
  readonly mode?: number;
}

export type Replacement =
  | {
      readonly kind: "written";
      readonly backup: string | undefined;
      /** How many hard links keep the old content. */
      readonly otherNames: number;
    }
  /** Nothing has changed. */
  | ({ readonly kind: "failed"; readonly cause: "there" | "changed" | "other" } & FileProblem);

/** What a change makes of the content that stands there; it may be asked again, with newer content. */
export type Change = (
  old: Uint8Array | undefined,
) => Uint8Array | FileProblem | Promise<Uint8Array | FileProblem>;

/** How often a change is done anew before another program that writes all the time wins. */
const ROUNDS = 20;

type Failure = Extract<Replacement, { kind: "failed" }>;

function failed(problem: FileProblem, cause: Failure["cause"] = "other"): Failure {
  return { kind: "failed", cause, ...problem };
}

/** Writes `bytes`. With `was`, only where that is still the content; `"nothing"` only where no file is. */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  { was, ...options }: ReplaceOptions & { readonly was?: Uint8Array | "nothing" },
): Promise<Replacement> {
  let cause: Failure["cause"] = "other";
  const refuse = (problem: FileProblem, why: Failure["cause"]): FileProblem => {
    cause = why;
    return problem;
  };
  const written = await changeFile(
    path,
    (old) => {
      if (was === "nothing" && old !== undefined) return refuse(thereAlready(path), "there");
      if (was instanceof Uint8Array && (old === undefined || Buffer.compare(old, was) !== 0)) {
        return refuse(changedMeanwhile(path), "changed");
      }
      return bytes;
    },
    options,
  );
  return written.kind === "failed" && written.cause === "other" ? { ...written, cause } : written;
}

/**
 * Reads a file, changes its content and writes it, with no one of us between. What another program writes meanwhile is read and changed in its turn.
 * A crash at any moment leaves the old file or the new one. A link stays one: what it leads to is replaced.
 */
export async function changeFile(
  path: string,
  change: Change,
  options: ReplaceOptions,
): Promise<Replacement> {
  let lock: HeldLock | undefined;
  try {
    const place = await placeOf(path);
    if (place.kind === "refused") return failed(place.problem);
    lock = await takeLock(place.target);
    if (lock === undefined) return failed(heldByOthers(path, place.target));
    await removeLeftovers(place.target);
    for (let round = 0; round < ROUNDS; round++) {
      const result = await attempt(path, place.target, change, options, lock);
      if (result !== "changed") return result;
    }
    return failed(changedMeanwhile(path), "changed");
  } catch (error) {
    return failed(error instanceof AttributesLost ? attributesLost(path, error) : writeProblem(path, error));
  } finally {
    await lock?.release();
  }
}

async function attempt(
  path: string,
  target: string,
  change: Change,
  options: ReplaceOptions,
  lock: HeldLock,
): Promise<Replacement | "changed"> {
  const old = await standingAt(target);
  const bytes = await change(old?.bytes);
  if (!(bytes instanceof Uint8Array)) return failed(bytes);
  const draft = join(dirname(target), `${draftPrefix(target)}${randomUUID().slice(0, 8)}`);
  try {
    await writeDraft(draft, bytes, target, old, options.mode);
    if (!(await stillStands(target, old))) return "changed";
    if (!lock.isHeld()) return failed(heldByOthers(path, target));
    const moved = await moveIntoPlace(draft, target, old, options.backup);
    if (moved === "changed") return moved;
    await makeDurable(dirname(target));
    return {
      kind: "written",
      backup: moved.backup,
      otherNames: old === undefined ? 0 : Number(old.stats.nlink) - 1,
    };
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Rights come before content, so that nobody reads it who must not. */
async function writeDraft(
  draft: string,
  bytes: Uint8Array,
  target: string,
  old: Standing | undefined,
  mode = 0o600,
): Promise<void> {
  const file = await open(draft, "wx", old === undefined ? mode : 0o600);
  try {
    if (old !== undefined) await makeAlike(target, draft, old.stats);
    await file.truncate();
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function moveIntoPlace(
  draft: string,
  target: string,
  old: Standing | undefined,
  wantsBackup: boolean,
): Promise<{ readonly backup: string | undefined } | "changed"> {
  if (old === undefined) {
    // A link, unlike a rename, replaces nothing that came meanwhile.
    return await link(draft, target).then(
      () => ({ backup: undefined }),
      async (error: unknown) => {
        if (codeOf(error) === "EEXIST") return "changed" as const;
        await rename(draft, target);
        return { backup: undefined };
      },
    );
  }
  const backup = wantsBackup ? await keepBackup(target, old) : undefined;
  try {
    await rename(draft, target);
  } catch (error) {
    if (backup !== undefined) await rm(backup, { force: true });
    throw error;
  }
  return { backup };
}

/** The old file itself under a second name: whole at any moment, with all its rights. A file system without links gets a copy. */
async function keepBackup(target: string, old: Standing): Promise<string> {
  const time = new Date().toISOString().replace(/[-:]/g, "").slice(0, 15);
  for (let again = 0; ; again++) {
    const backup = `${target}.${time}${again === 0 ? "" : `-${again}`}.bak`;
    try {
      await link(target, backup);
      return backup;
    } catch (error) {
      // An older backup is never overwritten, not even one of the same second.
      if (codeOf(error) === "EEXIST") continue;
      if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(error))) throw error;
      await copyBackup(target, backup, old);
      return backup;
    }
  }
}

async function copyBackup(target: string, backup: string, old: Standing): Promise<void> {
  const draft = join(dirname(target), `${draftPrefix(target)}${randomUUID().slice(0, 8)}`);
  try {
    await writeDraft(draft, old.bytes, target, old);
    await copyFile(draft, backup, 1);
    await makeAlike(target, backup, old.stats);
  } finally {
    await rm(draft, { force: true });
  }
}

function draftPrefix(target: string): string {
  return `.keypoll-${basename(target).slice(0, 40)}-`;
}

/** Drafts of processes that crashed: under the lock nobody else has one. */
async function removeLeftovers(target: string): Promise<void> {
  const prefix = draftPrefix(target);
  const names = await readdir(dirname(target)).catch(() => []);
  const drafts = names.filter(
    (name) => name.startsWith(prefix) && /^[0-9a-f]{8}$/.test(name.slice(prefix.length)),
  );
  for (const name of drafts) await rm(join(dirname(target), name), { force: true }).catch(() => undefined);
}

/** So that the new name outlasts a power cut; not every system has folders that can be opened. */
async function makeDurable(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function thereAlready(path: string): FileProblem {
  return { what: `${path} is there already.`, advice: "Name another file." };
}

function changedMeanwhile(path: string): FileProblem {
  return {
    what: `${path} was not written: another program changed it in the meantime.`,
    advice: "Look at what it holds now, and try again.",
  };
}

function heldByOthers(path: string, target: string): FileProblem {
  return {
    what: `${path} was not written: another keypoll is writing it.`,
    advice: `Try again; if none runs, remove ${lockPath(target)}.`,
  };
}

function attributesLost(path: string, { message }: Error): FileProblem {
  return {
    what: `${path} was not written: its access control list and extended attributes could not be kept (${message}).`,
    advice:
      "Install GNU coreutils, or run as root; or copy the file, change the copy and put it in place yourself.",
  };
}
