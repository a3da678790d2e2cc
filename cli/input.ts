/** Reads what a command works on: files, and standard input for `-`. Bytes, never text. */

import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { readProblem } from "../core/files/system-errors.ts";
import type { ByteString } from "../core/manager/index.ts";
import { failure, type Problem, type Result, success } from "./terminal/problem.ts";

/** Bytes. Larger files are not read: a manager with 100 000 agents has 9 MB. */
export const LARGEST_INPUT = 256 * 1024 * 1024;

/** Bytes. A client.keys up to this size is checked on the disk, without loading it: some five million records. */
export const LARGEST_ON_DISK = 512 * 1024 * 1024;

/** The path that stands for standard input, and its name in messages. */
export const STANDARD_INPUT = "-";

/** All bytes of a file, or of standard input if the path is `-`. */
export async function readInput(path: string): Promise<Result<Buffer>> {
  const name = path === STANDARD_INPUT ? "Standard input" : path;
  try {
    if (path === STANDARD_INPUT) return await readStream(name, process.stdin);
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > LARGEST_INPUT) return { ok: false, problem: tooLarge(path) };
      return await readStream(path, file.createReadStream({ autoClose: false }));
    } finally {
      await file.close();
    }
  } catch (error) {
    return failure(...whyNot(name, error as NodeJS.ErrnoException));
  }
}

/** The bytes in the form of the model. */
export function byteString(bytes: Buffer): ByteString {
  return bytes.toString("latin1");
}

/** Pipes and devices have no size, so the limit is checked during the read. */
async function readStream(name: string, stream: Readable): Promise<Result<Buffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > LARGEST_INPUT) return { ok: false, problem: tooLarge(name) };
  }
  return success(Buffer.concat(chunks));
}

export function tooLarge(name: string, most = LARGEST_INPUT): Problem {
  return {
    what: `${name} is larger than ${most / 1024 / 1024} MB, too large for a client.keys or an answer.`,
    advice: "Check that it is the right file.",
  };
}

/** What a failed system call means, and what to do. */
export function whyNot(path: string, error: NodeJS.ErrnoException): readonly [what: string, advice: string] {
  switch (error.code) {
    case "ENOENT":
      return [`${path} does not exist.`, `Check the path. Relative paths start at ${process.cwd()}.`];
    case "ENOTDIR":
      return [`${path} does not exist: a part of the path is a file.`, "Check the path."];
    case "EACCES":
    case "EPERM":
      return [
        `You may not read ${path}.`,
        "Run keypoll as a user who may read it, for example as root, or copy the file.",
      ];
    case "EISDIR":
      return [`${path} is a folder.`, "Give the path of a file."];
    default: {
      const { what, advice } = readProblem(path, error);
      return [what, advice];
    }
  }
}
