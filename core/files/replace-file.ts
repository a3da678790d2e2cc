/**
 * The one way to write a file: take the lock, compare with what was read, write a draft beside the file, and move it
 * into place.
 */

import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { say } from "../words/index.ts";
import { AttributesLost } from "./attributes.ts";
import {
  type DraftOptions,
  draftBeside,
  makeDurable,
  moveIntoPlace,
  removeLeftovers,
  writeDraft,
} from "./beside.ts";
import { existingAt, isUnchangedSince, placeOf } from "./existing-file.ts";
import { type HeldLock, lockPath, takeLock } from "./lock.ts";
import { type FileProblem, writeProblem } from "./system-errors.ts";

export interface ReplaceOptions extends DraftOptions {
  /** Keep the old content beside the file, in a file with the time in its name. */
  readonly backup: boolean;
  /** Refuse a link. For a folder in which other users can put one. */
  readonly noLinks?: boolean;
}

export type Replacement =
  | {
      readonly kind: "written";
      readonly backup: string | undefined;
      /** The number of hard links that keep the old content. */
      readonly otherNames: number;
    }
  /** Nothing has changed. */
  | ({ readonly kind: "failed"; readonly cause: Cause } & FileProblem);

type Cause = "there" | "changed" | "other";
type Refusal = FileProblem & { readonly cause?: Cause };

/** Makes the new content from the present one. It may be called again with newer content. */
export type Change = (old: Uint8Array | undefined) => Uint8Array | Refusal | Promise<Uint8Array | Refusal>;

/** How often a change is repeated before we give up because another program keeps writing. */
const ROUNDS = 20;

type Failure = Extract<Replacement, { kind: "failed" }>;

function failed(refusal: Refusal): Failure {
  return { kind: "failed", cause: "other", ...refusal };
}

/** Writes `bytes`. With `was`, only if that is still the content; with `"nothing"`, only if there is no file. */
export function replaceFile(
  path: string,
  bytes: Uint8Array,
  { was, ...options }: ReplaceOptions & { readonly was?: Uint8Array | "nothing" },
): Promise<Replacement> {
  const change: Change = (old) => {
    if (was === "nothing" && old !== undefined) return thereAlready(path);
    if (was instanceof Uint8Array && (old === undefined || Buffer.compare(old, was) !== 0)) {
      return changedMeanwhile(path);
    }
    return bytes;
  };
  return changeFile(path, change, options);
}

/**
 * Reads a file, changes its content and writes it, while no other of our processes writes it. If another program
 * writes meanwhile, its content is read and changed in turn. A crash at any moment leaves the old file or the new one.
 * A link stays a link: its target is replaced.
 */
export async function changeFile(
  path: string,
  change: Change,
  options: ReplaceOptions,
): Promise<Replacement> {
  let lock: HeldLock | undefined;
  try {
    const place = await placeOf(path, options.noLinks);
    if (place.kind === "refused") return failed(place.problem);
    lock = await takeLock(place.target);
    if (lock === undefined) return failed(heldByOthers(path, place.target));
    await removeLeftovers(place.target);
    for (let round = 0; round < ROUNDS; round++) {
      const result = await attempt(path, place.target, change, options, lock);
      if (result !== "changed") return result;
    }
    return failed(changedMeanwhile(path));
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
  const old = await existingAt(target);
  const bytes = await change(old?.bytes);
  if (!(bytes instanceof Uint8Array)) return failed(bytes);
  const draft = draftBeside(target);
  try {
    await writeDraft(draft, bytes, target, old, options);
    if (!(await isUnchangedSince(target, old))) return "changed";
    if (!lock.isHeld()) return failed(heldByOthers(path, target));
    const moved = await moveIntoPlace(draft, target, old, options.backup);
    if (moved === "changed") return moved;
    if (options.durable !== false) await makeDurable(dirname(target));
    return {
      kind: "written",
      backup: moved.backup,
      otherNames: old === undefined ? 0 : Number(old.stats.nlink) - 1,
    };
  } finally {
    await rm(draft).catch(() => undefined);
  }
}

function thereAlready(path: string): Refusal {
  return { cause: "there", what: say`${path} already exists.`, advice: say`Name another file.` };
}

function changedMeanwhile(path: string): Refusal {
  return {
    cause: "changed",
    what: say`${path} was not written: another program changed it in the meantime.`,
    advice: say`Check its new content, and try again.`,
  };
}

function heldByOthers(path: string, target: string): FileProblem {
  return {
    what: say`${path} was not written: another keypoll is writing it.`,
    advice: say`Try again. If no other keypoll runs, remove ${lockPath(target)}.`,
  };
}

function attributesLost(path: string, { message }: Error): FileProblem {
  return {
    what: say`${path} was not written: its access control list and extended attributes could not be kept (${message}).`,
    advice: say`Install GNU coreutils (apk add coreutils), or run as root. Or copy the file, change the copy, and replace the file yourself.`,
  };
}
