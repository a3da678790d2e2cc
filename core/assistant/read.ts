/** Files that an assistant names. They are read directly, so that no key passes through the assistant. */

import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { type ByteString, bytesFromArray } from "../manager/index.ts";
import { type Answer, refused, type World } from "./tool.ts";

/** Bytes. Larger files are for the command line, which reads them piece by piece. */
const LARGEST = 64 * 1024 * 1024;

export function absolute(name: string, { folder }: World): string {
  return path.resolve(folder, name);
}

export async function readBytes(name: string, world: World): Promise<Answer<ByteString>> {
  const content = await read(name, world);
  return content.kind === "refused" ? content : { kind: "answer", value: bytesFromArray(content.value) };
}

export async function readText(name: string, world: World): Promise<Answer<string>> {
  const content = await read(name, world);
  return content.kind === "refused" ? content : { kind: "answer", value: content.value.toString("utf8") };
}

async function read(name: string, world: World): Promise<Answer<Buffer>> {
  const target = absolute(name, world);
  try {
    const facts = await stat(target);
    if (!facts.isFile()) return refused(`${name} is not a regular file.`, "Name a file.");
    if (facts.size > LARGEST)
      return refused(`${name} is larger than 64 MB.`, `Run keypoll lint ${name} in a terminal.`);
    return { kind: "answer", value: await readFile(target) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return refused(
      code === "ENOENT" ? `${name} does not exist.` : `${name} cannot be read (${code}).`,
      `Check the path and its permissions; relative paths start at ${world.folder}.`,
    );
  }
}
