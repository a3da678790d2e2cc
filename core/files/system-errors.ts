/** What a failed system call on a file means, and what to do: the one table. */

import { here, type Platform } from "../platform/index.ts";
import { say } from "../words/index.ts";

export interface FileProblem {
  /** What happened and why, in one sentence. */
  readonly what: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
}

/** Made when it is shown, because the language is not known before. */
type Row = () => readonly [why: string, advice: string];

const otherName = (): string => say`Name another file.`;
const rights = (): string => say`Run as the owner of the file, or with sudo.`;
const again = (): string => say`Try again.`;

const rows: Readonly<Record<string, Row>> = {
  EACCES: () => [say`you may not read or write there`, rights()],
  EPERM: () => [say`the system does not allow it`, rights()],
  EROFS: () => [say`the file system is read-only`, say`Mount it for writing, or name a file elsewhere.`],
  ENOSPC: () => [say`the disk is full`, say`Free some space and try again.`],
  EDQUOT: () => [say`your quota on that disk is used up`, say`Free some space and try again.`],
  EFBIG: () => [
    say`the file would be larger than allowed here`,
    say`Raise the limit (ulimit -f), or name a file elsewhere.`,
  ],
  EIO: () => [say`the disk reported an error`, say`Check the disk; the system log says more.`],
  ENOENT: () => [say`the folder does not exist`, say`Create the folder, or name another file.`],
  ENOTDIR: () => [say`a part of the path is a file and not a folder`, otherName()],
  EISDIR: () => [say`it is a folder`, say`Give the path of a file.`],
  ENAMETOOLONG: () => [say`the path is too long for the file system`, say`Choose a shorter name.`],
  ELOOP: () => [say`its links form a loop`, say`Remove the link, or name the file itself.`],
  EMFILE: () => [
    say`too many files are open in this process`,
    say`Raise the limit (ulimit -n) and try again.`,
  ],
  ENFILE: () => [say`too many files are open on this machine`, say`Close some programs and try again.`],
  ENOMEM: () => [say`there is too little memory`, say`Close some programs and try again.`],
  EBUSY: () => [
    say`another program or a mount uses it`,
    say`Close the program that uses it. Change a mounted file at its source.`,
  ],
  ETXTBSY: () => [say`it is a program that is running`, say`End the program and try again.`],
  EXDEV: () => [say`it is a mount point`, say`Change the file at the source of the mount.`],
  EINVAL: () => [say`the file system does not accept this name`, otherName()],
  EILSEQ: () => [say`the file system does not accept this name`, otherName()],
  ENXIO: () => [say`no device or program answers there`, otherName()],
  ENODEV: () => [say`that device does not exist`, otherName()],
  ENOTSUP: () => [say`the file system cannot do that`, say`Name a file on another file system.`],
  EOPNOTSUPP: () => [say`the file system cannot do that`, say`Name a file on another file system.`],
  ESTALE: () => [say`the network file system no longer has it`, say`Mount it again.`],
  ETIMEDOUT: () => [say`the network file system does not answer`, again()],
  EAGAIN: () => [say`another program has locked it`, again()],
  EINTR: () => [say`it was interrupted`, again()],
  ERR_INVALID_ARG_VALUE: () => [say`the path contains a null byte`, otherName()],
};

/** Windows reports these cases alike: a file that another program has open cannot be read, replaced or renamed. */
const heldOpen: Row = () => [
  say`another program has it open, or you may not write there`,
  say`Close the program that uses the file and try again, or run the terminal as an administrator.`,
];

const rowsOnWindows: Readonly<Record<string, Row>> = {
  EACCES: heldOpen,
  EPERM: heldOpen,
  EBUSY: heldOpen,
};

/** Why `path` was not written. */
export function writeProblem(path: string, error: unknown, { isUnix }: Platform = here): FileProblem {
  const { code, message } = partsOf(error);
  const row = (isUnix ? undefined : rowsOnWindows[code]) ?? rows[code];
  const [why, advice] = row?.() ?? [message, otherName()];
  return { what: say`${path} was not written: ${why}.`, advice };
}

/** Why `path` was not read. */
export function readProblem(path: string, error: unknown): FileProblem {
  const { code, message } = partsOf(error);
  const [why, advice] = rows[code]?.() ?? [message, say`Check the file and its disk.`];
  return { what: say`${path} cannot be read: ${why}.`, advice };
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
