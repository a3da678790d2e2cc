/** The part of a file that is enough to recognise its kind. */

import { type FileHandle, open, stat } from "node:fs/promises";
import { hasKeyFileName } from "../../core/documents/index.ts";
import { LARGEST_ON_DISK, readInput, STANDARD_INPUT, tooLarge, whyNot } from "../input.ts";
import type { Problem } from "../terminal/problem.ts";
import { textOf } from "./file-text.ts";

export type Glimpse =
  /** `input` is set if the file can be read only once. */
  | { readonly kind: "text"; readonly text: string; readonly input?: Buffer }
  /** `isNothing` is true if it cannot be of any kind that is checked. */
  | { readonly kind: "problem"; readonly problem: Problem; readonly isNothing: boolean };

/** Bytes. The first lines of a list of agents are enough to recognise it. */
const BEGINNING = 4 * 1024;

/** Bytes. Scripts, suites and configurations are not longer. */
const LONGEST = 1024 * 1024;

export async function glimpse(path: string): Promise<Glimpse> {
  try {
    const facts = path === STANDARD_INPUT ? undefined : await stat(path);
    if (facts?.isFile() !== true) return await whole(path);
    if (facts.size > LARGEST_ON_DISK) {
      return { kind: "problem", problem: tooLarge(path, LARGEST_ON_DISK), isNothing: !hasKeyFileName(path) };
    }
    const file = await open(path);
    try {
      return { kind: "text", text: textOf(await start(file)).text };
    } finally {
      await file.close();
    }
  } catch (error) {
    const failed = error as NodeJS.ErrnoException;
    const [what, advice] = whyNot(path, failed);
    const isNothing = failed.code === "ENOENT" && !hasKeyFileName(path);
    return { kind: "problem", problem: { what, advice }, isNothing };
  }
}

async function whole(path: string): Promise<Glimpse> {
  const input = await readInput(path);
  return input.ok
    ? { kind: "text", text: textOf(input.value).text, input: input.value }
    : { kind: "problem", problem: input.problem, isNothing: false };
}

/** A text without NUL bytes can be of any kind that is read as a whole. A long one can only be a list of agents. */
async function start(file: FileHandle): Promise<Buffer> {
  const beginning = await bytesOf(file, BEGINNING);
  const isWhole = beginning.length < BEGINNING;
  if (isWhole || beginning.includes(0) || (await file.stat()).size > LONGEST) return beginning;
  return bytesOf(file, LONGEST);
}

async function bytesOf(file: FileHandle, most: number): Promise<Buffer> {
  const bytes = Buffer.alloc(most);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, filled, most - filled, filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled === most) return bytes.subarray(0, filled);
  }
}
