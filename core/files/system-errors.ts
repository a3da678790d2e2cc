/** What a failed system call on a file means, and what to do: the one table. */

import { here, type Platform } from "../platform/index.ts";

export interface FileProblem {
  /** What happened and why, in one sentence. */
  readonly what: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
}

type Row = readonly [why: string, advice: string];

const OTHER_NAME = "Name another file.";
const RIGHTS = "Run as the owner of the file, or with sudo.";
const AGAIN = "Try again.";

const rows: Readonly<Record<string, Row>> = {
  EACCES: ["you may not read or write there", RIGHTS],
  EPERM: ["the system does not allow it", RIGHTS],
  EROFS: ["the file system is read-only", "Mount it for writing, or name a file elsewhere."],
  ENOSPC: ["the disk is full", "Free some space and try again."],
  EDQUOT: ["your quota on that disk is used up", "Free some space and try again."],
  EFBIG: [
    "the file would be larger than allowed here",
    "Raise the limit (ulimit -f), or name a file elsewhere.",
  ],
  EIO: ["the disk reported an error", "Check the disk; the system log says more."],
  ENOENT: ["the folder does not exist", "Make the folder, or name another file."],
  ENOTDIR: ["a part of the path is a file and not a folder", OTHER_NAME],
  EISDIR: ["it is a folder", "Give the path of a file."],
  ENAMETOOLONG: ["the path is too long for the file system", "Choose a shorter name."],
  ELOOP: ["its links lead round in a circle", "Remove the link, or name the file itself."],
  EMFILE: ["too many files are open in this process", "Raise the limit (ulimit -n) and try again."],
  ENFILE: ["too many files are open on this machine", "Close some programs and try again."],
  ENOMEM: ["there is too little memory", "Close some programs and try again."],
  EBUSY: [
    "another program, or a mount, holds it",
    "Close what uses it. A mounted file has to be changed where it is mounted from.",
  ],
  ETXTBSY: ["it is a program that runs", "End the program and try again."],
  EXDEV: ["it is a mount of its own", "Change the file where it is mounted from."],
  EINVAL: ["the file system does not take such a name", OTHER_NAME],
  EILSEQ: ["the file system does not take such a name", OTHER_NAME],
  ENXIO: ["nothing is behind that device or socket", OTHER_NAME],
  ENODEV: ["nothing is behind that device", OTHER_NAME],
  ENOTSUP: ["the file system cannot do that", "Name a file on another file system."],
  EOPNOTSUPP: ["the file system cannot do that", "Name a file on another file system."],
  ESTALE: ["the network file system has lost it", "Mount it again."],
  ETIMEDOUT: ["the network file system does not answer", AGAIN],
  EAGAIN: ["another program holds it", AGAIN],
  EINTR: ["it was interrupted", AGAIN],
  ERR_INVALID_ARG_VALUE: ["the path holds a null byte", OTHER_NAME],
};

/** Windows reports these cases alike: a file that another program has open cannot be read, replaced or renamed. */
const HELD_OPEN: Row = [
  "another program has it open, or you may not write there",
  "Close the program that uses the file and try again; else run the terminal as an administrator.",
];

const rowsOnWindows: Readonly<Record<string, Row>> = {
  EACCES: HELD_OPEN,
  EPERM: HELD_OPEN,
  EBUSY: HELD_OPEN,
};

/** Why `path` was not written. */
export function writeProblem(path: string, error: unknown, { isUnix }: Platform = here): FileProblem {
  const { code, message } = partsOf(error);
  const [why, advice] = (isUnix ? undefined : rowsOnWindows[code]) ?? rows[code] ?? [message, OTHER_NAME];
  return { what: `${path} was not written: ${why}.`, advice };
}

/** Why `path` was not read. */
export function readProblem(path: string, error: unknown): FileProblem {
  const { code, message } = partsOf(error);
  const [why, advice] = rows[code] ?? [message, "Check the file and its disk."];
  return { what: `${path} cannot be read: ${why}.`, advice };
}

/** Whether Windows reports a file that another program has open in this way. */
export function mayBeHeldOpen(error: unknown): boolean {
  return Object.hasOwn(rowsOnWindows, partsOf(error).code);
}

export function codeOf(error: unknown): string {
  return partsOf(error).code;
}

function partsOf(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  return { code: "code" in error ? String(error.code) : "", message: error.message };
}
