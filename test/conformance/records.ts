/** The recordings of a folder: JSON lines, plain or packed, in the folder and its subfolders. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What the recordings of a folder refer to by name. */
export interface Known {
  /** Start files that the answers of the oldest format name. */
  readonly keysFiles: Readonly<Record<string, string>>;
}

export interface Recording {
  /** The file's path relative to the requested folder. */
  readonly file: string;
  /** Line number, from 1. */
  readonly line: number;
  // biome-ignore lint/suspicious/noExplicitAny: recordings are read as they are; the kinds are their decoders.
  readonly record: any;
  readonly known: Known;
}

const KEYS_FILES = "answer-keys-files.json";

/** The `.jsonl` and `.jsonl.gz` files of a folder, by name. */
export function recordingFiles(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.jsonl(\.gz)?$/.test(name)).sort();
}

/** Every record of a file below the folder. */
export function* recordingsOf(folder: string, file: string): Generator<Recording> {
  const keysFiles = join(folder, dirname(file), KEYS_FILES);
  const known: Known = { keysFiles: existsSync(keysFiles) ? JSON.parse(textOf(keysFiles)) : {} };
  for (const [at, line] of textOf(join(folder, file)).split("\n").entries()) {
    if (line.trim() !== "") yield { file, line: at + 1, record: JSON.parse(line), known };
  }
}

/** Every record of every file. */
export function* recordingsIn(folder: string): Generator<Recording> {
  for (const file of recordingFiles(folder)) yield* recordingsOf(folder, file);
}

function textOf(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}
