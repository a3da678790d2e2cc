/** What a run has left: which lines of which files it ran, as an interpreter wrote it down. */

import { readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LINES_FILE } from "./recorders.ts";

/** One file as one run saw it. */
export interface Recorded {
  /** Lines that can run, from 1; empty if the interpreter does not say. */
  readonly executable: Set<number>;
  readonly ran: Set<number>;
  /** Node's counts for stretches of the text, for each process. */
  readonly stretches: Stretch[][];
}

/** Characters from `startOffset` up to `endOffset` ran `count` times; of several the shortest counts. */
export interface Stretch {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** Lines that ran (R) or can run (E), and their file. */
const RECORD = /^([RE])\t(\d[\d ]*)\t(.+)$/s;

/** By the file's real path. Undefined if nothing was recorded at all: the interpreter was never told, or could not write. */
export function linesIn(folder: string, workingDirectory: string): ReadonlyMap<string, Recorded> | undefined {
  const text = textOf(path.join(folder, LINES_FILE));
  if (text === undefined) return undefined;
  const files = new Map<string, Recorded>();
  // A run that was killed, or a full disk, may have cut off the last record.
  for (const line of text.split("\n").slice(0, -1)) {
    const [, kind, numbers = "", name] = RECORD.exec(line) ?? [];
    const file = name === undefined ? undefined : realPath(path.resolve(workingDirectory, name));
    if (file === undefined) continue;
    const { executable, ran } = entryOf(files, file);
    for (const number of numbers.split(" ")) (kind === "R" ? ran : executable).add(Number(number));
  }
  return files;
}

/** The same of the files that Node writes. */
export function stretchesIn(folder: string): ReadonlyMap<string, Recorded> | undefined {
  const reports = namesIn(folder).filter((name) => /^coverage-.*\.json$/.test(name));
  if (reports.length === 0) return undefined;
  const files = new Map<string, Recorded>();
  for (const report of reports) {
    for (const { url, functions } of scriptsIn(textOf(path.join(folder, report)) ?? "")) {
      const file = url.startsWith("file:") ? realPath(fileURLToPath(url)) : undefined;
      if (file !== undefined) entryOf(files, file).stretches.push(functions.flatMap(({ ranges }) => ranges));
    }
  }
  return files;
}

function entryOf(files: Map<string, Recorded>, file: string): Recorded {
  const known = files.get(file);
  if (known !== undefined) return known;
  const entry: Recorded = { executable: new Set(), ran: new Set(), stretches: [] };
  files.set(file, entry);
  return entry;
}

interface V8Script {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly Stretch[] }[];
}

/** A report that was cut short says nothing. */
function scriptsIn(text: string): readonly V8Script[] {
  try {
    const { result = [] } = JSON.parse(text) as { readonly result?: readonly V8Script[] };
    return result;
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
